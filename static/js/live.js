/* The connection of a live page: it keeps every command until its receipt comes, and works without a socket too.

   htmx and its hx-ws extension open the socket, reconnect after a loss, and swap what arrives. This module adds what
   they cannot know: when to send a command again, when a connection is dead, and when to poll every few seconds
   because sockets are blocked here (the HTTP fallback). It knows no feature. A feature's script listens on the
   document: `shown` says that the page shows something new, `arrived` (with the fields) that the server has a
   command, and `save` asks to send a form. */

import { Outbox } from "./outbox.js";
import { passed } from "./passing.js";
import { settle, shown, sift, swap, takeReceipts } from "./showing.js";
import { stand } from "./standing.js";
import { tell } from "./telling.js";
import "./typed.js";

const body = document.body;
const wire = document.querySelector(".wire");
const words = document.getElementById("connection");
const CHECK_EVERY = 1000;
const SILENT_AFTER = 12_000; // two heartbeats of five seconds, and a little
const FALLBACK_AFTER = 5_000;
const LOOK_EVERY = 3_000;
const ACKNOWLEDGE_EVERY = 4_000;
const START_OVER_EVERY = 30_000;
const GOODBYE_WITHIN = 1_000; // so that not all phones ask at once

const opened = shown.at;
let connection = null;
let usual = null; // htmx's own settings for reconnecting
let lastByte = passed();
let lostAt = passed();
let owed = false; // a frame arrived that this page has not acknowledged
let acknowledgedAt = -Infinity;
let looking = false;
let looks = null; // the timer of a console that was logged out
let lookedAt = -Infinity;
let over = false;
let startedOver = -Infinity;

const isOpen = () => connection?.socket?.readyState === WebSocket.OPEN;

/* ---- The state of the connection, in words ---- */

function say(state) {
  if (body.dataset.live === state) return;
  body.dataset.live = state;
  if (words) words.textContent = words.dataset[state] ?? "";
}

/* ---- The socket ---- */

/* htmx starts by a timer of its own: if hx-ws arrives a moment later, nobody has opened the socket. */
document.addEventListener("DOMContentLoaded", () => setTimeout(() => wire._htmx?.ws || htmx.process(wire)));

document.addEventListener("htmx:ws:before:connection", ({ detail }) => {
  connection = detail.connection;
  usual ??= connection.config;
  const url = new URL(connection.url);
  url.searchParams.set("seen", shown.version);
  url.searchParams.set("epoch", shown.epoch);
  url.searchParams.set("at", Number(body.dataset.serverNow) + Math.floor(shown.at - opened));
  connection.url = url.href;
  lost();
});

document.addEventListener("htmx:ws:after:connection", ({ detail }) => {
  connection = detail.connection;
  connection.config = usual;
  lastByte = passed();
  lostAt = 0;
  owed = shown.isUrgent = true;
  say("open");
  outbox.resend();
});

document.addEventListener("htmx:ws:before:message:incoming", ({ detail }) => {
  lastByte = passed();
  owed = true;
  if (typeof detail.message.data !== "string") return;
  const text = sift(detail.message.data);
  if (text) detail.message.data = text;
  else detail.cancelled = true;
});

document.addEventListener("htmx:ws:after:message:incoming", settle);

/* After a failed swap the noted version is not shown, so fetch all parts again; not again and again, if the fault is
   ours. */
document.addEventListener("htmx:ws:error", ({ detail }) => {
  if (!isOpen() || detail.message || !(detail.error instanceof Error) || passed() - startedOver < START_OVER_EVERY) return;
  startedOver = passed();
  shown.version = -1;
  abandon();
});

/* How long to stay away after these close codes, in milliseconds: the minimum, and the most that is added at random, so
   that browsers do not all come at once. The reason in the close frame is for programs: htmx does not pass it on. */
const STAY_AWAY = { 4012: [200, 4_000], 4013: [5_000, 5_000], 4429: [5_000, 5_000] };

/** Sets whether and when to come back: htmx reads the settings right after this event. It knows only a list of codes to
    come back after; the contract has a list of those after which nobody does. */
function comeBack(code) {
  if (!usual) return;
  const [least, more] = STAY_AWAY[code] ?? [];
  connection.config = { ...usual, reconnectCodes: usual.finalCodes.includes(code) ? [] : [code] };
  // For one reconnection: if that fails, htmx doubles its own half second, not this delay.
  if (least) Object.assign(connection.config, { reconnectDelay: least + Math.random() * more, reconnectJitter: 0 });
}

/** There is no socket just now. On the fallback that is no news: the words stay, and are not spoken again. */
function lost() {
  if (body.dataset.live !== "fallback" && body.dataset.live !== "off") say("connecting");
}

/** A silent connection may be dead, and a dead one takes a minute to close: carry on as if it had closed. What the old
    socket still says, its own closing too, is about a connection that is given up. */
function abandon() {
  const { socket } = connection;
  socket.dispatchEvent(new CloseEvent("close", { code: 1006 }));
  for (const event of ["close", "message", "error"]) {
    socket.addEventListener(event, (late) => late.stopImmediatePropagation(), { capture: true });
  }
  socket.close();
}

document.addEventListener("htmx:ws:close", ({ detail }) => {
  if (detail.reason === "removed") return;
  lostAt ||= passed();
  const code = detail.code;
  comeBack(code);
  if (code === 4000) sayGoodbye();
  else if (code === 4401) turnedAway("login");
  else if (code === 4403) turnedAway("removed");
  else if (code === 4404) end("off", true);
  else if (code === 4409) end("off");
  else if (code === 4400) end("off", !sessionStorage.getItem("reloaded"));
  else lost();
});

