/* The keyboard's place is never lost: when what has the focus goes, the next sensible thing gets it. That is something
   in the same form, in the same row or part, or the title of the nearest thing around it. */

const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";

let last = null; // where the focus was last

const isSeen = (element) => element.isConnected && element.checkVisibility() && !element.closest("[inert]");
const isUsable = (element) => isSeen(element) && !element.disabled;
const usableIn = (place) => [...place.querySelectorAll(FOCUSABLE)].filter(isUsable);
const commandOf = (form) => form?.elements.command?.value;

document.addEventListener("focusin", ({ target }) => {
  const places = [];
  let form = target.closest("form[data-command]");
  let inPart = true;
  for (let place = target.parentElement; place && place !== document.body; place = place.parentElement) {
    if (!place.id) continue;
    places.push({ id: place.id, at: inPart ? usableIn(place).indexOf(target) : -1 });
    if (place.matches("[data-version], [popover]")) inPart = false;
  }
  last = { element: target, command: commandOf(form), places };
});

/* Who clicks beside everything wants no focus. */
document.addEventListener("pointerdown", () => setTimeout(() => document.activeElement === document.body && (last = null)));

/* A panel lies over what comes after it: whoever leaves it with Tab closes it. What is typed in it stays. */
document.addEventListener("keyup", ({ key }) => {
  const now = document.activeElement;
  if (key !== "Tab" || now === document.body) return;
  for (const panel of document.querySelectorAll("[popover]:popover-open")) {
    if (!panel.contains(now) && now.popoverTargetElement !== panel) panel.hidePopover();
  }
});

/** After a swap: if what had the focus is gone or cannot be used any more, go to the next thing. */
export function keepFocus() {
  const now = document.activeElement;
  if (!last || (now && now !== document.body && isUsable(now)) || isUsable(last.element)) return;
  const { places, command } = last;
  for (const { id, at } of places) {
    const place = document.getElementById(id);
    if (!place || !isSeen(place)) continue;
    const next = at < 0 ? titleOf(place) : (sameForm(place, command) ?? usableIn(place).at(at) ?? usableIn(place).at(-1) ?? titleOf(place));
    if (next) return next.focus({ preventScroll: true });
  }
  titleOf(document.querySelector("main"))?.focus({ preventScroll: true });
}

function sameForm(place, command) {
  const form = command && [...place.querySelectorAll("form[data-command]")].find((each) => commandOf(each) === command);
  return form && usableIn(form)[0];
}

/** What names a place; it gets the focus, and is no stop on the way with Tab. */
function titleOf(place) {
  const named = document.getElementById(place.getAttribute("aria-labelledby"));
  const title = [named, ...place.querySelectorAll("h1, h2, h3")].find((each) => each && isSeen(each));
  title?.setAttribute("tabindex", "-1");
  return title;
}
