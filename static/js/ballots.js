/* Joins two parts: the ballot, which is the same bytes for everybody, and the personal part with this person's choice. */

function settle() {
  const group = document.getElementById("grouppoll");
  for (const own of document.querySelectorAll("#own_vote > div")) {
    settleBallot(own, document.querySelector(`form.ballot[data-subject="poll-${own.dataset.poll}"]`));
  }
  settleBallot(group, group?.querySelector("form.ballot"));
}

function settleBallot(own, ballot) {
  if (!own || !ballot) return;
  ballot.dataset.sequence = own.dataset.sequence ?? 0;
  if (own.dataset.poll !== ballot.elements.poll.value) return;
  const voted = Boolean(own.dataset.choice);
  if (ballot.dataset.chosen !== own.dataset.choice && voted) {
    fill(ballot, new URLSearchParams(own.dataset.choice));
    ballot.dataset.chosen = own.dataset.choice;
  }
  ballot.toggleAttribute("data-voted", voted);
}

/** Whatever the kind of the question: fields by name hold what this person sent, and ticks that were not sent go. */
function fill(ballot, given) {
  for (const field of ballot.elements) {
    if (!field.name || field.type === "hidden") continue;
    const values = given.getAll(field.name);
    if (field.type === "submit") field.setAttribute("aria-pressed", values.includes(field.value));
    else if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  }
  ballot.dispatchEvent(new CustomEvent("filled"));
}

document.addEventListener("shown", settle);
settle();
