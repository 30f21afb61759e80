/* Deletes what this browser kept of a room that is over: commands, counters of choices, one's own score. Texts go by
   themselves, a day after they were typed (kept.js). Nobody needs them any more, and the computer may be shared. Codes of
   one's own questions stay, because they lead to the answers. */

const keptBy = (room) => [`outbox:${room}:`, `sequence:${room}:`, `kept:scored:${room}:`];

export function forgetRoom(room) {
  try {
    for (const storage of [localStorage, sessionStorage]) {
      for (const key of Object.keys(storage)) if (keptBy(room).some((start) => key.startsWith(start))) storage.removeItem(key);
    }
  } catch {
    // Storage is forbidden.
  }
}
