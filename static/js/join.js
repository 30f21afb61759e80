/* The QR code on the projector leads to /#CODE. Browsers do not send the part behind the #, so no log holds a code. */

import "./kept.js"; // deletes expired entries, also for people who never asked a question

const field = document.querySelector("input[name=code]");

function enter() {
  const code = /^#([a-z2-9]{4}-?[a-z2-9]{4})$/i.exec(location.hash)?.[1];
  if (!field || !code) return;
  field.value = code;
  history.replaceState(null, "", location.pathname);
  field.form.requestSubmit();
}

window.addEventListener("hashchange", enter);
if (!field?.value) enter();
