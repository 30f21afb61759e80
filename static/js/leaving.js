/* Deletes what this browser kept of a room that has ended: unsent texts, and counters of choices. Nobody needs them any
   more, and the computer may be shared. Codes of one's own questions stay, because they lead to the answers. */

const keptBy = (room) => [`kept:draft:${room}:`, `writing:${room}:`, `typed:${room}:`, `outbox:${room}:`, "sequence:"];

export function forgetRoom(room) {
  try {
    for (const storage of [localStorage, sessionStorage]) {
      for (const key of Object.keys(storage)) if (keptBy(room).some((start) => key.startsWith(start))) storage.removeItem(key);
    }
  } catch {
    // Storage is forbidden.
  }
}

/** Whether the room has ended, so that nothing new of it is kept. */
export const hasEnded = () => document.body.dataset.live === "ended";
