/* Whose is what this browser keeps. Another host may log in here, or somebody may go on here as another participant:
   what one person left unsent is neither sent nor shown as another's. The page says who is in by an opaque key. */

const { room, audience, account } = document.body.dataset;

/** In the name of everything that one person did not send yet. */
export const own = `${room}:${audience}:${account}`;

/** Delete what somebody else left here, as `audience` in this room. */
function forgetOthers() {
  const starts = ["outbox", "typed", "sequence", "kept:draft", "kept:writing", "kept:scored"];
  const isOfAnother = (key) =>
    starts.some((start) => key.startsWith(`${start}:${room}:${audience}:`) && !key.startsWith(`${start}:${own}`));
  try {
    for (const storage of [localStorage, sessionStorage]) {
      for (const key of Object.keys(storage)) if (isOfAnother(key)) storage.removeItem(key);
    }
  } catch {
    // Storage is forbidden: there is nothing to delete.
  }
}

forgetOthers();
