// The form for a claim says what is wrong as one types; the server looks at everything again. A file shows how much of it is sent.

const form = () => document.querySelector("form[data-checked]");

/** What is wrong with a value, in the words of its rules; blank for nothing. A value that is not there breaks no rule but that of being needed. */
function wrongWith(field) {
  const value = field.value;
  if (field.validity.badInput) {
    return "Expected a number, or a whole date with its time.";
  }
  if (value.trim() === "") {
    return field.required ? "This is required." : "";
  }
  const broken = JSON.parse(field.dataset.rules).find((rule) => breaks(value, rule));
  return broken?.says ?? (field.validity.stepMismatch ? "Expected a whole number." : "");
}

function breaks(value, rule) {
  switch (rule.keyword) {
    case "minimum": return Number(value) < rule.value;
    case "maximum": return Number(value) > rule.value;
    case "maxLength": return [...value].length > rule.value;
    case "pattern": return !new RegExp(rule.value, "u").test(value);
    case "not": return new RegExp(rule.value.pattern, "u").test(value);
    default: return false;
  }
}

function tell(field, words) {
  const place = document.getElementById(`${field.id}-wrong`);
  if (place.textContent !== words) {
    place.textContent = words;
  }
  if (words === "") {
    field.removeAttribute("aria-invalid");
  } else {
    field.setAttribute("aria-invalid", "true");
  }
}

function isChecked(field) {
  return field?.dataset?.rules !== undefined && field.closest("form[data-checked]") !== null;
}

function checkAll() {
  const broken = [...form().querySelectorAll("[data-rules]")].filter((field) => {
    const words = wrongWith(field);
    tell(field, words);
    return words !== "";
  });
  const count = broken.length;
  document.getElementById("checked").textContent = count === 0 ? "" : `Not yet: ${count === 1 ? "a field is" : `${count} fields are`} to be filled in otherwise. Nothing was sent.`;
  broken.forEach((field) => field.closest("details")?.setAttribute("open", ""));
  broken[0]?.focus();
  return count === 0;
}

/** What the server found out later stands beside its field too, as far as there is one. */
function placeBroken() {
  document.querySelectorAll("[data-broken]").forEach((broken) => {
    const field = document.getElementById(broken.dataset.broken);
    if (isChecked(field)) {
      tell(field, broken.querySelector("span").textContent);
      field.closest("details")?.setAttribute("open", "");
    }
  });
}

function prepare() {
  if (form() !== null) {
    // Messages stand beside the fields, and are told by who reads the page aloud; the browser's own would hide them.
    form().noValidate = true;
    placeBroken();
  }
}

function focusNews() {
  document.querySelector("#work [data-focused], #upload [data-focused]")?.focus();
}

/** What comes by itself takes nobody out of the form, and is told once it is the outcome. */
function focusOutcome(result) {
  const isOutcome = !result.hasAttribute("hx-get");
  if (isOutcome && !form()?.contains(document.activeElement)) {
    result.querySelector("[data-focused]")?.focus();
  }
}

document.addEventListener("input", (event) => {
  // A field that is not left yet is told of only when it breaks a rule, not when it is empty.
  if (isChecked(event.target)) {
    tell(event.target, event.target.value === "" && !event.target.validity.badInput ? "" : wrongWith(event.target));
  }
});
document.addEventListener("focusout", (event) => {
  if (isChecked(event.target)) {
    tell(event.target, wrongWith(event.target));
  }
});
document.body.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt === form() && !checkAll()) {
    event.preventDefault();
  }
});
document.body.addEventListener("htmx:afterSettle", (event) => {
  prepare();
  if (event.detail.elt.id === "work") {
    focusNews();
  } else if (event.detail.elt.id === "result") {
    focusOutcome(event.detail.elt);
  }
});

/** Sends a file as the form would, and shows how much of it is there. What is wrong comes as the page would be, and takes the place of the form. */
function send(upload) {
  const request = new XMLHttpRequest();
  const sending = upload.querySelector("[data-sending]");
  const bar = sending.querySelector("progress");
  const words = sending.querySelector("[data-sent]");
  const button = upload.querySelector("button");
  const data = new FormData(upload);
  sending.hidden = false;
  button.disabled = true;
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) {
      bar.max = event.total;
      bar.value = event.loaded;
    }
  });
  request.upload.addEventListener("load", () => { words.textContent = "The file is sent. It is being taken, line by line."; });
  request.addEventListener("load", () => {
    if (request.status < 400) {
      location.assign(request.responseURL);
      return;
    }
    const answer = new DOMParser().parseFromString(request.responseText, "text/html").getElementById("upload");
    if (answer === null) {
      words.textContent = "The server did not take the file. Send it again in a moment.";
      button.disabled = false;
      return;
    }
    document.getElementById("upload").replaceWith(answer);
    focusNews();
  });
  request.addEventListener("error", () => {
    words.textContent = "The server does not answer. Send the file again: it goes on where it ended.";
    button.disabled = false;
  });
  request.open("POST", upload.action);
  request.send(data);
}

document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-upload]")) {
    event.preventDefault();
    send(event.target);
  }
});

prepare();
focusNews();
