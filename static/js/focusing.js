/* The keyboard's place is never lost: when what has the focus goes, the next sensible thing gets it. That is something
   in the same form, in the same row or part, or the title of the nearest thing around it. */

const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";

let last = null; // where the focus was last

/* Of an element without a box of its own (`display: contents`) the browser says that nobody sees it; its contents are. */
const hasBox = (element) => element.checkVisibility() || (getComputedStyle(element).display === "contents" && hasBox(element.parentElement));
const isSeen = (element) => element.isConnected && hasBox(element) && !element.closest("[inert]");
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

/* What is asked for may stand in another place: a poll that opens. Its form names the part where one goes on. */
document.addEventListener("submit", ({ target }) => {
  if (last?.element.form === target) last.then = target.dataset.then;
});

/* A key that is held down presses one button, not also the one that gets the focus after it. */
document.addEventListener("keydown", (event) => {
  if (event.repeat && event.key === "Enter" && event.target.matches("button, summary")) event.preventDefault();
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
  const { places, command, then } = last;
  const ahead = then && document.getElementById(then);
  const first = ahead && isSeen(ahead) && usableIn(ahead)[0];
  if (first) return first.focus({ preventScroll: true });
  for (const { id, at } of places) {
    const place = document.getElementById(id);
    const next = place && (nextIn(place, at, command) ?? titleBeside(place));
    if (next) return next.focus({ preventScroll: true });
  }
  titleOf(document.querySelector("main"))?.focus({ preventScroll: true });
}

function nextIn(place, at, command) {
  if (!isSeen(place)) return;
  const usable = usableIn(place);
  if (at < 0) return titleOf(place) ?? usable[0];
  return sameForm(place, command) ?? usable.at(at) ?? usable.at(-1) ?? titleOf(place);
}

/** Of a part in which nothing is left: the title of the next one. */
function titleBeside(place) {
  if (!place.matches("[data-version]")) return;
  for (let each = place.nextElementSibling; each; each = each.nextElementSibling) {
    const title = isSeen(each) && titleOf(each);
    if (title) return title;
  }
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
