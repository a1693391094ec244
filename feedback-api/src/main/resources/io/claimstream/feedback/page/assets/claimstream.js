// What every page does. Nothing here is needed to read a page or to send a form.

/** Tells the server what browsers do not send: the zone, so that times are the reader's own. */
function tellZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) {
    remember("zone", zone);
  }
}

function remember(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}

/** Follows the system, until the reader chooses; then light or dark, and the system again. */
function switchTheme(button) {
  const themes = ["", "light", "dark"];
  const names = { "": "Theme", light: "Theme: light", dark: "Theme: dark" };
  const root = document.documentElement;
  const show = () => { button.textContent = names[root.dataset.theme ?? ""]; };
  button.hidden = false;
  button.addEventListener("click", () => {
    const next = themes[(themes.indexOf(root.dataset.theme ?? "") + 1) % themes.length];
    root.dataset.theme = next;
    remember("theme", next);
    show();
  });
  show();
}

/** Says something to who sees the page and to who hears it. */
export function say(text) {
  const live = document.getElementById("live");
  live.textContent = text;
}

function isTyped(event) {
  return event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, [contenteditable], dialog[open]") !== null;
}

/** Runs an action for a key, unless somebody types. */
export function onKey(actions) {
  document.addEventListener("keydown", (event) => {
    const action = actions[event.key];
    if (action !== undefined && !isTyped(event)) {
      event.preventDefault();
      action(event);
    }
  });
}

function hideLater() {
  const live = document.getElementById("live");
  let timer = 0;
  new MutationObserver(() => {
    clearTimeout(timer);
    if (live.textContent !== "") {
      timer = setTimeout(() => live.replaceChildren(), 8000);
    }
  }).observe(live, { childList: true, characterData: true, subtree: true });
}

/** Loads a page that waits for something again, unless a part of it asks by itself or somebody is at a form. */
function lookAgain() {
  const seconds = Number(document.body.dataset.reload ?? 0);
  if (seconds > 0 && document.querySelector("[hx-trigger*=every]") === null) {
    setInterval(() => {
      if (!document.hidden && document.activeElement.closest("main form") === null) {
        location.reload();
      }
    }, seconds * 1000);
  }
}

/** A disclosure of the navigation closes like a menu: by Escape, and when one goes on elsewhere. */
function closeMore(more) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && more.open) {
      more.open = false;
      more.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => { more.open &&= more.contains(event.target); });
  more.addEventListener("focusout", (event) => {
    if (event.relatedTarget !== null && !more.contains(event.relatedTarget)) {
      more.open = false;
    }
  });
}

tellZone();
hideLater();
document.querySelectorAll("details[data-more]").forEach(closeMore);
lookAgain();
document.querySelectorAll("[data-theme-switch]").forEach(switchTheme);
document.querySelectorAll("[data-opens]").forEach((button) => {
  button.addEventListener("click", () => document.getElementById(button.dataset.opens).showModal());
});
if (document.getElementById("keys") !== null) {
  onKey({ "?": () => document.getElementById("keys").showModal() });
}
document.querySelectorAll("form[data-sends-itself] select").forEach((select) => {
  select.addEventListener("change", () => select.form.requestSubmit());
});
document.body.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRF-Token"] = document.body.dataset.csrf;
});
document.body.addEventListener("htmx:responseError", (event) => say(event.detail.xhr.responseText));
document.body.addEventListener("htmx:sendError", () => say("The server does not answer. What you did is not done."));
