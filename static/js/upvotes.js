/* Joins two parts: the list of questions or of the harvest's lines, which is the same bytes for everybody, and the
   personal part with this person's upvotes. */

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
    form.dataset.sequence = lines.get(form.elements.entry.value)?.sequence ?? 0;
  }
}

document.addEventListener("shown", settleUpvotes);
settleUpvotes();
