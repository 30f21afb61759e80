/* As whom somebody is here: what is refused is said at the name, and a name that is typed counts as a name. */

document.addEventListener("input", ({ target }) => {
  if (target.id !== "own-name") return;
  if (target.value.trim()) target.form.elements.anonymous.checked = false;
  say(target, "");
});

document.addEventListener(
  "receipt",
  ({ target, detail }) => {
    const name = target.closest(".here-as")?.querySelector("#own-name");
    if (!name) return;
    if (detail === "refused") document.addEventListener("shown", () => refuse(name), { once: true });
    else say(name, "");
  },
  true,
);

function refuse(name) {
  say(name, document.getElementById("receipt").textContent.trim());
  name.focus();
}

function say(name, sentence) {
  document.getElementById("own-refusal").textContent = sentence;
  name.toggleAttribute("aria-invalid", Boolean(sentence));
  if (sentence) name.setAttribute("aria-invalid", "true");
}
