/* What somebody was writing when their page had to go. It is kept in this browser for a day: the farewell page shows it,
   and a page that comes back puts it back in its form. */

import { forget, keep, recallAll } from "./kept.js";
import { own } from "./owning.js";
import { subjectOf } from "./subjects.js";

const DAYS = 1;
const TEXTS = "textarea, input:not([type]), input[type=text], input[type=url]";
const WRITTEN_DOWN = "[data-draft], form[data-text] *"; // drafts, and texts of a group, are kept while they are typed

const start = `unsent:${own}:`;

const nameOf = (form) => start + subjectOf(form);
const isWritten = (field) => field.value !== field.defaultValue && field.value.trim() && !field.matches(WRITTEN_DOWN);

/** Keep every form of which a text was changed. */
export function keepUnsent() {
  const forms = [...document.querySelectorAll("form[data-command]")];
  for (const form of forms) forget(nameOf(form)); // several may be about the same
  for (const form of forms) {
    const written = [...form.querySelectorAll(TEXTS)].filter(isWritten);
    if (!written.length) continue;
    const fields = [...new FormData(form)].filter(([name]) => form.elements[name]?.type !== "hidden");
    const panel = form.closest("[popover]");
    keep(
      nameOf(form),
      { fields, texts: written.map(({ value }) => value), panel: panel?.matches(":popover-open") ? panel.id : "" },
      DAYS,
    );
  }
}

/** Put what was kept back in its form. Returns whether there was anything. */
export function bringBack() {
  const kept = new Map(recallAll(start).map(({ name, value }) => [name, value]));
  let found = false;
  for (const form of kept.size ? document.querySelectorAll("form[data-command]") : []) {
    const { fields, panel } = kept.get(nameOf(form)) ?? {};
    if (!fields) continue;
    for (const [name, value] of fields) {
      for (const field of [form.elements[name] ?? []].flat()) {
        if (field.type === "checkbox" || field.type === "radio") field.checked = field.value === value;
        else field.value = value;
      }
    }
    form.closest("details")?.setAttribute("open", "");
    document.getElementById(panel)?.showPopover();
    forget(nameOf(form));
    found = true;
  }
  return found;
}

/* ---- On the farewell page ---- */

const drafts = `draft:${own}:`;
const writing = `writing:${own}:`; // of groups

/** The texts that this person did not send in this room, the newest of each kind first. */
export function unsentOf() {
  const typed = recallAll(drafts).map(({ value }) => value);
  const written = recallAll(start).flatMap(({ value }) => value.texts);
  const ofGroups = recallAll(writing).map(({ value }) => value.mine);
  return [...new Set([...typed, ...written, ...ofGroups])].filter((text) => text?.trim());
}

/** Delete them all. */
export function forgetUnsent() {
  for (const names of [drafts, start, writing]) for (const { name } of recallAll(names)) forget(name);
}
