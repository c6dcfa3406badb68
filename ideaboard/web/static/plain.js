/* What the plain pages gain where scripts run: this board's own address in the examples, and a button that copies them. */

for (const place of document.querySelectorAll("[data-origin]")) place.textContent = location.origin;

async function copy(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return "Copied";
  } catch {
    // Over plain http a browser gives no clipboard: mark the text, so that one key press copies it.
    getSelection().selectAllChildren(code);
    return "Selected";
  }
}

for (const block of document.querySelectorAll("pre")) {
  const code = block.querySelector("code");
  const button = document.createElement("button");
  const frame = document.createElement("div");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.setAttribute("aria-live", "polite");
  frame.className = "frame";
  block.replaceWith(frame);
  frame.append(block, button);
  button.addEventListener("click", async () => {
    button.textContent = await copy(code);
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
}
