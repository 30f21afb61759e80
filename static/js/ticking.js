/* Several questions at once. The boxes belong to one form; what is done otherwise with what is ticked takes them along,
   and one button ticks all that is shown, or nothing. */

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
