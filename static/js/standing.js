/* A list in which a person is at work stands still. New rows wait behind a button, a removed row leaves its place
   empty, and the order stays, so that nothing slides under a pointer, a finger or the keyboard. Once the person is
   elsewhere, or asks for it, the newest list is shown. Without this module every update is shown at once. */

import { passed } from "./passing.js";

const FINGER_RESTS = 6_000;
const hovers = matchMedia("(hover: hover)");

const waiting = new Map(); // the newest HTML of each waiting part, by id
const astray = new Set(); // ids of parts whose rows are not in their newest order
const acted = new Set(); // rows in which this person pressed a button: these may go
let touched = { place: null, at: -Infinity };
let asked = ""; // the part that is being shown because the person asked for it
let line = []; // where the focus goes, in this order, when its row is gone
let swap = null;
let pointed = null; // the list over which a pointer moved last: one that came to lie under it is nobody's work
let byKeyboard = false; // a focus that a script moved after a click is nobody at work

const placeOf = (part) => part.closest("[data-work]") ?? part;
const rowsOf = (part) => [...part.querySelectorAll("[data-rows] > [data-row]:not([inert])")];

/** Start; `swapWith` shows HTML in the way of a push. */
export function stand(swapWith) {
  swap = swapWith;
  document.addEventListener("pointermove", ({ target }) => (pointed = target.closest?.("[data-stands]") ?? null));
  document.addEventListener("keydown", () => (byKeyboard = true));
  document.addEventListener("pointerdown", ({ target }) => {
    byKeyboard = false;
    const part = target.closest?.("[data-stands]");
    touched = { place: part && placeOf(part), at: passed() };
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
  if (byKeyboard && place.querySelector("[data-stands] :focus-visible")) return true;
  if (hovers.matches) return Boolean(pointed && place.contains(pointed) && pointed.matches(":hover"));
  return touched.place === place && passed() - touched.at < FINGER_RESTS;
}

/** Where a person is at work, make the new HTML look like the shown list; the rest waits. */
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

/** The text of the button over a list whose newest HTML waits. */
function offer(button, arrived) {
  if (!button) return;
  button.hidden = false;
  const words = arrived > 1 ? button.dataset.more.replace("{n}", arrived) : button.dataset[arrived ? "one" : "order"];
  if (button.textContent !== words) button.textContent = words;
}

/** The placeholder for a row that is gone. */
function leftBy(row, list) {
  if (acted.has(row.id) && !list.matches(":hover")) return null;
  const left = row.cloneNode(true);
  left.inert = true;
  left.dataset.went = list.dataset.gone;
  return left;
}

/** Put a figure into a row that waits. */
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

/** Candidates for the focus: the row itself, those after it, those before it, the title of the list. */
function lineFrom(row, part) {
  const ids = rowsOf(part).map(({ id }) => id);
  const at = ids.indexOf(row.id);
  return [row.id, ...ids.slice(at + 1), ...ids.slice(0, at).reverse(), part.getAttribute("aria-labelledby")];
}

/** After a swap: if the focused row is gone, move the focus to the next one. */
export function workOn() {
  const now = document.activeElement;
  if (line.length && (!now || now === document.body || now.closest("[inert]"))) {
    const next = line.map((id) => document.getElementById(id)).find((each) => each && !each.inert);
    next?.focus({ preventScroll: true });
  }
  line = [];
}

/* ---- The order of a list is sent alone, because the page already has the rows ---- */

/** After a swap: put the rows of a list in the order that its part names, or wait while a person is at work in it. */
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

/** Reorder the rows on the page: the focus stays where it was, and the button has nothing more to show. */
function putRight(part) {
  const focused = document.activeElement;
  arrange(part);
  if (focused !== document.activeElement) focused.focus({ preventScroll: true });
  const button = part.querySelector("[data-arrivals]");
  if (button && !waiting.has(part.id)) button.hidden = true;
}
