/* Time, by clocks that nobody sets. The device's own clock jumps when somebody sets it, and the browser's counter
   (performance.now) stands still on some devices while they sleep. */

const SLEPT = 5_000; // the two clocks of a device that is awake drift less than this from one look to the next
const ASTRAY = 2_000; // milliseconds by which the server's time may seem to jump because a frame was on the way for long

let slept = 0;
let sleptBefore = 0; // when the server last told its time
let last = { counted: performance.now(), wall: Date.now() };

/* The page says what time it was when the server answered: not when this script came at last. */
const [navigation] = performance.getEntriesByType("navigation");
let ahead = Number(document.body.dataset.serverNow) - (navigation?.responseStart ?? 0);

/** Milliseconds that this page counts, those of a sleep included: for spans. */
export function passed() {
  const now = { counted: performance.now(), wall: Date.now() }; // the wall: only to notice a sleep
  const more = now.wall - last.wall - (now.counted - last.counted);
  if (more > SLEPT) slept += more;
  last = now;
  return now.counted + slept;
}

/** The server's time in milliseconds since 1970. */
export const serverNow = () => ahead + performance.now();

/** The same, also right after a sleep, before the server told its time: never too early, perhaps too late. */
export const serverNowAtLeast = () => ahead + passed() - sleptBefore;

/** The server says what time it is. A frame that was on the way for long must not put the clock back. */
export function tellTime(now) {
  if (!now) return;
  const seen = now - performance.now();
  ahead = Math.abs(seen - ahead) > ASTRAY ? seen : Math.max(seen, ahead);
  sleptBefore = slept;
}
