/* What arrives, from a socket or another way: older pictures are left out, receipts are handed on, the rest is shown. */

import { keepUp, putInOrder, standStill, workOn } from "./standing.js";
import { chooseAgain, tellApart } from "./subjects.js";

const { body } = document;
const wire = document.querySelector(".wire");
const RECEIPT_STAYS = 5_500;

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
let receiptTimer = 0;

/** `take(id, status, sentence)` hears of every receipt, and answers whether somebody should read it. */
export function takeReceipts(take) {
  answered = take;
}

/** Leave out what is older than the page; note versions and receipts. Returns the HTML to swap. */
export function sift(html) {
  const frame = document.createElement("template");
  frame.innerHTML = html;
  const head = frame.content.querySelector("#head");
  const fresh = !head || head.dataset.epoch === shown.epoch;
  for (const partial of [...frame.content.children]) {
    const part = (partial.content ?? partial).firstElementChild;
    if (!part) continue;
    if (part.id === "receipt") {
      if (!answered(part.dataset.for, part.dataset.status, part.textContent.trim())) {
        partial.remove();
        continue;
      }
      clearReceiptLater(part.dataset.status);
    }
    const old = part.id && document.getElementById(part.id);
    const version = Number(part.dataset.version);
    if (part !== head && version > (fresh ? Number(old?.dataset.version ?? 0) : 0)) shown.isUrgent = true;
    keepUp(part);
    if (fresh && old && version < Number(old.dataset.version)) partial.remove();
    else if (old && old.outerHTML === part.outerHTML) partial.remove();
    else if (old?.hasAttribute("data-stands")) standStill(old, part);
    else if (!old && part.dataset.version === "0") partial.remove(); // a figure in a row that waits
    if (old && partial.parentNode && tellApart(old, part)) forgetReceipt();
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
}

/* ---- The receipt on the page ---- */

const isParticipant = body.dataset.audience === "participants";
const isRefused = (receipt) => receipt?.dataset.status === "refused";

/** The page is about something else: "your vote is in" is no longer about what is shown. "Too late" stays until this
    person chooses again: it may come together with the next question. */
function forgetReceipt() {
  const receipt = document.getElementById("receipt");
  if (isParticipant && !isRefused(receipt)) clear(receipt);
}

document.addEventListener("change", ({ target }) => {
  const receipt = document.getElementById("receipt");
  if (isParticipant && target.type === "radio" && target.closest("form[data-command]") && isRefused(receipt)) clear(receipt);
});

/** At the console a receipt lies over the page, and what was asked for shows by itself. What went wrong stays. */
function clearReceiptLater(status) {
  clearTimeout(receiptTimer);
  if (body.dataset.audience !== "hosts") return;
  const receipt = document.getElementById("receipt");
  clear(receipt);
  receipt?.getBoundingClientRect(); // the next one fades in its own time, not in that of the one before
  if (status === "ok") receiptTimer = setTimeout(() => clear(document.getElementById("receipt")), RECEIPT_STAYS);
}

function clear(receipt) {
  receipt?.replaceChildren();
  receipt?.setAttribute("data-status", "");
}

/** Say something that no receipt says. */
export function tell(sentence) {
  const receipt = document.getElementById("receipt");
  if (!receipt) return;
  const line = document.createElement("p");
  line.textContent = sentence;
  receipt.replaceChildren(line);
  receipt.setAttribute("data-status", "refused");
}
