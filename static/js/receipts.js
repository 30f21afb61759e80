/* Keeps the codes of a person's own questions in this browser only, so that they can find the answers later: for some
   weeks when they asked to be remembered here, and otherwise as long as the tab is open. */

import { forget, keep, recall, recallAll } from "./kept.js";

const START = "receipt:";
const MOST = 40;
const DAYS = 60;

/** The kept codes, the newest first, as a list of {code, text}. */
export function kept() {
  return recallAll(START).map(({ value }) => value);
}

/** Delete all kept codes. */
export function forgetAll() {
  for (const { name } of recallAll(START)) forget(name);
}

/** Keep the codes on the page. */
function keepShown() {
  let isNew = false;
  for (const place of document.querySelectorAll("[data-receipt]")) {
    const code = place.textContent.trim();
    const text = place.closest("li")?.querySelector(".text")?.textContent.trim();
    const before = recall(START + code);
    if (!text) forget(START + code); // it was withdrawn
    if (!code || !text || before?.text === text) continue;
    keep(START + code, { code, text }, DAYS, !document.body.dataset.stays); // for the first time, or after words were taken out
    isNew ||= !before;
  }
  if (isNew) for (const { name } of recallAll(START).slice(MOST)) forget(name);
}

document.addEventListener("shown", keepShown);
keepShown();
