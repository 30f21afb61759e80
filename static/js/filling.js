/* A ballot is the same bytes for everybody; what one person sent is filled in by their own page. */

/** Whatever the kind of the question: fields by name hold what this person sent, and ticks that were not sent go. */
export function fill(ballot, given) {
  for (const field of ballot.elements) {
    if (!field.name || field.type === "hidden") continue;
    const values = given.getAll(field.name);
    if (field.type === "submit") field.setAttribute("aria-pressed", values.includes(field.value));
    else if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  }
  ballot.dispatchEvent(new CustomEvent("filled"));
}
