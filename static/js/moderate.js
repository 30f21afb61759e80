/* A moderator's link holds its key behind the #, which never leaves the browser by itself: it goes in a form's body. */

const field = document.querySelector("input[name=link]");

function enter() {
  const key = location.hash.slice(1);
  if (!field || !key) return;
  field.value = key;
  history.replaceState(null, "", location.pathname);
  field.form.requestSubmit();
}

window.addEventListener("hashchange", enter); // a link that is opened where another one did not work
enter();
