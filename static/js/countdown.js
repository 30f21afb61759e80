/* Says once, politely, that little time is left to vote or none, and that the poll stands still or goes on. */

import { serverNow } from "./passing.js";

const SAID_AT = [0, 10, 30]; // seconds
const told = document.getElementById("timer-told");

function seen() {
  const end = document.querySelector("#timer time[data-clock]")?.dataset.clock;
  const left = end && Math.round((Number(end) - serverNow()) / 1000);
  return { left, state: document.getElementById("timer").dataset.state };
}

let before = seen();

function look() {
  const now = seen();
  const passed = SAID_AT.find((seconds) => now.left <= seconds && before.left > seconds);
  if (passed !== undefined) told.textContent = told.dataset[`left-${passed}`];
  if (now.state && before.state && now.state !== before.state) told.textContent = told.dataset[now.state];
  before = now;
}

setInterval(look, 1000);
document.addEventListener("shown", look);
