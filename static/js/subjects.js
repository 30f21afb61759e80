/* Choices and texts belong to their subject. A morph keeps existing elements, and with them ticks and half sentences.
   So an element with another data-subject is removed before the new HTML is shown (`removing` says so, and `typed.js`
   keeps what is in it), and a choice in a list stays chosen wherever its row is now. */

const chosen = new Map(); // choices in lists whose part is about to change, by the lists' ids

const subjectsOf = (part) => new Set([...part.querySelectorAll("[data-subject]")].map((each) => each.dataset.subject));

const AS_SHOWN = new Set("csrfmiddlewaretoken version was until number base sequence moves names seed code".split(" "));

/** What a form is about: its command, and hidden fields that do not only tell what the page showed. */
export const subjectOf = (form) =>
  [...form.elements]
    .filter(({ type, name }) => type === "hidden" && !AS_SHOWN.has(name))
    .map(({ name, value }) => `${name}=${value}`)
    .join("&");

/** Call this before `part` replaces `old`. Returns whether it is about something else. */
export function tellApart(old, part) {
  const [before, now] = [subjectsOf(old), subjectsOf(part)];
  for (const each of old.querySelectorAll("[data-subject]")) {
    if (now.has(each.dataset.subject)) continue;
    each.dispatchEvent(new Event("removing", { bubbles: true }));
    each.remove();
  }
  for (const list of old.querySelectorAll("select")) {
    const offered = [...list.options].findIndex((option) => option.defaultSelected);
    if (list.selectedIndex !== Math.max(offered, 0)) chosen.set(list.id, list.value);
  }
  return [...before].join(" ") !== [...now].join(" ");
}

/** Call this after the swap. A list that no longer has the chosen row has no choice. */
export function chooseAgain() {
  for (const [id, value] of chosen) {
    const list = document.getElementById(id);
    if (list) list.value = value;
  }
  chosen.clear();
}
