/* A moderator's link holds its key behind the #, which never leaves the browser by itself: it goes in a form's body. */

const field = document.querySelector("input[name=link]");
const key = location.hash.slice(1);

if (field && key) {
  field.value = key;
  history.replaceState(null, "", location.pathname);
  field.form.requestSubmit();
}
