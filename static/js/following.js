/* The column of polls shows what is live by itself: the poll that was asked, the result that was shown, the draft that was
   added. Not while somebody types or moves the focus in the column below it. The fold of the street is kept in this
   browser. */

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select";
const work = document.querySelector(".work");
const fold = document.getElementById("folded");

const scrolls = () => work.scrollHeight > work.clientHeight && getComputedStyle(work).overflowY !== "visible";

function live() {
  const poll = document.getElementById("poll");
  const title = document.getElementById("poll-title")?.textContent ?? "";
  return `${poll.dataset.state} ${title} ${Boolean(document.querySelector("#tally .result"))}`;
}

const drafts = () => [...document.querySelectorAll(".drafts > li")];

let seen = live();
let known = new Set(drafts().map(({ id }) => id));
const fresh = new Set();

/** Bring `place` into view without touching the focus; on a narrow screen only if the host works in this column. */
function bring(place) {
  if (document.activeElement?.matches(TYPING) && work.contains(document.activeElement)) return;
  if (scrolls()) place.scrollIntoView({ block: "nearest" });
  else if (work.contains(document.activeElement)) place.scrollIntoView({ block: "center" });
}

document.addEventListener("shown", () => {
  const now = live();
  const added = drafts().filter(({ id }) => !known.has(id));
  for (const { id } of added) fresh.add(id);
  for (const each of drafts()) each.toggleAttribute("data-fresh", fresh.has(each.id));
  if (now !== seen) {
    fresh.clear();
    if (scrolls()) {
      if (!document.activeElement?.matches(TYPING) || !work.contains(document.activeElement)) work.scrollTo({ top: 0 });
    } else bring(document.getElementById("poll"));
  } else if (added.length) bring(added.at(-1));
  seen = now;
  known = new Set(drafts().map(({ id }) => id));
});

try {
  fold.checked = localStorage.getItem("street") === "folded";
} catch {
  // Without storage the street stands.
}
fold.addEventListener("change", () => {
  try {
    localStorage.setItem("street", fold.checked ? "folded" : "");
  } catch {
    // Without storage it is folded for this page only.
  }
});
