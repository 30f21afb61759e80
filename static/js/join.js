/* The QR code on the projector leads to /#CODE~PROOF. Browsers do not send the part behind the #: no log holds it. */

import { forgetParticipants } from "./forgetting.js";
import "./kept.js"; // deletes expired entries, also for people who never asked a question

const field = document.querySelector("input[name=code]");

function enter() {
  const code = /^#([a-z2-9]{4}-?[a-z2-9]{4}(?:~[0-9a-f]{8})?)$/i.exec(location.hash)?.[1];
  if (!field || !code) return;
  field.value = code;
  history.replaceState(null, "", location.pathname);
  // Only the code: the rest of the form may be about the room of an earlier code.
  for (const each of field.form.elements) {
    if (each.name && each.name !== "code" && each.name !== "csrfmiddlewaretoken") each.disabled = true;
  }
  field.form.requestSubmit();
}

document.addEventListener("submit", ({ submitter }) => {
  if (submitter?.name === "as" && submitter.value === "other") forgetParticipants();
});

window.addEventListener("hashchange", enter);
if (location.hash) enter();
// After a refusal this page is the answer to a form, and going back to such an answer shows the browser's own error.
else history.replaceState(null, "", location.pathname);
