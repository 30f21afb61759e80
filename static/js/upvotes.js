/* Joins two parts: one that is the same bytes for everybody (the questions, the harvest's lines, the groups of the
   street), and the personal part with this person's upvotes or group. */

/** This person's upvotes in the personal part `id`, by what they are for: whether they want it, and the sequence of that
    choice. */
function ownUpvotes(id) {
  const own = new Map();
  for (const each of document.getElementById(id)?.dataset.upvoted.match(/\S+/g) ?? []) {
    const [, subject, sequence, back] = /^(\w+)(?:\.(\d+))?(-?)$/.exec(each);
    own.set(subject, { on: !back, sequence: Number(sequence ?? 1) });
  }
  return own;
}

/** Let the forms of upvotes say which choice of this person the server has. A button for questions shows whether it is
    pressed, and does the opposite at the next press. */
function settleUpvotes() {
  const questions = ownUpvotes("upvoted");
  for (const form of document.querySelectorAll("form.upvote")) {
    const { on: pressed = false, sequence = 0 } = questions.get(form.elements.question.value) ?? {};
    form.dataset.sequence = sequence;
    const button = form.elements.on;
    button.setAttribute("aria-pressed", String(pressed));
    button.value = pressed ? "0" : "1";
  }
  const lines = ownUpvotes("liked");
  for (const form of document.querySelectorAll("form.like")) {
    const { on = false, sequence = 0 } = lines.get(form.elements.entry.value) ?? {};
    form.dataset.sequence = sequence;
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === "1" ? on : !on && sequence > 0));
    }
  }
}

/** Nobody looks in at their own group. */
function settleNeighbours() {
  const own = document.querySelector("[data-kind=group]")?.dataset.own;
  for (const each of document.querySelectorAll(".neighbour")) each.toggleAttribute("data-own", each.id === own);
}

function settle() {
  settleUpvotes();
  settleNeighbours();
}

document.addEventListener("shown", settle);
settle();
