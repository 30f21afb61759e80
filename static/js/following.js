/* The column of polls shows by itself what is live: the poll that was asked, the result that was shown, the draft that was
   added last. Not while somebody types in it, and without touching the focus. Whether the street is folded is kept in
   this browser. */

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select";
const work = document.querySelector(".work");
const fold = document.getElementById("folded");

const drafts = () => [...document.querySelectorAll(".drafts > li")];

/** What a host can tell apart: another poll, another state of it, its result shown or hidden. */
function live() {
  const { poll, tally } = Object.fromEntries(["poll", "tally"].map((id) => [id, document.getElementById(id)]));
  return [poll.dataset.state, poll.querySelector("h2")?.textContent, Boolean(tally.querySelector("table"))].join();
}

const STRIP = 60; // what lies over the top of the column
const MARGIN = 12;

/** Only the column scrolls. On a narrow screen it does not: there the page goes along with somebody who works in it. */
function bring(place) {
  const now = document.activeElement;
  const scrolls = getComputedStyle(work).overflowY !== "visible";
  if (work.contains(now) && now.matches(TYPING)) return;
  if (!scrolls) {
    if (work.contains(now)) place.scrollIntoView({ block: "nearest" });
    return;
  }
  const [{ top, bottom }, frame] = [place, work].map((each) => each.getBoundingClientRect());
  if (bottom > frame.bottom - MARGIN) work.scrollTop += Math.min(bottom - frame.bottom + MARGIN, top - frame.top - STRIP);
  else if (top < frame.top + STRIP) work.scrollTop += top - frame.top - STRIP;
}

let seen = live();
let known = new Set(drafts().map(({ id }) => id));
let newest = "";

document.addEventListener("shown", () => {
  const now = live();
  const added = drafts().filter(({ id }) => !known.has(id));
  if (now !== seen) newest = "";
  if (added.length) newest = added.at(-1).id;
  for (const each of drafts()) each.toggleAttribute("data-fresh", each.id === newest);
  if (now !== seen) bring(document.querySelector(".poll-now"));
  else if (added.length) bring(added.at(-1));
  seen = now;
  known = new Set(drafts().map(({ id }) => id));
});

/* What somebody opens in a question's row comes into view. */
document.querySelector(".lists")?.addEventListener(
  "toggle",
  ({ target }) => {
    const isTheirs = target.open && target.closest("[data-row]") && target.contains(document.activeElement);
    if (isTheirs) target.querySelector("form")?.scrollIntoView({ block: "nearest" });
  },
  true,
);

/* The menu of the stage closes once something was chosen, or somebody is elsewhere. */
for (const moment of ["click", "submit"]) {
  document.addEventListener(moment, ({ target }) => {
    const menu = document.querySelector(".menu[open]");
    if (!menu || (moment === "click" && menu.contains(target))) return;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  });
}

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
