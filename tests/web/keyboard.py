"""Hands that have a keyboard alone: what a journey says of a mouse is done with Tab, Space, Enter and the arrows.

A journey says `click`, `fill`, `check` …; at a desk it is carried out here. Whatever cannot be reached so, or does not
show that it has the focus, fails. That a mouse could do it as well is seen first, by a click that is only tried.
"""

from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

# What has the focus, as seen from where one wants to be: 0 is there, else which way Tab leads, and whether one sees it.
_WHERE = """
(wanted) => {
  const here = document.activeElement;
  const group = (one) => one.type === "radio" && one.name ? one.name : null;
  const there = here === wanted || (group(wanted) && group(here) === group(wanted) && here.form === wanted.form);
  if (!there) return { step: here.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1 };
  const shown = getComputedStyle(here);
  return { step: 0, seen: shown.outlineStyle !== "none" || shown.boxShadow !== "none",
    tag: here.localName, kind: here.type ?? "", name: here.outerHTML.slice(0, 120) };
}
"""
# Clicking a label, or what stands in one, is clicking what it labels; clicking a picture in a button is the button.
_MEANT = """
(one) => one.closest("label")?.control ?? one.closest("a[href], button, summary, input, select, textarea") ?? one
"""
# How many lines down a list's line is, or None.
_STEP = """
(list, wanted) => {
  const found = [...list.options].findIndex((each) => each.value === wanted || each.label === wanted);
  return found < 0 ? null : found - list.selectedIndex;
}
"""
_MOST = 400
_click, _fill, _press = Locator.click, Locator.fill, Locator.press


def reach(locator: Locator) -> dict[str, Any]:
    """Press Tab, forwards or back, until it has the focus and shows it; what it is. Raises AssertionError if never."""
    expect(locator).to_be_visible()
    expect(locator).to_be_enabled()
    page: Page = locator.page
    for _ in range(_MOST):
        meant = locator.evaluate_handle(_MEANT)
        found: dict[str, Any] = page.evaluate(_WHERE, meant)
        if found["step"] == 0:
            assert found["seen"], f"nothing shows that it has the focus: {found['name']}"
            return found
        page.keyboard.press("Tab" if found["step"] > 0 else "Shift+Tab")
    raise AssertionError(f"Tab does not lead to {locator}")


def click(locator: Locator, **said: Any) -> None:
    """Press what a mouse could press."""
    _click(locator, trial=True)
    found = reach(locator)
    if found["kind"] == "radio":
        check(locator)
    else:
        on_space = found["tag"] == "button" or found["kind"] in ("checkbox", "button", "submit")
        locator.page.keyboard.press("Space" if on_space else "Enter")


def check(locator: Locator, **said: Any) -> None:
    """Choose it: a box by Space, one of several by the arrows."""
    _click(locator, trial=True)
    found = reach(locator)
    for _ in range(_MOST):
        if locator.is_checked():
            return
        locator.page.keyboard.press("ArrowDown" if found["kind"] == "radio" and not _here(locator) else "Space")
    raise AssertionError(f"no key chooses {locator}")


def uncheck(locator: Locator, **said: Any) -> None:
    """Take a box's choice back."""
    _click(locator, trial=True)
    reach(locator)
    if locator.is_checked():
        locator.page.keyboard.press("Space")
    expect(locator).not_to_be_checked()


def fill(locator: Locator, value: str, **said: Any) -> None:
    """Write instead of what stands there."""
    found = reach(locator)
    keyboard = locator.page.keyboard
    if found["kind"] in ("date", "datetime-local"):
        if value:
            _type_moment(locator, value)
        else:
            _press(locator, "ControlOrMeta+A")
            keyboard.press("Delete")
        expect(locator).to_have_value(value)
        return
    keyboard.press("ControlOrMeta+A")
    # As by paste where it is long; each key by itself would only take longer.
    if len(value) <= 40 and "\n" not in value:
        keyboard.press("Delete")
        keyboard.type(value)
    elif value:
        keyboard.insert_text(value)


def press(locator: Locator, key: str, **said: Any) -> None:
    """Press a key where it has been reached."""
    reach(locator)
    locator.page.keyboard.press(key)


def select_option(locator: Locator, value: str | None = None, *, label: str | None = None, **said: Any) -> None:
    """Choose from a list, by the arrows: the line that is called so, or has that value, once it is there."""
    wanted = value if label is None else label
    reach(locator)
    for _ in range(_MOST):
        step = locator.evaluate(_STEP, wanted)
        if step == 0:
            return
        if step is None:
            # What can be chosen is still being fetched.
            locator.page.wait_for_timeout(50)
        else:
            locator.page.keyboard.press("ArrowDown" if step > 0 else "ArrowUp")
    raise AssertionError(f"no key chooses {wanted} in {locator}")


def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test does with a locator is done by keys, until it ends."""
    for done in (click, check, uncheck, fill, press, select_option):
        monkeypatch.setattr(Locator, done.__name__, done)


def _here(locator: Locator) -> bool:
    return bool(locator.evaluate("(one) => one === document.activeElement"))


def _type_moment(locator: Locator, value: str) -> None:
    moment = datetime.fromisoformat(value)
    keyboard = locator.page.keyboard
    keyboard.type(f"{moment:%m%d%Y}")
    if "T" in value:
        keyboard.press("ArrowRight")
        keyboard.type(f"{moment:%I%M%p}")
