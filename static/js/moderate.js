/* A link that holds a key behind the #, which browsers do not send: this script posts it in a form's body. */

const field = document.querySelector("input[name=link]");

function enter() {
  const key = location.hash.slice(1);
  if (!field || !key) return;
  field.value = key;
  history.replaceState(null, "", location.pathname);
  field.form.requestSubmit();
}

window.addEventListener("hashchange", enter); // another link is opened on the page of a link that did not work
enter();
