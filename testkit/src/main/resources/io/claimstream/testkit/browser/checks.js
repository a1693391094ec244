// What a test asks of a page, from within. Added to every page before its own scripts.
(() => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const violations = [];
  const reached = new Set();
  const unmarked = new Set();

  const describe = (element) => {
    const label = (element.getAttribute("aria-label") ?? element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 40);
    const id = element.id === "" ? "" : `#${element.id}`;
    const name = element.getAttribute("name") === null ? "" : `[name=${element.getAttribute("name")}]`;
    return `<${element.localName}${id}${name}> "${label}"`;
  };

  /** Whether it is there to be used: not hidden, not in what is closed, not switched off. */
  const isUsable = (element) => element.tabIndex >= 0 && !element.disabled
    && element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;

  const isOutlined = (element) => {
    const style = getComputedStyle(element);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none";
  };

  /** How the lines of a picture are drawn: a link in one may be marked by them. */
  const lines = (element) => [...element.querySelectorAll("svg *, rect, path, circle")]
    .map((it) => getComputedStyle(it)).map((it) => `${it.stroke} ${it.strokeWidth}`).join();

  /** The one with the focus, when nothing but its lines may tell. */
  let doubted = null;
  const doubt = (element) => {
    if (doubted !== null && lines(doubted.element) === doubted.lines) {
      unmarked.add(doubted.element);
    }
    doubted = element === null || isOutlined(element) ? null : { element, lines: lines(element) };
  };

  /** Of buttons that exclude each other Tab reaches one. */
  const isOfReachedGroup = (element) => element.type === "radio"
    && [...reached].some((other) => other.type === "radio" && other.name === element.name && other.form === element.form);

  /** Whether a box around it scrolls. A box does not hold what is placed absolutely, unless it is placed itself. */
  const scrollsByItself = (element) => {
    let isFree = getComputedStyle(element).position === "absolute";
    for (let box = element.parentElement; box !== null && box !== document.body; box = box.parentElement) {
      const { position, overflowX } = getComputedStyle(box);
      if (isFree && position === "static") {
        continue;
      }
      if (overflowX !== "visible") {
        return true;
      }
      isFree = position === "absolute";
    }
    return false;
  };

  document.addEventListener("securitypolicyviolation", (event) => violations.push(`${event.violatedDirective} refused ${event.blockedURI}`));
  document.addEventListener("focusin", (event) => {
    reached.add(event.target);
    doubt(event.target);
  });

  window.pageChecks = {
    violations: () => violations,
    isSettled: () => document.readyState === "complete" && document.querySelector("[aria-busy=true], .htmx-request") === null,
    controls: () => [...document.querySelectorAll(CONTROLS)].filter(isUsable).length,
    forget: () => { doubted = null; reached.clear(); unmarked.clear(); document.activeElement?.blur(); },
    unreached: () => [...document.querySelectorAll(CONTROLS)].filter((it) => isUsable(it) && !reached.has(it) && !isOfReachedGroup(it)).map(describe),
    unmarked: () => { document.activeElement?.blur(); doubt(null); return [...unmarked].map(describe); },
    tooWide: () => {
      const room = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= room) {
        return [];
      }
      const wide = [...document.body.querySelectorAll("*")]
        .filter((it) => it.getBoundingClientRect().right > room + 1 && it.checkVisibility() && !scrollsByItself(it)).map(describe);
      return wide.length === 0 ? [`${document.documentElement.scrollWidth} pixels`] : wide.slice(0, 5);
    },
    axe: async () => {
      const always = ["heading-order", "page-has-heading-one", "landmark-one-main"];
      const { violations: found } = await axe.run(document, { resultTypes: ["violations"] });
      return found.filter((it) => ["serious", "critical"].includes(it.impact) || always.includes(it.id))
        .map((it) => `${it.id} (${it.impact}): ${it.help}: `
          + it.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ""}`).join("; "));
    },
  };
})();
