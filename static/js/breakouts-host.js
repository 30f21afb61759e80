/* The host's street: walk through it with the arrows, and move a person to another group by dragging, by two clicks, or
   with Enter and the arrows. All three fill in the form that also works by hand. */

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 };
const stage = document.querySelector(".groups");
let carried = null; // {person, name, from, to}
let arriving = null; // the person who gets the focus when the street shows them in their new group

const groups = () => [...stage.querySelectorAll(".group[data-group]")];
const panes = () => [...stage.querySelectorAll(".dweller")];
const groupOf = (element) => element?.closest?.(".group[data-group]");
const form = () => stage.querySelector(".place-form");

function tell(sentence, values) {
  const line = stage.querySelector(".carrying");
  // Between isolates a name in Arabic leaves the words around it where they are.
  const isolated = (_all, name) => `\u2068${values[name]}\u2069`;
  if (line) line.textContent = line.dataset[sentence].replace(/\{(\w+)\}/g, isolated);
}

function lift(pane) {
  putBack();
  const from = groupOf(pane);
  if (!from || !form()) return;
  const name = pane.querySelector(".unseen").textContent;
  carried = { person: pane.dataset.person, name, from: from.dataset.group, to: from.dataset.group };
  pane.setAttribute("aria-pressed", "true");
  stage.dataset.carrying = "";
  tell("lifted", { who: name });
}

function aim(group) {
  for (const each of groups()) each.toggleAttribute("data-target", each === group);
  if (!group) return;
  carried.to = group.dataset.group;
  group.scrollIntoView({ block: "nearest" });
  tell("over", { who: carried.name, group: group.dataset.name });
}

function putBack() {
  for (const each of groups()) each.removeAttribute("data-target");
  stage.querySelector(".dweller[aria-pressed]")?.removeAttribute("aria-pressed");
  delete stage.dataset.carrying;
  carried = null;
}

function put() {
  const { person, to, from, name } = carried;
  putBack();
  if (to === from) return tell("back", { who: name });
  const { elements } = form();
  elements.person.value = person;
  elements.group.value = to;
  arriving = { person, to };
  form().requestSubmit();
}

stage.addEventListener("click", (event) => {
  const pane = event.target.closest(".dweller");
  if (carried && !event.detail) return; // Enter on the window itself: the key handler below decides
  if (carried && groupOf(event.target)) {
    event.preventDefault();
    carried.to = groupOf(event.target).dataset.group;
    put();
  } else if (pane) lift(pane);
  else if (carried) putBack();
});

stage.addEventListener("keydown", (event) => {
  if (!event.target.closest(".group-list") || event.target.closest("[popover], .sill")) return;
  const step = STEPS[event.key];
  if (carried && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    put();
  } else if (carried && event.key === "Escape") {
    tell("back", { who: carried.name });
    putBack();
  } else if (step && carried) {
    event.preventDefault();
    const all = groups();
    const at = all.findIndex((group) => group.dataset.group === carried.to);
    aim(all[(at + step + all.length) % all.length]);
  } else if (step) {
    event.preventDefault();
    walk(event.target.closest(".dweller"), step, event.key === "ArrowUp" || event.key === "ArrowDown");
  }
});

/** Go to the next window; `far`: to the next group. */
function walk(pane, step, far) {
  const all = panes();
  if (!pane) return all[0]?.focus();
  if (!far) return all[(all.indexOf(pane) + step + all.length) % all.length].focus();
  const inhabited = groups().filter((group) => group.querySelector(".dweller"));
  const at = inhabited.indexOf(groupOf(pane));
  inhabited[(at + step + inhabited.length) % inhabited.length].querySelector(".dweller").focus();
}

stage.addEventListener("dragstart", (event) => {
  const pane = event.target.closest(".dweller");
  if (!pane) return;
  lift(pane);
  event.dataTransfer.setData("text/plain", carried?.name ?? "");
  event.dataTransfer.effectAllowed = "move";
});
stage.addEventListener("dragover", (event) => {
  const group = groupOf(event.target);
  if (!carried || !group) return;
  event.preventDefault();
  if (!group.hasAttribute("data-target")) aim(group);
});
stage.addEventListener("drop", (event) => {
  if (!carried || !groupOf(event.target)) return;
  event.preventDefault();
  put();
});
stage.addEventListener("dragend", () => carried && putBack());

/* The person who was moved keeps the focus. */
document.addEventListener("htmx:ws:after:message:incoming", () => {
  const pane = arriving && stage.querySelector(`.group[data-group="${arriving.to}"] [data-person="${arriving.person}"]`);
  if (!pane) return;
  arriving = null;
  pane.focus({ preventScroll: true });
});

/* Keep the same view after a reload. */
const key = `view:${document.body.dataset.room}`;
for (const choice of document.querySelectorAll(".views input")) {
  choice.addEventListener("change", () => {
    const chosen = [...document.querySelectorAll(".views :checked")].map((each) => [each.name, each.value]);
    sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(chosen)));
  });
}
for (const [name, value] of Object.entries(JSON.parse(sessionStorage.getItem(key) ?? "{}"))) {
  const choice = document.querySelector(`.views [name="${name}"][value="${value}"]`);
  if (choice) choice.checked = true;
}
