// Parts are made anew every few seconds. What the reader opened stays open, and nothing changes under the focus or a selection.

function isBusy(target) {
  const selected = getSelection();
  return target.contains(document.activeElement)
    || (selected !== null && !selected.isCollapsed && target.contains(selected.anchorNode))
    || document.visibilityState !== "visible";
}

let open = new Set();
let scrolled = new Map();
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const target = event.detail.target;
  if (target.id !== "now") {
    return;
  }
  if (isBusy(target)) {
    event.detail.shouldSwap = false;
    return;
  }
  open = new Set(Array.from(target.querySelectorAll("details[open][data-keep]"), (part) => part.dataset.keep));
  scrolled = new Map(Array.from(target.querySelectorAll(".wide[aria-label]"), (box) => [box.ariaLabel, box.scrollLeft]));
});
document.body.addEventListener("htmx:afterSwap", (event) => {
  const target = event.detail.target;
  if (target.id !== "now") {
    return;
  }
  target.querySelectorAll("details[data-keep]").forEach((part) => { part.open = open.has(part.dataset.keep); });
  target.querySelectorAll(".wide[aria-label]").forEach((box) => { box.scrollLeft = scrolled.get(box.ariaLabel) ?? 0; });
});
