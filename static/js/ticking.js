/* Actions on several questions at once. The boxes belong to one form; other forms for the ticked questions take the
   ticks along, and one button ticks all shown questions, or none. */

const boxes = () => [...document.querySelectorAll("[data-row]:not([inert]) [form=ticked]")];

document.addEventListener("formdata", ({ target, formData }) => {
  if (!target.hasAttribute("data-ticked")) return;
  for (const box of boxes()) if (box.checked) formData.append(box.name, box.value);
});

document.addEventListener("click", ({ target }) => {
  if (!target.closest?.("[data-tick-all]")) return;
  const all = boxes();
  const tick = all.some((box) => !box.checked);
  for (const box of all) box.checked = tick;
});

/* After the receipt: fold the reason away, so that the keys work again. */
document.addEventListener(
  "receipt",
  ({ target, detail }) => {
    if (detail !== "ok" || !target.hasAttribute("data-ticked")) return;
    const wasHere = target.contains(document.activeElement);
    target.reset();
    target.closest("details").open = false;
    if (!wasHere) return;
    document.activeElement.blur();
    boxes()[0]?.closest("[data-row]").focus();
  },
  true,
);
