/* Copies an address; where the browser does not allow that, selects the address in its field. */

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-copy]");
  if (!button) return;
  const address = new URL(button.dataset.copy, location).href;
  const place = button.closest("li");
  const says = button.closest("section").querySelector("[data-copying]");
  try {
    await navigator.clipboard.writeText(address);
    says.textContent = button.dataset.copied;
  } catch {
    const field = place.querySelector("input[readonly]");
    field.hidden = false;
    field.value = address;
    field.select();
    says.textContent = button.dataset.byHand;
  }
});
