/* Whoever takes part here next sees nothing of the one before: deletes what scripts kept for participants. */

const OURS = [/^kept:receipt:/, /^(outbox|typed|sequence|kept:unsent|kept:draft|kept:writing|kept:scored):[^:]*:participants:/];

export function forgetParticipants() {
  try {
    for (const storage of [localStorage, sessionStorage]) {
      for (const key of Object.keys(storage)) if (OURS.some((name) => name.test(key))) storage.removeItem(key);
    }
  } catch {
    // Storage is forbidden: there is nothing to delete.
  }
}
