/* Joins two parts: the ballot, which is the same bytes for everybody, and the personal part with this person's choice. */

function settle() {
  const group = document.getElementById("grouppoll");
  settleBallot(document.getElementById("own_vote"), document.querySelector("#poll form.ballot"));
  settleBallot(group, group?.querySelector("form.ballot"));
}

function settleBallot(own, ballot) {
  if (!own || !ballot) return;
  ballot.dataset.sequence = own.dataset.sequence ?? 0;
  if (own.dataset.poll !== ballot.elements.poll.value) return;
  const voted = Boolean(own.dataset.choice);
  if (ballot.dataset.chosen !== own.dataset.choice && voted) {
    for (const radio of ballot.querySelectorAll("[name=option]")) radio.checked = radio.value === own.dataset.choice;
    ballot.dataset.chosen = own.dataset.choice;
  }
  ballot.toggleAttribute("data-voted", voted);
}

document.addEventListener("shown", settle);
settle();
