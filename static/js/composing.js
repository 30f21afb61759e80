/* A text that is being composed, by an input method or after a dead key: until it is there, nothing may show something
   else in its field. */

let field = null;

/** The field in which somebody composes now, or `null`. */
export const composing = () => (field?.isConnected && field === document.activeElement ? field : null);

/** Whether showing something else in `part` would break what is composed in it. */
export function isComposedIn(part) {
  const now = composing();
  return Boolean(now && part.contains(now) && !now.closest("[hx-morph-skip]"));
}

document.addEventListener("compositionstart", ({ target }) => (field = target), true);

/* Some browsers tell of the text itself only after this. */
document.addEventListener(
  "compositionend",
  ({ target }) =>
    setTimeout(() => {
      if (field === target) field = null;
      document.dispatchEvent(new CustomEvent("composed", { detail: target }));
    }),
  true,
);
