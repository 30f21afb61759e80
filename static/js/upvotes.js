/* The list of questions is the same bytes for everybody; which of them this person wants to know stands in a part of
   its own. Here the two meet. */

/** What this person chose: by question whether they want it, and which choice of theirs that was. */
export function ownUpvotes() {
  const own = new Map();
  for (const each of document.getElementById("upvoted")?.dataset.upvoted.match(/\S+/g) ?? []) {
    const [, question, turn, back] = /^(\w+)(?:\.(\d+))?(-?)$/.exec(each);
    own.set(question, { on: !back, turn: Number(turn ?? 1) });
  }
  return own;
}

/** Every upvote button shows whether it is pressed, and the next press does the other thing. */
export function settleUpvotes() {
  const own = ownUpvotes();
  for (const form of document.querySelectorAll("form.upvote")) {
    const pressed = own.get(form.elements.question.value)?.on ?? false;
    const button = form.elements.on;
    button.setAttribute("aria-pressed", String(pressed));
    button.value = pressed ? "0" : "1";
  }
}
