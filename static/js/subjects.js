/* What somebody chose or wrote belongs to what it was about. A new picture keeps the elements that are there, and with
   them ticks and half sentences; so what is about something else (another data-subject) goes before it is shown, and
   what was chosen in a list stays chosen, wherever it stands there now. */

const chosen = new Map(); // in lists whose part is about to change, by their ids

/** Before `part` takes the place of `old`. */
export function tellApart(old, part) {
  const subjects = new Set([...part.querySelectorAll("[data-subject]")].map((each) => each.dataset.subject));
  for (const each of old.querySelectorAll("[data-subject]")) if (!subjects.has(each.dataset.subject)) each.remove();
  for (const list of old.querySelectorAll("select")) {
    const offered = [...list.options].findIndex((option) => option.defaultSelected);
    if (list.selectedIndex !== Math.max(offered, 0)) chosen.set(list.id, list.value);
  }
}

/** After it did. In a list that has it no more, nothing is chosen. */
export function chooseAgain() {
  for (const [id, value] of chosen) {
    const list = document.getElementById(id);
    if (list) list.value = value;
  }
  chosen.clear();
}