/** A final close. Reloading shows the page that explains it; only once, to avoid a loop. */
function end(state, reload = false) {
  over = true;
  history.scrollRestoration = "manual"; // the page that explains it begins at its title
  say(state);
  if (!reload || sessionStorage.getItem("reloaded")) return;
  sessionStorage.setItem("reloaded", "1");
  location.reload();
}

/** The session has ended: the server's page says so. Without a network this page says it, until that page comes. */
async function sayGoodbye() {
  end("ended");
  wire.inert = true;
  await new Promise((done) => setTimeout(done, Math.random() * GOODBYE_WITHIN));
  try {
    await fetch(location.href, { signal: AbortSignal.timeout(10_000) });
    location.reload();
  } catch {
    setTimeout(sayGoodbye, LOOK_EVERY);
  }
}

/** A host whose login or right ended reads that in place, and what they write stays: it is kept when the page goes
    (`typed.js`), and the next page brings it back. For everybody else the server's page says what happened. */
function turnedAway(state) {
  if (body.dataset.audience !== "hosts") return end("off", true);
  end(state);
  if (state !== "login") return;
  outbox.hold();
  looks ??= setInterval(look, LOOK_EVERY);
}

/** A phone that woke may hold a dead socket without knowing it. */
function wake() {
  if (over || document.hidden || passed() - lastByte < SILENT_AFTER / 2) return;
  if (isOpen()) abandon();
  look();
}
document.addEventListener("visibilitychange", wake);
window.addEventListener("pageshow", wake);
window.addEventListener("online", wake);

/* ---- The HTTP fallback: without a socket ---- */

async function look() {
  const isOut = body.dataset.live === "login";
  if (looking || (over && !isOut) || (isOut && document.hidden)) return;
  looking = true;
  lookedAt = passed();
  try {
    const answer = await fetch(`${body.dataset.parts}${shown.version}&epoch=${shown.epoch}`, {
      headers: { "HX-Request": "true" },
      signal: AbortSignal.timeout(10_000),
    });
    if (answer.status === 410) sayGoodbye();
    else if (answer.status === 401) isOut || turnedAway("login");
    else if (answer.status === 403) turnedAway("removed");
    else if (answer.status === 404) end("off", true);
    else if (isOut && answer.ok) location.reload(); // logged in again, in another tab
    else if (!answer.ok) throw new Error(answer.statusText);
    else {
      const text = await answer.text();
      if (lastByte < lookedAt) await swap(text); // otherwise the socket was quicker, and this answer is older
      if (!isOpen() && !over) say("fallback");
    }
  } catch {
    if (!isOpen()) say("off");
  } finally {
    looking = false;
  }
}

async function post(fields) {
  const answer = await fetch(body.dataset.do, {
    method: "POST",
    body: new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))),
    headers: { "HX-Request": "true" },
    signal: AbortSignal.timeout(15_000),
  });
  const text = await answer.text();
  if (!text.includes("<hx-partial")) {
    if (answer.status === 401) turnedAway("login"); // it is sent after logging in
    else if ([403, 404, 410].includes(answer.status)) end("off", true); // reloading shows why
    else if ([400, 413].includes(answer.status)) refuse(fields.id); // sending it again would not help
    throw new Error(answer.statusText);
  }
  await swap(text);
  if (!isOpen()) look();
}

/** End a request that was rejected before it reached its command. */
function refuse(id) {
  const form = outbox.formOf(id);
  outbox.answered(id, "refused");
  tell(words?.dataset.refused ?? "", form);
}

/* ---- Commands ---- */

/* A second tab of the same person may be connected to another process, and the call to that process may be lost. */
const otherTabs = new BroadcastChannel(`room:${body.dataset.room}:${body.dataset.audience}`);
otherTabs.addEventListener("message", look);

const outbox = new Outbox({
  isOpen,
  send: (frame) => connection.socket.send(frame),
  post,
  done: (fields) => {
    document.dispatchEvent(new CustomEvent("arrived", { detail: fields }));
    otherTabs.postMessage("done");
  },
  late: (form) => tell(words?.dataset.late ?? "", form),
});
takeReceipts((id, status) => {
  const form = outbox.formOf(id);
  return outbox.answered(id, status) && { form };
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-command]");
  if (!form) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  outbox.put(form, new FormData(form, event.submitter));
});

/* Texts that are saved while somebody writes. */
document.addEventListener("save", ({ detail }) => outbox.put(detail.form, detail.data, true));

/* ---- The one-second clock ---- */

setInterval(() => {
  if (over) return;
  const now = passed();
  if (isOpen()) {
    if (now - lastByte > SILENT_AFTER) abandon();
    else if (owed && (shown.isUrgent || now - acknowledgedAt > ACKNOWLEDGE_EVERY)) {
      owed = shown.isUrgent = false;
      acknowledgedAt = now;
      connection.socket.send(JSON.stringify({ command: "room.seen", version: shown.version }));
    }
  } else if (!document.hidden && lostAt && now - lostAt > FALLBACK_AFTER && now - lookedAt > LOOK_EVERY) look();
  outbox.retry();
}, CHECK_EVERY);

setTimeout(() => sessionStorage.removeItem("reloaded"), 20_000);
history.scrollRestoration = "auto";
stand(swap);
say("connecting");
settle();
