"""From an HTTP answer to what it means for the board: the rules that most trackers share."""

import email.utils
import time
from collections.abc import Callable
from datetime import UTC

from ideaboard.http import Answer, NoAnswer, NotSent
from ideaboard.plugin.errors import Ambiguous, AuthFailed, Gone, Refused, Retry


def expect(call: Callable[[], Answer], *ok: int, effect: bool) -> Answer:
    """Make the call and return its Answer when its status is one of `ok`; raise what failure means otherwise.

    `effect` says that the call changes something at the tracker. Then an answer that never came, a 5xx, or
    another success than `ok` (a sign-in page, say) is Ambiguous: it may have happened. Otherwise it is Retry.

    Raises Retry (429, 408, or nothing was sent), AuthFailed (401), Gone (404, 410), Refused (every other 4xx
    and 3xx, with the tracker's words) and Ambiguous.
    """
    try:
        answer = call()
    except NotSent as error:
        raise Retry(str(error)) from error
    except NoAnswer as error:
        raise (Ambiguous if effect else Retry)(str(error)) from error
    if answer.status in ok:
        return answer
    said = f"{answer.status}: {answer.text[:500].strip() or 'no words'}"
    if answer.status in (408, 429):
        raise Retry(said, retry_after(answer))
    if answer.status == 401:
        raise AuthFailed(said)
    if answer.status in (404, 410):
        raise Gone(said)
    if answer.status >= 500 or answer.status < 300:
        if effect:
            raise Ambiguous(said)
        raise Retry(said, retry_after(answer))
    raise Refused(said)


def retry_after(answer: Answer) -> float | None:
    """The seconds that `Retry-After` asks for (a number or a date), at most a day; None without."""
    value = answer.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value), 86_400.0)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(moment.timestamp() - time.time(), 0.0), 86_400.0)
