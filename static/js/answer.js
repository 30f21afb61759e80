/* Offers the codes of this person's questions, which receipts.js kept in this browser: one press instead of typing. */

import { forgetAll, kept } from "./receipts.js";

const place = document.querySelector("[data-kept]");
const field = document.querySelector("input[name=code]");
const codes = place.querySelector("[data-codes]");
const forgotten = document.querySelector("[data-forgotten]");

for (const { code, text } of kept()) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet";
  button.dir = "auto";
  button.textContent = text;
  button.addEventListener("click", () => {
    field.value = code;
    field.form.requestSubmit();
  });
  codes.append(button);
  place.hidden = false;
}

place.querySelector("[data-forget]").addEventListener("click", () => {
  forgetAll();
  place.hidden = true;
  forgotten.textContent = forgotten.dataset.forgotten;
  field.focus();
});
