// Keys of the console: a button with data-key="n" is pressed by N. Never while somebody types; "?" shows or hides the
// list, and the switch beside it turns all keys off (for who dictates, or whose cat walks the keyboard).

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const list = document.querySelector("#key-list");
const toggle = document.querySelector("#keys-switch");

let on = localStorage.getItem("keys") !== "off";

function show() {
  toggle.setAttribute("aria-pressed", on);
  toggle.textContent = on ? toggle.dataset.on : toggle.dataset.off;
  document.querySelectorAll("kbd").forEach((key) => key.toggleAttribute("data-off", !on));
}

toggle?.addEventListener("click", () => {
  on = !on;
  localStorage.setItem("keys", on ? "on" : "off");
  show();
});

document.addEventListener("keydown", (event) => {
  if (!on || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest?.(TYPING)) return;
  if (event.key === "?") {
    list.hidden = !list.hidden;
    return;
  }
  const button = [...document.querySelectorAll("[data-key]")].find(
    (found) => found.dataset.key === event.key.toLowerCase() && found.checkVisibility() && !found.disabled,
  );
  if (!button) return;
  event.preventDefault();
  button.click();
});

if (toggle) show();
