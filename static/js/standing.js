/* A list in which somebody is at work stands still. What arrives waits behind a button, what goes leaves its place
   empty, and the order stays, so that nothing slides under a pointer, a finger or the keyboard. Once they are
   elsewhere, or ask for it, the newest picture is shown. Without this module every picture simply shows. */

const FINGER_RESTS = 6_000;
const hovers = matchMedia("(hover: hover)");

const waiting = new Map(); // by id of a part: its newest picture
const astray = new Set(); // ids of parts whose rows are to stand in another order
const acted = new Set(); // rows of which this person pressed a button: those may go
let touched = { place: null, at: 0 };
let asked = ""; // the part that is being shown because somebody asked for it
let line = []; // where the focus goes when its row is gone
let swap = null;

const placeOf = (part) => part.closest("[data-work]") ?? part;
const rowsOf = (part) => [...part.querySelectorAll("[data-rows] > [data-row]:not([inert])")];

/** `swapWith` shows HTML as a push does. */
export function stand(swapWith) {
  swap = swapWith;
  document.addEventListener("pointerdown", ({ target }) => {
    const part = target.closest?.("[data-stands]");
    touched = { place: part && placeOf(part), at: Date.now() };
  });
  document.addEventListener("submit", ({ target }) => {
    const form = target.hasAttribute("data-ticked") ? "ticked" : target.id;
    const rows = form ? document.querySelectorAll(`[data-row]:has([form="${form}"]:checked)`) : [];
    for (const row of [target.closest("[data-row]"), ...rows]) if (row) acted.add(row.id);
  });
  document.addEventListener("click", ({ target }) => {
    const part = target.closest?.("[data-arrivals]")?.closest("[data-stands]");
    if (part) show(part.id, true);
  });
  for (const moment of ["pointerover", "focusin"]) document.addEventListener(moment, relax);
  setInterval(relax, 1_000);
}

function isAtWork(part) {
  const place = placeOf(part);
  if (place.querySelector("[data-stands] :focus-visible")) return true;
  if (hovers.matches) return Boolean(place.querySelector("[data-stands]:hover"));
  return touched.place === place && Date.now() - touched.at < FINGER_RESTS;
}

/** Make the picture that comes look like the one that is shown, where somebody is at work; the rest waits. */
export function standStill(old, part) {
  const row = document.activeElement?.closest("[data-row]");
  if (row && old.contains(row)) line = lineFrom(row, old);
  waiting.delete(part.id);
  if (asked === part.id || !rowsOf(old).length || !isAtWork(old)) return;
  const later = part.cloneNode(true);
  let arrived = 0;
  let changed = false;
  for (const shown of old.querySelectorAll("[data-rows]")) {
    let coming = part.querySelector(`[data-rows="${shown.dataset.rows}"]`);
    if (!coming) part.append((coming = shown.cloneNode(false)));
    const order = [...coming.children].map(({ id }) => id);
    const rows = new Map([...coming.children].map((each) => [each.id, each]));
    const kept = [...shown.children].map((each) => rows.get(each.id) ?? leftBy(each, shown)).filter(Boolean);
    const left = kept.filter(({ id }) => !rows.delete(id)).length;
    arrived += rows.size;
    changed ||= left > 0 || order.join() !== kept.map(({ id }) => id).join();
    coming.replaceChildren(...kept);
  }
  if (!changed) return;
  waiting.set(part.id, later);
  const button = part.querySelector("[data-arrivals]");
  const ids = rowsOf(part).map(({ id }) => id);
  const moved = rowsOf(later).some(({ id }, i) => id !== ids[i]);
  if (moved) offer(button, arrived);
}

/** What the button over the list says, behind which the newest picture waits. */
function offer(button, arrived) {
  if (!button) return;
  button.hidden = false;
  const words = arrived > 1 ? button.dataset.more.replace("{n}", arrived) : button.dataset[arrived ? "one" : "order"];
  if (button.textContent !== words) button.textContent = words;
}

/** What stands in the place of a row that is not there any more. */
function leftBy(row, list) {
  if (acted.has(row.id) && !list.matches(":hover")) return null;
  const left = row.cloneNode(true);
  left.inert = true;
  left.dataset.went = list.dataset.gone;
  return left;
}

/** A figure in a row that waits. */
export function keepUp(item) {
  if (!item.id) return;
  for (const later of waiting.values()) {
    later.querySelector(`#${CSS.escape(item.id)}`)?.replaceWith(item.cloneNode(true));
  }
}

async function show(id, withFocus = false) {
  if (astray.delete(id)) putRight(document.getElementById(id));
  const later = waiting.get(id);
  if (!later) return;
  arrange(later);
  const before = new Set(rowsOf(document.getElementById(id)).map((row) => row.id));
  const first = rowsOf(later).find((row) => !before.has(row.id));
  asked = id;
  const swapped = swap(`<hx-partial hx-target="#${id}" hx-swap="outerMorph">${later.outerHTML}</hx-partial>`);
  asked = "";
  await swapped;
  if (withFocus && first) document.getElementById(first.id)?.focus();
}

function relax() {
  for (const id of [...waiting.keys(), ...astray]) {
    const part = document.getElementById(id);
    if (part && !isAtWork(part)) show(id);
  }
}

/** The row itself, those after it, those before it, the title of the list. */
function lineFrom(row, part) {
  const ids = rowsOf(part).map(({ id }) => id);
  const at = ids.indexOf(row.id);
  return [row.id, ...ids.slice(at + 1), ...ids.slice(0, at).reverse(), part.getAttribute("aria-labelledby")];
}

/** After a swap: who worked with a row that is gone works on with the next one. */
export function workOn() {
  const now = document.activeElement;
  if (line.length && (!now || now === document.body || now.closest("[inert]"))) {
    const next = line.map((id) => document.getElementById(id)).find((each) => each && !each.inert);
    next?.focus({ preventScroll: true });
  }
  line = [];
}

/* ---- The order of a list travels by itself: the rows are here already ---- */

/** After a swap: the rows of a list stand as its part says. Where somebody is at work that waits. */
export function putInOrder() {
  for (const named of document.querySelectorAll("[data-ids]")) {
    const part = named.parentElement;
    if (waiting.has(part.id) || !isAstray(part)) continue;
    if (!isAtWork(part)) putRight(part);
    else {
      astray.add(part.id);
      offer(part.querySelector("[data-arrivals]"), 0);
    }
  }
}

const places = (part) => {
  const ids = part.querySelector("[data-ids]")?.dataset.ids.split(" ") ?? [];
  return new Map(ids.map((id, i) => [`shown-${id}`, i]));
};
const rightly = (part) => {
  const at = places(part);
  const place = ({ id }) => at.get(id) ?? at.size;
  return [...part.querySelectorAll("[data-rows=shown] > *")].sort((one, other) => place(one) - place(other));
};
const isAstray = (part) => rightly(part).some((row, i) => row !== row.parentElement.children[i]);

function arrange(part) {
  rightly(part).forEach((row, i) => {
    const there = row.parentElement.children[i];
    if (there !== row) row.parentElement.insertBefore(row, there);
  });
}

/** The same on the page: the focus stays where it was, and the button has nothing more to show. */
function putRight(part) {
  const focused = document.activeElement;
  arrange(part);
  if (focused !== document.activeElement) focused.focus({ preventScroll: true });
  const button = part.querySelector("[data-arrivals]");
  if (button && !waiting.has(part.id)) button.hidden = true;
}
