/* Drafts survive a reload and a lost connection: this browser keeps them until the receipt says that they arrived, or
   for a day. Also: the number of characters left, and printing one's own questions. */

import { clean } from "./cleaning.js";
import { forget, keep, recall } from "./kept.js";
import { own } from "./owning.js";

const DAYS = 1;

/* A draft of a card belongs to the prompt that its form names; a draft of a question to none. */
const DRAFTED = ["board.ask", "board.card"];
const nameOf = (board) => `draft:${own}:${board ?? ""}`;
const nameFor = (text) => nameOf(text.form?.elements.board?.value);

function write(name, text) {
  if (text) keep(name, text, DAYS);
  else forget(name);
}

/** Show the number of characters left. */
function count(text) {
  const words = text.form?.querySelector("[data-left]");
  if (!words) return;
  const left = words.dataset.left.replace("{n}", text.maxLength - text.value.length);
  if (words.textContent !== left) words.textContent = left;
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-draft]")) return;
  write(nameFor(target), target.value);
  count(target);
});

document.addEventListener("reset", ({ target }) => {
  const text = target.querySelector("[data-draft]");
  if (!text) return;
  forget(nameFor(text));
  setTimeout(settleDraft);
});

/** After a swap or a reload: put the draft back. */
function settleDraft() {
  for (const text of document.querySelectorAll("[data-draft]")) {
    if (!text.value && document.activeElement !== text) text.value = recall(nameFor(text)) ?? "";
    count(text);
  }
  for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
}

/** A question or card that was sent before the page was reloaded has arrived: it is no draft any more. */
document.addEventListener("arrived", ({ detail: fields }) => {
  const name = nameOf(fields.board);
  if (!DRAFTED.includes(fields.command) || clean(recall(name) ?? "") !== fields.text) return;
  forget(name);
  for (const text of document.querySelectorAll("[data-draft]")) {
    if (nameFor(text) === name && clean(text.value) === fields.text) text.form.reset();
  }
});

document.addEventListener("click", ({ target }) => {
  if (!target.closest?.("[data-print]")) return;
  for (const each of document.querySelectorAll(".asked details")) each.open = true;
  print();
});

document.addEventListener("shown", settleDraft);
settleDraft();
