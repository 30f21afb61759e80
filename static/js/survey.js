/* A survey, one question at a time. Which one is here is this page's own affair: every answer is sent on its own, and
   without this script all questions stand below one another. */

const places = new Map(); // the id of the step that is here, by survey
const skipped = new Set();

const stepsOf = (survey) => [...survey.querySelectorAll(".survey-step")];
const isAnswered = (step) => Boolean(step.querySelector("form[data-voted]"));

function show(survey) {
  const steps = stepsOf(survey);
  const here = steps.find(({ id }) => id === places.get(survey.dataset.survey)) ?? steps[0];
  const words = survey.querySelector("nav").dataset;
  for (const step of steps) step.toggleAttribute("data-here", step === here);
  for (const link of survey.querySelectorAll(".stair a")) {
    const step = document.querySelector(link.hash);
    const state = isAnswered(step) ? "done" : skipped.has(step.id) ? "skipped" : "";
    link.dataset.state = state;
    link.querySelector(".state").textContent = state ? words[state] : "";
    if (step === here) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
}

function go(survey, step) {
  places.set(survey.dataset.survey, step.id);
  show(survey);
  step.querySelector("h3").focus();
}

function goOn(step) {
  const survey = step.closest(".survey");
  const steps = stepsOf(survey);
  go(survey, steps[steps.indexOf(step) + 1]);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".survey .stair a");
  if (link) {
    const survey = link.closest(".survey");
    if ("oneByOne" in survey.dataset) event.preventDefault();
    go(survey, document.querySelector(link.hash));
  }
  const button = event.target.closest(".survey [data-go]");
  if (!button) return;
  const [survey, step] = [button.closest(".survey"), button.closest(".survey-step")];
  const steps = stepsOf(survey);
  if (button.dataset.go === "first") go(survey, steps[0]);
  else if (button.dataset.go === "back") go(survey, steps[steps.indexOf(step) - 1]);
  else {
    if (!isAnswered(step)) skipped.add(step.id);
    goOn(step);
  }
});

document.addEventListener("arrived", ({ detail: fields }) => {
  const step = fields.command === "poll.vote" && document.getElementById(`step-${fields.poll}`);
  if (step && "oneByOne" in step.closest(".survey").dataset && "here" in step.dataset) goOn(step);
});

function settle() {
  for (const survey of document.querySelectorAll(".survey")) show(survey);
}

document.addEventListener("shown", settle);
settle();
