/* Copies an address (`data-copy`) or the text of an element (`data-copies`). Where the browser does not allow that, it is
   selected. What happened is said in the section's `data-copying`. */

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-copy], [data-copies]");
  if (!button) return;
  const { copy, copies, copied, byHand } = button.dataset;
  const source = document.getElementById(copies);
  const text = source ? source.textContent.trim() : new URL(copy, location).href;
  const says = button.closest("section").querySelector("[data-copying]");
  try {
    await navigator.clipboard.writeText(text);
    says.textContent = copied;
  } catch {
    if (source) getSelection().selectAllChildren(source);
    else showField(button.closest("li").querySelector("input[readonly]"), text);
    says.textContent = byHand;
  }
});

function showField(field, text) {
  field.hidden = false;
  field.value = text;
  field.select();
}
