/* Clocks that count down to a time of the server, so that a laptop's wrong clock does not matter. */

import { serverNow } from "./passing.js";

function tick() {
  if (document.body.dataset.live === "ended") return;
  const now = serverNow();
  for (const place of document.querySelectorAll("[data-clock]")) {
    const left = Math.round((Number(place.dataset.clock) - now) / 1000);
    if (place instanceof HTMLProgressElement) {
      const all = Number(place.dataset.minutes) * 60;
      place.value = Math.min(100, Math.max(0, (100 * (all - left)) / all));
      continue;
    }
    const stops = "stops" in place.dataset;
    const seconds = left < 0 && stops ? 0 : Math.abs(left);
    const text = `${left < 0 && !stops ? "+" : ""}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (place.textContent !== text) place.textContent = text;
    place.classList.toggle("late", left < 0);
  }
}

tick();
setInterval(tick, 1000);
document.addEventListener("htmx:ws:after:message:incoming", tick);
