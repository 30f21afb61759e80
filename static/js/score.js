/* One's own score in a quiz. Nobody but this browser can count it: closing a poll destroys what people answered. So it
   keeps what this person answered until the result is shown, then only whether that was right, for a day at most; with
   the tab, unless they asked to be remembered on this device. */

import { keep, recall } from "./kept.js";
import { own } from "./owning.js";

const START = `scored:${own}:`;
const DAYS = 1;

const note = (poll, value) => keep(START + poll, value, DAYS, !document.body.dataset.stays);

/** The fields of a ballot that somebody fills in, as the server writes those of a right one. */
function answerIn(form) {
  const given = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (form.elements[name].type !== "hidden") given.append(name, value);
  return given.toString();
}

/* A poll may close right after the vote, before the part with one's own choices came: the receipt is enough. */
document.addEventListener(
  "submit",
  ({ target }) => {
    if (!target.matches("form.ballot[data-scored]")) return;
    const answer = answerIn(target);
    const poll = target.elements.poll.value;
    target.addEventListener("receipt", ({ detail }) => detail === "ok" && note(poll, answer), { once: true });
  },
  true,
);

function noteChosen() {
  for (const { dataset } of document.querySelectorAll("#own_vote > div[data-scored]")) {
    if (dataset.choice && recall(START + dataset.poll) !== dataset.choice) note(dataset.poll, dataset.choice);
  }
}

function show() {
  const place = document.querySelector("#tally .own-score");
  if (!place) return;
  const polls = Object.entries(JSON.parse(place.dataset.right));
  const found = { right: 0, asked: polls.length, points: 0 };
  let isKnown = false;
  let worth = 0;
  for (const [poll, { ballots, points }] of polls) {
    worth += points;
    const kept = recall(START + poll);
    if (kept === null) continue;
    isKnown = true;
    const isRight = kept === true || ballots.includes(kept);
    if (kept !== isRight) note(poll, isRight);
    found.right += isRight;
    if (isRight) found.points += points;
  }
  const now = recall(START + place.dataset.poll);
  const said = { right: now === true, wrong: now === false, score: isKnown, points: isKnown && worth > 0 };
  for (const each of place.querySelectorAll("[data-said]")) each.hidden = !said[each.dataset.said];
  for (const each of place.querySelectorAll("[data-sentence]")) {
    each.textContent = each.dataset.sentence.replace(/\{(\w+)\}/g, (_all, name) => found[name]);
  }
}

function look() {
  noteChosen();
  show();
}

document.addEventListener("shown", look);
look();
