/* Orders a list by the number fields of its items: buttons move an item, and a mouse drags it. `data-order` says how
   many places there are; an item without a place stands below those that have one. Without this the numbers do. */

const listsIn = (page) => page.querySelectorAll("[data-order]");
const fieldOf = (item) => item.querySelector("input");
const itemsOf = (list) => [...list.children];
const placesOf = (list) => Number(list.dataset.order);
const placeOf = (item) => Number(fieldOf(item).value) || Infinity;
const placedOf = (list) => itemsOf(list).filter((item) => fieldOf(item).value).sort((a, b) => placeOf(a) - placeOf(b));

/** Give the items in `placed` their places, and the others none. Of all but one, the last place is clear. */
function number(list, placed) {
  const items = itemsOf(list);
  if (placesOf(list) === items.length && placed.length === items.length - 1)
    placed.push(items.find((item) => !placed.includes(item)));
  placed.splice(placesOf(list));
  for (const item of items) fieldOf(item).value = placed.indexOf(item) + 1 || "";
}

/** Put the items where their numbers say. Only what is out of its place is moved, so that the focus stays. */
function draw(list) {
  const focused = document.activeElement;
  const placed = placedOf(list);
  const rest = itemsOf(list).filter((item) => !placed.includes(item));
  const isSame = [...placed, ...rest].every((item, at) => item === list.children[at]);
  if (!isSame) list.append(...placed, ...rest);
  for (const item of list.children) {
    const at = placed.indexOf(item);
    const [up, down] = item.querySelectorAll("[data-move]");
    up.setAttribute("aria-disabled", at === 0);
    down.setAttribute("aria-disabled", at < 0 || at === list.children.length - 1);
  }
  if (list.contains(focused)) focused.focus({ preventScroll: true });
}

/** One place up or down. Who has no place gets the next one; who goes below the last place has none. */
function move(list, item, way) {
  const placed = placedOf(list);
  const at = placed.indexOf(item);
  if (way === "up") {
    if (at < 0) placed.splice(Math.min(placed.length, placesOf(list) - 1), 0, item);
    else if (at > 0) placed.splice(at - 1, 2, item, placed[at - 1]);
  } else if (at >= 0 && at < placed.length - 1) placed.splice(at, 2, placed[at + 1], item);
  else if (at >= 0 && placed.length < list.children.length) placed.pop();
  number(list, placed);
  draw(list);
  tell(list, item);
}

function tell(list, item) {
  const said = list.parentElement.querySelector("[data-order-said]");
  const { value } = fieldOf(item);
  said.textContent = value ? `${said.dataset.orderSaid} ${value}` : said.dataset.orderNone;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-order] [data-move]");
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  move(button.closest("[data-order]"), button.closest("li"), button.dataset.move);
});

/* Dragging begins at the grip, so that texts can still be selected. */
document.addEventListener("pointerdown", ({ target }) => {
  const item = target.closest?.("[data-order] > li");
  if (item) item.draggable = Boolean(target.closest("[data-grip]"));
});

let held = null;

document.addEventListener("dragstart", (event) => {
  held = event.target.closest?.("[data-order] > li[draggable=true]");
  if (!held) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
  held.toggleAttribute("data-held", true);
});

document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.("[data-order] > li");
  if (!held || over?.parentElement !== held.parentElement) return;
  event.preventDefault();
  const { top, height } = over.getBoundingClientRect();
  if (over !== held) over[event.clientY < top + height / 2 ? "before" : "after"](held);
});

document.addEventListener("drop", (event) => held && event.preventDefault());

document.addEventListener("dragend", () => {
  if (!held) return;
  const list = held.parentElement;
  const items = itemsOf(list);
  const before = items.filter((item) => item !== held && fieldOf(item).value).length;
  const at = items.indexOf(held);
  number(list, items.filter((item) => (item === held ? at <= before : fieldOf(item).value)));
  held.removeAttribute("data-held");
  held.draggable = false;
  draw(list);
  tell(list, held);
  held = null;
});

function settle() {
  for (const list of listsIn(document)) if (!list.contains(document.activeElement)) draw(list);
}

document.addEventListener("shown", settle);
document.addEventListener("filled", settle, { capture: true });
settle();
