/* What somebody was writing when their page had to go. It is kept in this browser for a day: the farewell page shows it,
   and a page that comes back puts it back in its form. */

import { forget, keep, recallAll } from "./kept.js";

const DAYS = 1;
const TEXTS = "textarea, input:not([type]), input[type=text], input[type=url]";
const WRITTEN_DOWN = "[data-draft], form[data-text] *"; // drafts, and texts of a group, are kept while they are typed

const { room, audience } = document.body.dataset;
const start = `unsent:${room}:${audience}:`;

const nameOf = (form) => start + [...form.elements].filter(isHidden).map(({ value }) => value).join(" ");
const isHidden = ({ type, name }) => type === "hidden" && name !== "csrfmiddlewaretoken";
const isWritten = (field) => field.value !== field.defaultValue && field.value.trim() && !field.matches(WRITTEN_DOWN);

/** Keep every form of which a text was changed. */
export function keepUnsent() {
  for (const form of document.querySelectorAll("form[data-command]")) {
    const written = [...form.querySelectorAll(TEXTS)].filter(isWritten);
    if (!written.length) {
      forget(nameOf(form));
      continue;
    }
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

const GROUPS = `writing:${room}:`;
const drafts = `draft:${room}:`;

function writtenInGroups() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(GROUPS));
    return keys.map((key) => JSON.parse(localStorage.getItem(key)).mine);
  } catch {
    return []; // storage is forbidden, or holds another format
  }
}

/** The texts that were not sent in this room, the newest first. */
export function unsentOf() {
  const typed = recallAll(drafts).map(({ value }) => value);
  const written = recallAll(`unsent:${room}:`).flatMap(({ value }) => value.texts);
  return [...new Set([...typed, ...written, ...writtenInGroups()])].filter((text) => text?.trim());
}

/** What a group wrote is kept while it is typed, without a date: from now on for a day. */
export function keepForADay() {
  const texts = writtenInGroups().filter((text) => text?.trim());
  if (texts.length) keep(`unsent:${room}:groups`, { fields: [], texts, panel: "" }, DAYS);
}

/** Delete them all. */
export function forgetUnsent() {
  for (const start of [drafts, `unsent:${room}:`]) for (const { name } of recallAll(start)) forget(name);
}
