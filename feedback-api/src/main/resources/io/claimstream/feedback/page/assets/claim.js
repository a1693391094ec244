import { onKey } from "./claimstream.js";

/** What a key leads to: the focus goes there, and Enter does the rest, so that no key alone decides anything. */
function lead(key) {
  const target = document.querySelector(`[data-key="${key}"]`);
  if (target === null) {
    return;
  }
  target.closest("details")?.setAttribute("open", "");
  target.focus();
  target.select?.();
}

onKey({
  a: () => lead("a"),
  c: () => lead("c"),
  u: () => lead("u"),
  n: () => document.querySelector("[data-focused], [data-key='n']")?.click(),
});

// Whoever came from the queue to agree or to correct gets there once the reasons are shown, unless the focus was moved meanwhile.
const WANTED = { "#agree": "a", "#correct": "c" };
let wanted = WANTED[location.hash];
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (wanted !== undefined && event.detail.elt.id === "reasons" && event.detail.elt.querySelector("ol.reasons") !== null) {
    const isUntouched = document.activeElement === null || document.activeElement === document.body;
    if (isUntouched) {
      lead(wanted);
    }
    wanted = undefined;
    // Loaded again, or come back to, the page is as any other.
    history.replaceState(history.state, "", location.pathname + location.search);
  }
});

document.body.addEventListener("htmx:afterSettle", (event) => {
  // What comes after a decision is next: the focus waits there, unless a quick hand has moved on in it already.
  if (!event.detail.elt.contains(document.activeElement)) {
    event.detail.elt.querySelector?.("[data-focused]")?.focus();
  }
  event.detail.elt.closest?.("[aria-busy]")?.removeAttribute("aria-busy");
});

// Whoever comes a second time may decide before the reasons are here: what they have begun to type by then is not taken from them.
document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
  const scored = (part) => part.querySelector("input[name='scoreId']")?.value;
  const { target, fragment } = event.detail;
  if (target.id === "decision" && scored(target) !== undefined && scored(target) === scored(fragment)) {
    event.detail.shouldSwap = false;
  }
});

// A slider and its number are one: the number is what is sent.
document.addEventListener("input", (event) => {
  const slider = event.target.closest("[data-slides]");
  if (slider !== null) {
    document.getElementById(slider.dataset.slides).value = slider.value;
    return;
  }
  const beside = document.querySelector(`[data-slides="${CSS.escape(event.target.id)}"]`);
  if (beside !== null && event.target.value !== "") {
    beside.value = event.target.value;
  }
});
document.addEventListener("change", (event) => {
  const slider = event.target.closest("[data-slides]");
  if (slider !== null) {
    document.getElementById(slider.dataset.slides).dispatchEvent(new Event("change", { bubbles: true }));
  }
});
document.addEventListener("reset", (event) => {
  // Sliders are no part of the form; they follow once its fields are as they were.
  setTimeout(() => {
    event.target.querySelectorAll("[data-slides]").forEach((slider) => {
      slider.value = document.getElementById(slider.dataset.slides).value;
    });
    event.target.requestSubmit();
  });
});

// What could not be shown is asked for again where it stands.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-again]") !== null) {
    const part = event.target.closest("[hx-get]");
    const form = event.target.closest("section")?.querySelector("form");
    if (part !== null && part.id !== "said") {
      part.dispatchEvent(new CustomEvent("again"));
    } else {
      form?.requestSubmit();
    }
  }
});
