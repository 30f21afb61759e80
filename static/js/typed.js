/* What somebody chose or typed and did not send yet outlives the page: a reload, another language, back and forward, a
   farewell. It goes back into the form of the same command about the same thing, and nowhere else; until then a farewell
   page shows the texts. It is kept as long as this tab. (`draft.js` and `writing.js` keep what must outlive that, too.)

   Browsers restore fields too, by their place on the page: that would tick another question. So what a browser put back
   is taken out first. */

import { clean } from "./cleaning.js";
import { fill } from "./filling.js";
import { own } from "./owning.js";
import { subjectOf } from "./subjects.js";

const TEXTS = "textarea, input:not([type]), input[type=text], input[type=url]";
const CHOICES = "input[type=checkbox], input[type=radio], select";
const key = `typed:${own}`;

const isTick = (control) => control.matches("[type=checkbox], [type=radio]");
const offered = (list) => ([...list.options].find((option) => option.defaultSelected) ?? list.options[0])?.value;
const baseOf = (control) =>
  isTick(control) ? control.defaultChecked : control.matches("select") ? offered(control) : control.defaultValue;
const valueOf = (control) => (isTick(control) ? control.checked : control.value);
const forms = () => [...document.querySelectorAll("form[data-command]:not([data-text])")];
const controlsOf = (form) => [...form.elements].filter((each) => each.name && !each.matches("[type=hidden], button, fieldset"));

/** Whether nothing waits to be sent: the control is as the server knows it, which of a ballot is what was sent last. */
function isAsKnown(control) {
  const { chosen } = control.form.dataset;
  if (!chosen) return valueOf(control) === baseOf(control);
  const sent = new URLSearchParams(chosen).getAll(control.name);
  return isTick(control) ? control.checked === sent.includes(control.value) : clean(control.value) === (sent[0] ?? "");
}

const nameOf = (control) => `${subjectOf(control.form)} ${control.id || `${control.name}=${control.value}`}`;

let kept = new Map(); // what has no form on the page yet, by the names of the controls

function recall() {
  try {
    kept = new Map(JSON.parse(sessionStorage.getItem(key) ?? "[]"));
    sessionStorage.removeItem(key);
  } catch {
    kept = new Map(); // storage is forbidden, or holds another format
  }
}

function note(form, more) {
  for (const control of controlsOf(form)) {
    if (isAsKnown(control)) continue;
    const value = valueOf(control);
    const panel = control.closest(":popover-open")?.id;
    const about = { text: control.matches(TEXTS), panel, folded: !control.checkVisibility(), chosen: form.dataset.chosen, ...more };
    kept.set(nameOf(control), { value, base: baseOf(control), ...about });
  }
}

/* A form may come back in another part of the page: a poll that leaves the stage is still open beside it. */
document.addEventListener("removing", ({ target }) => {
  for (const form of forms()) if (target.contains(form)) note(form, { folded: true });
});

function keep() {
  for (const form of forms()) note(form);
  try {
    if (kept.size) sessionStorage.setItem(key, JSON.stringify([...kept]));
    else sessionStorage.removeItem(key);
  } catch {
    // Storage is full or forbidden.
  }
}

function putBack() {
  if (!kept.size) return;
  for (const control of forms().flatMap(controlsOf)) {
    const name = nameOf(control);
    const was = kept.get(name);
    if (!was) continue;
    kept.delete(name);
    const isChoice = control.matches(CHOICES);
    // What was sent with it comes first: it is not typed, and the person's own part may not have come yet.
    if (was.chosen && control.form.dataset.chosen !== was.chosen) {
      fill(control.form, new URLSearchParams(was.chosen));
      control.form.dataset.chosen = was.chosen;
    }
    // A setting that somebody else changed meanwhile stays as it is now.
    if ((isChoice && baseOf(control) !== was.base) || (!isChoice && !isAsKnown(control))) continue;
    if (isTick(control)) control.checked = was.value;
    else control.value = was.value;
    if (was.panel) document.getElementById(was.panel)?.showPopover?.();
    if (!was.folded) for (let fold = control; (fold = fold.parentElement?.closest("details")); ) fold.open = true;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** The texts that have no form on this page. */
export const textsLeft = () => [...kept.values()].filter(({ text }) => text).map(({ value }) => value);

/** Forget all that was kept. */
export const forgetTyped = () => kept.clear();

/** What was sent before the page was left has arrived: it is not unsent any more. */
document.addEventListener("arrived", ({ detail: fields }) =>
  setTimeout(() => {
    for (const form of forms()) {
      if (form.elements.command.value !== fields.command || !form.matches("[data-clears], [popover] > form")) continue;
      const said = controlsOf(form).filter((control) => valueOf(control) !== baseOf(control));
      const isSent = (control) => [fields[control.name]].flat().includes(isTick(control) ? control.value : clean(control.value));
      if (said.length && said.every(isSent)) form.reset();
    }
  }),
);

const [navigation] = performance.getEntriesByType("navigation");
if (navigation && navigation.type !== "navigate") {
  for (const control of document.querySelectorAll(CHOICES)) {
    if (isTick(control)) control.checked = control.defaultChecked;
    else control.value = offered(control);
  }
}
recall();
window.addEventListener("pagehide", keep);
window.addEventListener("pageshow", ({ persisted }) => persisted && recall());
document.addEventListener("DOMContentLoaded", putBack);
document.addEventListener("shown", putBack);
