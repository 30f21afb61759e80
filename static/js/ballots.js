/* Joins two parts: the ballot, which is the same bytes for everybody, and the personal part with this person's choice. */

import { fill } from "./filling.js";

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

document.addEventListener("shown", settle);
settle();
