import { say } from "./claimstream.js";

/** Copies what stands in a field; without leave to do so it is marked, to be copied by hand. */
async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    say("Copied.");
  } catch {
    field.focus();
    field.select();
    say("It is marked: copy it with the keys of your browser.");
  }
}

document.querySelectorAll("[data-copies]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => copy(document.getElementById(button.dataset.copies)));
});

// Some browsers keep a page that was left, to show it again at once: what is shown once must not be in it.
window.addEventListener("pagehide", () => {
  document.querySelectorAll("[data-secret]").forEach((field) => { field.value = ""; field.textContent = ""; });
});
