/* Keeps the codes of one's own questions in this browser, and nowhere else, so that the answers are found later. */

const KEY = "receipts";
const MOST = 40;

/** The kept codes, the newest first: a list of {code, text}. */
export function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]").filter(({ code, text }) => code && text);
  } catch {
    return []; // nothing may be kept here, or something else was
  }
}

/** Keep the codes that stand on the page. */
export function keepShown() {
  const known = kept();
  const fresh = [...document.querySelectorAll("[data-receipt]")]
    .map((place) => ({ code: place.textContent.trim(), text: place.closest("li")?.querySelector(".text")?.textContent.trim() }))
    .filter(({ code, text }) => code && text && !known.some((other) => other.code === code));
  if (!fresh.length) return;
  try {
    localStorage.setItem(KEY, JSON.stringify([...fresh, ...known].slice(0, MOST)));
  } catch {
    // full, or forbidden: the code stands on the page
  }
}
