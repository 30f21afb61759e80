/* Joins two parts: the list of questions, which is the same bytes for everybody, and the personal part with this
   person's upvotes. */

/** This person's upvotes by question: whether they want it, and the sequence of that choice. */
function ownUpvotes() {
  const own = new Map();
  for (const each of document.getElementById("upvoted")?.dataset.upvoted.match(/\S+/g) ?? []) {
    const [, question, sequence, back] = /^(\w+)(?:\.(\d+))?(-?)$/.exec(each);
    own.set(question, { on: !back, sequence: Number(sequence ?? 1) });
  }
  return own;
}

/** Let every upvote button show whether it is pressed, and do the opposite at the next press. Its form says which
    choice of this person the server has. */
function settleUpvotes() {
  const own = ownUpvotes();
  for (const form of document.querySelectorAll("form.upvote")) {
    const { on: pressed = false, sequence = 0 } = own.get(form.elements.question.value) ?? {};
    form.dataset.sequence = sequence;
    const button = form.elements.on;
    button.setAttribute("aria-pressed", String(pressed));
    button.value = pressed ? "0" : "1";
  }
}

document.addEventListener("shown", settleUpvotes);
settleUpvotes();
