/* What arrives, from a socket or another way: older pictures are left out, receipts are handed on, the rest is shown. */

import { isComposedIn } from "./composing.js";
import { keepFocus } from "./focusing.js";
import { tellTime } from "./passing.js";
import { keepUp, putInOrder, standStill, workOn } from "./standing.js";
import { chooseAgain, tellApart } from "./subjects.js";
import { forgetTold, place, tellBeside } from "./telling.js";

const { body } = document;
const wire = document.querySelector(".wire");

export const shown = {
  epoch: body.dataset.epoch,
  version: Number(body.dataset.version),
  /* When the page was last told all that is new: what is one's own, and receipts, do not count. Not by the clock on the
     wall, which somebody may set meanwhile. */
  at: performance.now(),
  /* The host wants to know that it is here: another picture of the room, not just other figures. */
  isUrgent: false,
};

let answered = null;
const held = new Map(); // parts in which somebody composes a text, in their newest HTML, by id

/** `take(id, status)` hears of every receipt, and answers for which form somebody should read it; nothing, if nobody. */
export function takeReceipts(take) {
  answered = take;
}

/** Leave out what is older than the page; note versions and receipts. Returns the HTML to swap. */
export function sift(html) {
  const frame = document.createElement("template");
  frame.innerHTML = html;
  const head = frame.content.querySelector("#head");
  const fresh = !head || head.dataset.epoch === shown.epoch;
  tellTime(Number(head?.dataset.now));
  head?.removeAttribute("data-now");
  for (const partial of [...frame.content.children]) {
    const part = (partial.content ?? partial).firstElementChild;
    if (!part) continue;
    if (part.id === "receipt") {
      const asked = answered(part.dataset.for, part.dataset.status);
      if (!asked) {
        partial.remove();
        continue;
      }
      tellBeside(asked.form, part);
    }
    const old = part.id && document.getElementById(part.id);
    if (old && isComposedIn(old)) {
      held.set(part.id, partial.outerHTML);
      partial.remove();
      continue;
    }
    held.delete(part.id);
    const version = Number(part.dataset.version);
    if (part !== head && version > (fresh ? Number(old?.dataset.version ?? 0) : 0)) shown.isUrgent = true;
    keepUp(part);
    if (fresh && old && version < Number(old.dataset.version)) partial.remove();
    else if (old && old.outerHTML === part.outerHTML) partial.remove();
    else if (old?.hasAttribute("data-stands")) standStill(old, part);
    else if (!old && part.dataset.version === "0") partial.remove(); // a figure in a row that waits
    if (old && partial.parentNode && tellApart(old, part)) forgetTold();
  }
  if (head) {
    shown.at = performance.now();
    if (!fresh) for (const each of wire.querySelectorAll("[data-version]")) each.dataset.version = 0; // of another count
    shown.version = fresh ? Math.max(shown.version, Number(head.dataset.version)) : Number(head.dataset.version);
    shown.epoch = head.dataset.epoch;
  }
  return frame.innerHTML;
}

/** Show HTML as a push does. */
export async function swap(html) {
  const text = sift(html);
  try {
    if (text) await htmx.swap({ sourceElement: wire, target: wire, swap: "innerHTML swapEmpty:false", text, transition: false });
  } catch (error) {
    shown.version = -1; // what was noted is not shown
    throw error;
  }
  settle();
}

/** After a swap: what this person chose and where they work stay, and features hear of it. */
export function settle() {
  chooseAgain();
  document.dispatchEvent(new Event("shown"));
  putInOrder();
  workOn();
  keepFocus();
  place();
}

document.addEventListener("composed", () => {
  if (!held.size) return;
  const html = [...held.values()].join("");
  held.clear();
  swap(html);
});
