/* The QR on the projector leads to /#CODE: the part behind the # never leaves the browser, so no log holds a code. */

const field = document.querySelector("input[name=code]");
const code = decodeURIComponent(location.hash.slice(1));
if (field && code && !field.value) {
  field.value = code;
  history.replaceState(null, "", location.pathname);
  field.form.requestSubmit();
}
