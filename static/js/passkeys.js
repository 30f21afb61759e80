/*
 * Passkeys: the browser's own dialog makes or uses one, and its answer goes along with the form. The bytes in it are
 * written as JSON by allauth's copy of webauthn-json.
 */

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("button");
  const problem = form.querySelector("[data-problem]");
  const place = form.closest("[data-where-possible]");
  if (place) {
    place.hidden = !isPossible();
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    problem.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ceremony(form));
      form.submit();
    } catch {
      // Stopped by the person, refused by the device, or this address cannot have passkeys: the same sentence for all.
      problem.textContent = problem.dataset.passkeyFailed;
      problem.hidden = false;
      button.disabled = false;
      button.focus();
    }
  });
}

/** Whether this browser knows passkeys, on this address: a number cannot have any. */
function isPossible() {
  return "PublicKeyCredential" in window && !/^[\d.]+$|:/.test(location.hostname);
}

/** What the browser's dialog answers. Rejects when there is no answer. */
async function ceremony(form) {
  if (form.dataset.passkey === "login") {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    return window.webauthnJSON.get((await answer.json()).request_options);
  }
  const options = JSON.parse(document.getElementById("passkey_options").textContent);
  if (form.dataset.passkey === "get") {
    return window.webauthnJSON.get(options.request_options);
  }
  const making = options.creation_options;
  // It stays on the device, so that it also logs in without a password.
  Object.assign(making.publicKey.authenticatorSelection, { residentKey: "required", requireResidentKey: true });
  return window.webauthnJSON.create(making);
}
