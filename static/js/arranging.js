/* Puts the polls that are ready in another order: a mouse drags one at its grip, and Alt with an arrow moves the one in
   which the focus is. Both send the form of the buttons, whose receipt says where it stands now. */

const TYPING = "input, textarea, select";
const WAYS = { ArrowUp: -1, ArrowDown: 1 };
const ROW = "[data-arranged] > li";

const rowsOf = (list) => [...list.children];

/** Ask for a place, counted from 1. `back` undoes what the page shows already, if the answer is no. */
function ask(row, place, back = () => {}) {
  const form = row.querySelector("form:has([name=place])");
  if (!form || form.ariaBusy === "true") return back();
  form.elements.place.value = place;
  form.addEventListener("receipt", ({ detail }) => detail !== "ok" && detail !== "replaced" && back(), { once: true });
  form.requestSubmit();
}

document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.(ROW);
  const way = WAYS[event.key];
  if (!row || !way || !event.altKey || event.ctrlKey || event.metaKey || event.target.matches(TYPING)) return;
  event.preventDefault();
  const rows = rowsOf(row.parentElement);
  const place = rows.indexOf(row) + 1 + way;
  if (place >= 1 && place <= rows.length) ask(row, place);
});

/* Dragging begins at the grip, so that texts can still be selected. */
document.addEventListener("pointerdown", ({ target }) => {
  const row = target.closest?.(ROW);
  if (row) row.draggable = Boolean(target.closest("[data-grip]"));
});

let held = null; // the row that is dragged
let before = null; // what stood after it

document.addEventListener("dragstart", (event) => {
  held = event.target.closest?.(`${ROW}[draggable=true]`);
  if (!held) return;
  before = held.nextElementSibling;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
  held.toggleAttribute("data-held", true);
});

document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.(ROW);
  if (!held || over?.parentElement !== held.parentElement) return;
  event.preventDefault();
  const { top, height } = over.getBoundingClientRect();
  if (over !== held) over[event.clientY < top + height / 2 ? "before" : "after"](held);
});

document.addEventListener("drop", (event) => held && event.preventDefault());

document.addEventListener("dragend", ({ dataTransfer }) => {
  if (!held) return;
  const [row, next, list] = [held, before, held.parentElement];
  held = before = null;
  row.removeAttribute("data-held");
  row.draggable = false;
  if (row.nextElementSibling === next) return;
  const back = () => list.insertBefore(row, next?.parentElement === list ? next : null);
  if (dataTransfer.dropEffect === "none") back();
  else ask(row, rowsOf(list).indexOf(row) + 1, back);
});
