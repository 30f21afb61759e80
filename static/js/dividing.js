/* Divides a number among fields: buttons give and take one, bars follow, and a line says what is left. `data-divide` says
   how much there is. Without this the number fields do. */

const fieldsOf = (list) => [...list.querySelectorAll("input")];
const numberIn = (field) => Math.max(0, Math.trunc(Number(field.value)) || 0);

function draw(list) {
  const all = Number(list.dataset.divide);
  const left = all - fieldsOf(list).reduce((sum, field) => sum + numberIn(field), 0);
  for (const item of list.children) {
    const number = numberIn(item.querySelector("input"));
    const [less, more] = item.querySelectorAll("[data-step]");
    less.setAttribute("aria-disabled", number <= 0);
    more.setAttribute("aria-disabled", left <= 0);
    item.querySelector("rect").setAttribute("width", `${Math.min(100, (100 * number) / all)}%`);
  }
  tell(list.parentElement.querySelector("[data-left]"), left);
}

function tell(line, left) {
  const text = left > 0 ? `${left} ${line.dataset.left}` : left < 0 ? `${-left} ${line.dataset.over}` : line.dataset.none;
  line.toggleAttribute("data-wrong", left < 0);
  if (line.textContent.trim() !== text) line.textContent = text;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-divide] [data-step]");
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  const field = button.parentElement.querySelector("input");
  field.value = numberIn(field) + Number(button.dataset.step);
  draw(button.closest("[data-divide]"));
});

document.addEventListener("input", ({ target }) => {
  const list = target.closest?.("[data-divide]");
  if (list) draw(list);
});

function settle() {
  for (const list of document.querySelectorAll("[data-divide]")) draw(list);
}

document.addEventListener("shown", settle);
document.addEventListener("filled", settle, { capture: true });
settle();
