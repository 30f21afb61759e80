/* As whom somebody is here: what is refused is said at the name, a change folds the form, and a name that is typed counts
   as a name. */

document.addEventListener("input", ({ target }) => {
  if (target.id !== "own-name") return;
  if (target.value.trim()) target.form.elements.anonymous.checked = false;
  say(target, "");
});

document.addEventListener(
  "receipt",
  ({ target, detail }) => {
    const fold = target.closest(".here-as details");
    if (!fold) return;
    const hadFocus = fold.contains(document.activeElement);
    document.addEventListener("shown", () => settle(fold, detail, hadFocus), { once: true });
  },
  true,
);

/** The line itself shows a change, and the form a refusal: the receipt need not, further down the page. */
function settle(fold, status, hadFocus) {
  const receipt = document.getElementById("receipt");
  const name = fold.querySelector("#own-name");
  say(name, status === "refused" ? receipt.textContent.trim() : "");
  if (status === "late") return;
  receipt.replaceChildren();
  receipt.setAttribute("data-status", "");
  if (status === "refused") name.focus();
  else if (hadFocus) fold.querySelector("summary").focus();
}

function say(name, sentence) {
  document.getElementById("own-refusal").textContent = sentence;
  if (sentence) name.setAttribute("aria-invalid", "true");
  else name.removeAttribute("aria-invalid");
}
