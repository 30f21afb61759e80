/* Keeps the codes of one's own questions in this browser, and nowhere else, so that the answers are found later. */

import { forget, keep, recall, recallAll } from "./kept.js";

const START = "receipt:";
const MOST = 40;
const DAYS = 60;

/** The kept codes, the newest first: a list of {code, text}. */
export function kept() {
  return recallAll(START).map(({ value }) => value);
}

/** Keep none of them any longer. */
export function forgetAll() {
  for (const { name } of recallAll(START)) forget(name);
}

/** Keep the codes that stand on the page. */
export function keepShown() {
  let isNew = false;
  for (const place of document.querySelectorAll("[data-receipt]")) {
    const code = place.textContent.trim();
    const text = place.closest("li")?.querySelector(".text")?.textContent.trim();
    if (!code || !text || recall(START + code)) continue;
    keep(START + code, { code, text }, DAYS);
    isNew = true;
  }
  if (isNew) for (const { name } of recallAll(START).slice(MOST)) forget(name);
}
