/* What somebody is writing outlives a reload and a lost line: it is kept in this browser until the receipt says that it
   arrived. Also: how many characters are left, and one's own questions on paper. */

import { hasEnded } from "./leaving.js";

const room = document.body.dataset.room;
const KEY = `draft:${room}`;

const field = () => document.querySelector("[data-draft]");

function read() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

function write(text) {
  try {
    if (text && !hasEnded()) localStorage.setItem(KEY, text);
    else localStorage.removeItem(KEY);
  } catch {
    // Full or forbidden storage: what is written stays in this page.
  }
}

/** How many characters are left. */
function count(text) {
  const words = document.getElementById(text.getAttribute("aria-describedby"));
  if (!words?.dataset.left) return;
  const left = words.dataset.left.replace("{n}", text.maxLength - text.value.length);
  if (words.textContent !== left) words.textContent = left;
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-draft]")) return;
  write(target.value);
  count(target);
});

document.addEventListener("reset", ({ target }) => {
  if (!target.querySelector("[data-draft]")) return;
  write("");
  setTimeout(settleDraft);
});

/** After a swap or a reload: what was being written is there again. */
export function settleDraft() {
  const text = field();
  if (text) {
    if (!text.value && document.activeElement !== text) text.value = read();
    count(text);
  }
  for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
}

/** A question that was on its way before the page was loaded again has arrived: it is no draft any more. */
export function arrived(fields) {
  if (fields.command !== "board.ask" || read() !== fields.text) return;
  write("");
  const text = field();
  if (text?.value === fields.text) text.form.reset();
}

document.addEventListener("click", ({ target }) => {
  if (!target.closest?.("[data-print]")) return;
  for (const each of document.querySelectorAll(".asked details")) each.open = true;
  print();
});
