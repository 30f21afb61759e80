/* What stands on the stage of a phone: the tab "Now" comes forward for something new, unless this person is writing, and
   each change is said once to a screen reader. */

const WRITING = "input:not([type=radio], [type=checkbox], [type=hidden]), textarea, select";

const stage = document.getElementById("stage").parentElement;
const tabs = document.querySelector(".tabs");
const told = document.getElementById("told");

const onStage = () => document.getElementById("stage").dataset.on;
const tabOf = (name) => tabs.querySelector(`[value="${name}"]`);
const isShown = (tab) => Boolean(tab.parentElement.offsetParent);

function isWriting() {
  if (document.activeElement?.matches(WRITING)) return true;
  return [...stage.querySelectorAll("textarea")].some((field) => field.offsetParent && field.value !== field.defaultValue);
}

/** What a person can tell apart: the act, and for a poll its title, its state and whether its result is shown. */
function seen() {
  const poll = document.getElementById("poll");
  const title = (id) => document.getElementById(id)?.textContent.trim() ?? "";
  return {
    act: onStage(),
    poll: title("poll-title") && `${poll.dataset.state}: ${title("poll-title")}`,
    result: Boolean(document.querySelector("#tally table")),
    prompt: title("prompt-title"),
    question: title("answering-title"),
    groups: title("card-title"),
  };
}

function sentence(now) {
  const words = told.dataset;
  const said = [];
  if (now.poll && now.poll !== before.poll) {
    const [state, text] = now.poll.split(/: (.*)/s);
    said.push(state === "open" ? `${words.open} ${text}` : words.closed);
  }
  if (now.result && !before.result) said.push(words.result);
  for (const each of ["prompt", "question", "groups"]) {
    if (now[each] && now[each] !== before[each]) said.push(`${words[each]} ${now[each]}`);
  }
  const ofAct = words[`act${now.act.replace(/^./, (first) => first.toUpperCase())}`];
  if (now.act !== before.act && ofAct && !said.length) said.push(ofAct);
  return said.join(" ");
}

/** One tab alone leads nowhere. */
function count() {
  tabs.toggleAttribute("data-alone", [...tabs.querySelectorAll("input")].filter(isShown).length < 2);
}

let before = seen();
count();

document.addEventListener("shown", () => {
  const now = seen();
  const said = sentence(now);
  if (said) told.textContent = said;
  const chosen = tabs.querySelector(":checked");
  if (now.act !== before.act && chosen.value !== "now") {
    if (isWriting() && isShown(chosen)) tabOf("now").parentElement.toggleAttribute("data-new", true);
    else tabOf("now").checked = true;
  }
  if (!isShown(tabs.querySelector(":checked")) && tabs.checkVisibility()) tabOf("now").checked = true;
  count();
  before = now;
});

tabs.addEventListener("change", () => {
  tabs.querySelector(":has(:checked)").removeAttribute("data-new");
  scrollTo({ top: Math.min(scrollY, stage.offsetTop) });
});
