// Marks the house of the participant's own team with the plate "your team". The houses are the same for everybody, so
// the part that says as whom somebody is here names the house.

const street = document.querySelector(".street.few");
const plate = document.querySelector(".here");
const EDGE = 6;
let own = "";

const house = () => document.getElementById(document.querySelector(".here-as")?.dataset.house);

function place() {
  const found = house();
  plate.hidden = !found;
  if (!found) return;
  const drawing = found.querySelector("svg");
  const sky = plate.parentElement.getBoundingClientRect();
  const box = drawing.getBoundingClientRect();
  const middle = box.left + box.width / 2 - sky.left;
  const half = plate.offsetWidth / 2 + EDGE;
  const isSeen = middle > 0 && middle < sky.width; // at the end of the street the plate still fits
  plate.style.left = `${isSeen ? Math.min(Math.max(middle, half), sky.width - half) : middle}px`;
  plate.style.bottom = `${sky.bottom - box.top + 8}px`;
}

/** Walk to one's own house, at first and after changing teams. */
function walk() {
  const found = house();
  if ((found?.id ?? "") === own) return;
  own = found?.id ?? "";
  if (found) street.scrollLeft = found.offsetLeft - street.offsetLeft - (street.clientWidth - found.clientWidth) / 2;
  place();
}

if (street && plate) {
  walk();
  document.addEventListener("shown", walk);
  street.addEventListener("scroll", place, { passive: true });
  new ResizeObserver(place).observe(street);
  document.fonts?.ready.then(place);
  place();
}
