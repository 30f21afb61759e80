/* What this browser kept of a room: words on their way, and counters of choices. When the room has ended they are for
   nobody any more, and the computer may be shared. Codes of one's own questions stay: with them the answers are found. */

const keptBy = (room) => [`kept:draft:${room}:`, `writing:${room}:`, `outbox:${room}:`, "turn:"];

export function forgetRoom(room) {
  try {
    for (const storage of [localStorage, sessionStorage]) {
      for (const key of Object.keys(storage)) if (keptBy(room).some((start) => key.startsWith(start))) storage.removeItem(key);
    }
  } catch {
    // Nothing may be kept here.
  }
}

/** Nothing new is kept of a room that has ended. */
export const hasEnded = () => document.body.dataset.live === "ended";
