/* The answer to a command stands beside what was pressed, for as long as it is true. The live region #receipt speaks it;
   this is what one sees. What cannot stand beside its form any more stands at the place of #receipt (`data-alone`). */

const STAYS = 8_000; // of what went well: what was asked for shows by itself
const note = document.createElement("p");
note.className = "receipt";
note.id = "told-beside";

const { body } = document;
const isParticipant = body.dataset.audience === "participants";
const region = () => document.getElementById("receipt");
const isSeen = (element) => element?.isConnected && element.checkVisibility();

let told = null; // {form, part, status, field, sentence}
let timer = 0;

/** A receipt came for `form`; without one, for a form of a page before this one. */
export function tellBeside(form, { dataset, textContent }) {
  clear();
  if (form?.querySelector(".refusal")) return; // it says by itself what is wrong, and shows what is right
  const part = form?.closest("[data-version]:not(body)")?.id;
  told = { form, part, status: dataset.status, field: dataset.field, sentence: textContent, isNew: true };
  if (told.status === "ok") timer = setTimeout(clear, STAYS);
}

/** Say something that no receipt says. */
export function tell(sentence, form = null) {
  const line = document.createElement("p");
  line.textContent = sentence;
  region()?.replaceChildren(line);
  region()?.setAttribute("data-status", "refused");
  tellBeside(form, { dataset: { status: "refused" }, textContent: sentence });
  place();
}

/** After a swap: put it where it belongs; a swap removes what the server does not know. */
export function place() {
  if (!told) return;
  const { form, status, sentence } = told;
  note.dataset.status = status;
  note.textContent = sentence;
  const beside = isParticipant || status !== "ok" ? (atField() ?? atForm(form) ?? inPart()) : null;
  if (!beside && !told.isNew && status === "ok" && isParticipant) return clear(); // another act is on, and it went well
  region()?.toggleAttribute("data-alone", !beside);
  if (!beside) note.remove();
  if (told.isNew && status !== "busy") show(beside);
  told.isNew = false;
}

function atField() {
  const control = told.field && isSeen(told.form) ? told.form.elements[told.field] : null;
  if (!(control instanceof Element) || !isSeen(control) || control.matches("[type=radio], [type=checkbox], [type=hidden]")) return null;
  control.setAttribute("aria-invalid", "true");
  const described = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== note.id);
  control.setAttribute("aria-describedby", [note.id, ...described].join(" "));
  if (control.nextElementSibling !== note) control.after(note);
  return control;
}

function atForm(form) {
  if (!isSeen(form)) return null;
  const row = form.closest("li");
  if (row) row.append(note);
  else if (form.querySelector("input:not([type=hidden]), textarea, select")) form.append(note);
  else form.after(note);
  return form;
}

/** The form is gone: what the person reads about it stands where it was. */
function inPart() {
  const part = told.part && document.getElementById(told.part);
  if (!isParticipant || !isSeen(part)) return null;
  part.append(note);
  return part;
}

function show(beside) {
  const { form, status } = told;
  const now = document.activeElement;
  if (beside?.matches("input, textarea, select") && (now === body || form.contains(now))) beside.focus();
  if (!beside && !isParticipant) return; // at the console it lies at the edge of the window
  if (status !== "ok" || !form || isNear(form)) (beside ? note : region())?.scrollIntoView({ block: "nearest" });
}

const isNear = (form) => form.getBoundingClientRect().bottom > 0 && form.getBoundingClientRect().top < innerHeight;

function clear() {
  clearTimeout(timer);
  note.remove();
  for (const control of document.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    const described = control.getAttribute("aria-describedby")?.replace(note.id, "").trim();
    if (described) control.setAttribute("aria-describedby", described);
    else control.removeAttribute("aria-describedby");
  }
  const receipt = region();
  if (told && receipt) {
    receipt.replaceChildren();
    receipt.setAttribute("data-status", "");
    receipt.removeAttribute("data-alone");
  }
  told = null;
}

/** The page is about something else: "your vote is in" is no longer about what is shown, and what was wrong in a field
    goes with its form. "Too late" stays until this person does something: it may come together with the next question. */
export function forgetTold() {
  if (isParticipant && (told?.status !== "refused" || (told.field && !told.form?.isConnected))) clear();
}

/* Whoever goes on with a form has read what stood beside it. */
for (const goesOn of ["input", "change"]) {
  document.addEventListener(goesOn, ({ target }) => {
    const form = target.form ?? target.closest("form[data-command]");
    const isElsewhere = isSeen(told?.form) && told.form !== form;
    if (told && form && !isElsewhere) clear();
  });
}
