/* Keys of the console. A button with data-key="n" is pressed by N. In lists J and K walk from row to row, and a button
   with data-row-key="a" is pressed by A in the row that has the focus. Keys do nothing while somebody types. What cannot
   be undone (data-sure) is asked once, whether somebody presses its key or its button. "?" shows or hides the list of
   keys, and the switch beside it turns all keys off (for people who dictate, or whose cat walks on the keyboard). */

import { subjectOf } from "./subjects.js";

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const SURE_LASTS = 4_000;
const list = document.querySelector("#key-list");
const toggle = document.querySelector("#keys-switch");

let on = true;
try {
  on = localStorage.getItem("keys") !== "off";
} catch {
  // Without storage, keys are on.
}

function show() {
  toggle.setAttribute("aria-pressed", on);
  toggle.textContent = on ? toggle.dataset.on : toggle.dataset.off;
  document.documentElement.toggleAttribute("data-keyless", !on);
}

toggle?.addEventListener("click", () => {
  on = !on;
  try {
    localStorage.setItem("keys", on ? "on" : "off");
  } catch {
    // Without storage, keys are off for this page only.
  }
  show();
});

const rows = () => [...document.querySelectorAll("[data-row][tabindex]:not([inert])")].filter((row) => row.checkVisibility());
const rowNow = () => document.activeElement?.closest("[data-row][tabindex]");

/** Go to the next row or the previous one; without a focused row, to the first. */
function walk(step) {
  const all = rows();
  const at = all.indexOf(rowNow());
  const row = all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)];
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

/** The button that a key presses now: in the row that has the focus, otherwise on the page. */
function buttonFor(key) {
  const isSeen = (button) => (button.closest("details:not([open])")?.querySelector("summary") ?? button).checkVisibility();
  const usable = (button) => isSeen(button) && !button.matches(":disabled, [aria-disabled=true]") && !button.closest("[inert]");
  const find = (where, name) => [...where.querySelectorAll(`[${name}="${CSS.escape(key)}"]`)].find(usable);
  const row = rowNow();
  return (row && find(row, "data-row-key")) || find(document, "data-key");
}

let asked = null; // {button, about}: whether somebody is sure

/** What cannot be undone: the first press only asks. The second half of a double click, or of a key held down, is no
    answer. */
function ask(event) {
  const button = event.target.closest?.("[data-sure]");
  if (!button) return;
  const isAnswer = button === asked?.button;
  if (isAnswer && event.detail < 2) return settle();
  event.preventDefault();
  if (isAnswer) return;
  settle();
  const asking = (asked = { button, about: subjectOf(button.form) });
  button.setAttribute("data-asking", "");
  button.focus();
  setTimeout(() => asked === asking && settle(), SURE_LASTS);
}
document.addEventListener("click", ask);

function settle() {
  asked?.button.removeAttribute("data-asking");
  asked = null;
}

/* A push takes away what the server does not know, and the button may now be about something else. */
document.addEventListener("shown", () => {
  if (!asked) return;
  if (asked.button.isConnected && subjectOf(asked.button.form) === asked.about) asked.button.setAttribute("data-asking", "");
  else settle();
});

function press(button) {
  button.click();
  const opened = button.closest("summary")?.parentElement;
  if (opened?.open) opened.querySelector("input:not([type=hidden]), button")?.focus();
}

/** Escape folds the details that were opened in a row, and goes back to the row. */
function fold(event) {
  const opened = event.target.closest?.(":is([data-row], .ticked) details[open]");
  if (!opened) return;
  opened.open = false;
  (opened.closest("[data-row]") ?? opened.querySelector("summary")).focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") fold(event);
  if (event.repeat && event.target.matches?.("[data-sure]")) event.preventDefault();
  if (!on || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest?.(TYPING)) return;
  const key = event.key.toLowerCase();
  if (key === "?") list.togglePopover();
  else if (key === "j") walk(1);
  else if (key === "k") walk(-1);
  else {
    const button = buttonFor(key);
    if (!button) {
      if (!rowNow() && document.querySelector(`[data-row-key="${CSS.escape(key)}"]`)) walk(0);
      return;
    }
    event.preventDefault();
    press(button);
  }
});

if (toggle) show();
