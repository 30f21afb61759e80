/* The farewell on a phone: what this person was still writing when the session ended, to copy or to forget. */

import { forgetRoom } from "./leaving.js";
import { forget, recallAll } from "./kept.js";
import { own } from "./owning.js";
import { forgetTyped, textsLeft } from "./typed.js";

const { room, seconds } = document.body.dataset;
const place = document.querySelector("[data-unsent]");
const list = place.querySelector("ul");

const drafts = `draft:${own}:`;
const ofGroups = `writing:${own}:`;
const unsent = [
  ...recallAll(drafts).map(({ value }) => value),
  ...textsLeft(),
  ...recallAll(ofGroups).map(({ value }) => value.mine),
].filter((text) => text?.trim());

for (const [i, text] of [...new Set(unsent)].entries()) {
  const row = place.querySelector("template").content.cloneNode(true);
  row.querySelector("blockquote").id = `unsent-${i}`;
  row.querySelector("blockquote").textContent = text;
  row.querySelector("button").dataset.copies = `unsent-${i}`;
  list.append(row);
  place.hidden = false;
}
// Once the end cannot be taken back any more, nothing is sent. Also on a page that nobody loads again.
const GRACE = 20; // as returning.js
setTimeout(() => forgetRoom(room), seconds === undefined ? 0 : (Number(seconds) + GRACE) * 1_000);

place.querySelector("[data-forget]").addEventListener("click", () => {
  for (const start of [drafts, ofGroups]) for (const { name } of recallAll(start)) forget(name);
  forgetTyped();
  forgetRoom(room);
  place.hidden = true;
});
