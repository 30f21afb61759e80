/* A panel lies over the page, and so over the receipt. What is wrong with its form stands in the panel too, above the
   buttons, and belongs to the field that somebody fills in first. Screen readers hear it from the receipt. */

const FIELDS = "input:not([type=hidden], [type=radio], [type=checkbox]), textarea";

/** Put `words` in the form, or with none take away what stood there. */
export function refuseInPanel(form, words) {
  const old = form.querySelector("[data-refusal]");
  if (old) for (const field of form.querySelectorAll(FIELDS)) untie(field, old.id);
  old?.remove();
  const panel = form.closest("[popover]");
  if (!panel || !words) return;
  const place = document.createElement("div");
  const line = document.createElement("p");
  place.className = "notice bad";
  place.id = `${panel.id}-refusal`;
  place.dataset.refusal = "";
  line.textContent = words;
  place.append(line);
  const last = [...form.children].findLast((each) => each.matches("button, .row"));
  form.insertBefore(place, last ?? null);
  const field = form.querySelector(FIELDS);
  field?.setAttribute("aria-describedby", [place.id, field.getAttribute("aria-describedby")].filter(Boolean).join(" "));
  place.scrollIntoView({ block: "nearest" });
}

function untie(field, id) {
  const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((each) => each && each !== id);
  if (others.length) field.setAttribute("aria-describedby", others.join(" "));
  else field.removeAttribute("aria-describedby");
}
