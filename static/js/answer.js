/* The codes of one's own questions, as receipts.js kept them in this browser: one press instead of typing. */

import { kept } from "./receipts.js";

const place = document.querySelector("[data-kept]");
const field = document.querySelector("input[name=code]");

for (const { code, text } of kept()) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet";
  button.textContent = text;
  button.addEventListener("click", () => {
    field.value = code;
    field.form.requestSubmit();
  });
  place.append(button);
  place.hidden = false;
}
