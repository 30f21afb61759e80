/* A page that says why somebody is out asks gently whether the way is free again, and then comes back by itself. */

const { why } = document.body.dataset;
const WAITS = why === "waiting"; // at the door: that is asked more often, and only "still waiting" is no news
const EVERY = WAITS ? 3_000 : 8_000;
const SPREAD = WAITS ? 3_000 : 4_000; // so that not all phones ask, and come back, at once
const GRACE = 20_000; // after the last moment at which an end is taken back

const { wayBack, seconds } = document.body.dataset;
const until = seconds === undefined ? Infinity : performance.now() + Number(seconds) * 1_000 + GRACE;

async function ask() {
  if (!document.hidden) {
    try {
      const answer = await fetch(wayBack, { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(8_000) });
      if (WAITS ? answer.status !== 202 && answer.status < 500 : answer.ok) return location.reload();
    } catch {
      // no network: the next time
    }
  }
  if (performance.now() < until) later();
  else for (const place of document.querySelectorAll("[data-may-return]")) place.hidden = true;
}

function later() {
  setTimeout(ask, EVERY + Math.random() * SPREAD);
}

later();
document.addEventListener("visibilitychange", () => document.hidden || performance.now() > until || ask());
