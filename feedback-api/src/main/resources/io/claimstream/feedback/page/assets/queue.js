import { onKey } from "./claimstream.js";

const LEAST_MILLIS = 5000;

/** The link of each claim; the one with the focus is the one that is meant. */
function links() {
  return Array.from(document.querySelectorAll("#queue tbody th a"));
}

function current() {
  return document.activeElement?.closest("#queue tbody tr") ?? null;
}

function move(step) {
  const all = links();
  const at = all.findIndex((link) => current()?.contains(link));
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step;
  if (next >= all.length) {
    document.querySelector("#more a")?.click();
    return;
  }
  all[Math.max(0, next)]?.focus();
}

/** Opens the claim that is meant, to decide on it: its page shows the reasons first, and puts the focus where the decision is. */
function decide(how) {
  const link = current()?.closest("[data-decides]") ? current().querySelector("th a") : null;
  if (link !== null) {
    location.assign(`${link.href}#${how}`);
  }
}

onKey({
  a: () => decide("agree"),
  c: () => decide("correct"),
  j: () => move(1),
  k: () => move(-1),
  t: () => current()?.querySelector("form button")?.click(),
  n: () => document.querySelector("#arrivals a")?.click(),
});

// The row that was taken is made anew: the focus goes back to it.
let taken = null;
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const row = event.detail.target.closest("tr[data-claim]");
  taken = row !== null && row.contains(document.activeElement) ? row.dataset.claim : null;
  const isSame = event.detail.target.id === "arrivals"
    && event.detail.target.textContent.trim() === new DOMParser().parseFromString(event.detail.serverResponse, "text/html").body.textContent.trim();
  if (isSame) {
    // What was announced is not announced again.
    event.detail.shouldSwap = false;
  }
});
document.body.addEventListener("htmx:afterSettle", () => {
  if (taken !== null) {
    document.querySelector(`tr[data-claim="${CSS.escape(taken)}"] th a`)?.focus();
    taken = null;
  }
});

// Events only say that it is time to ask: what is new depends on the filter. Only the page that is seen listens, since browsers allow few streams at once.
let stream = null;
let asked = 0;
let later = 0;

function ask() {
  if (later !== 0) {
    // Thousands of events a second cost one comparison each: one timer waits for all of them.
    return;
  }
  later = setTimeout(() => {
    later = 0;
    asked = Date.now();
    document.body.dispatchEvent(new CustomEvent("news"));
  }, Math.max(0, asked + LEAST_MILLIS - Date.now()));
}

function listen() {
  stream?.close();
  stream = null;
  if (document.visibilityState === "visible") {
    stream = new EventSource("/v1/events?kinds=queue");
    stream.addEventListener("queue", ask);
    stream.addEventListener("dropped", ask);
  }
}

document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => stream?.close());
listen();
