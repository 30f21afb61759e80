// Marks the house of the participant's own team with the plate "your team". The house part is the same for everybody,
// so the page holds the number of the team.

const street = document.querySelector(".street[data-own]");
const plate = document.querySelector(".here");

function place() {
  const house = document.getElementById(street.dataset.own);
  plate.hidden = !house;
  if (!house) return;
  const drawing = house.querySelector("svg");
  const sky = plate.parentElement.getBoundingClientRect();
  const box = drawing.getBoundingClientRect();
  plate.style.left = `${box.left + box.width / 2 - sky.left}px`;
  plate.style.bottom = `${sky.bottom - box.top + 8}px`;
}

if (street && plate) {
  const house = document.getElementById(street.dataset.own);
  if (house) street.scrollLeft = house.offsetLeft - street.offsetLeft - (street.clientWidth - house.clientWidth) / 2;
  street.addEventListener("scroll", place, { passive: true });
  new ResizeObserver(place).observe(street);
  document.fonts?.ready.then(place);
  place();
}
