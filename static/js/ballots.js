/* Joins two parts: the ballot, which is the same bytes for everybody, and the personal part with this person's choice. */

function settle() {
  const group = document.getElementById("grouppoll");
  settleBallot(document.getElementById("mine"), document.querySelector("#question form.ballot"));
  settleBallot(group, group?.querySelector("form.ballot"));
}

function settleBallot(mine, ballot) {
  if (!mine || !ballot) return;
  ballot.dataset.turn = mine.dataset.own ?? 0;
  if (mine.dataset.poll !== ballot.elements.poll.value) return;
  const voted = Boolean(mine.dataset.choice);
  if (ballot.dataset.mine !== mine.dataset.choice && voted) {
    for (const radio of ballot.querySelectorAll("[name=option]")) radio.checked = radio.value === mine.dataset.choice;
    ballot.dataset.mine = mine.dataset.choice;
  }
  ballot.toggleAttribute("data-voted", voted);
}

document.addEventListener("shown", settle);
settle();
