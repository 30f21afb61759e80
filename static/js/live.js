/* A live page: keeps every command until its receipt came, shows what is newest, and finds a way without a socket.

   htmx and its hx-ws extension open the socket, come back after a loss, and swap what arrives. This module adds what
   they cannot know: which command was answered, which picture is older than the one on the page, and when to look
   every few seconds because sockets are blocked here. */

import { arrived, settleDraft } from "./draft.js";
import { forgetRoom } from "./leaving.js";
import { Outbox } from "./outbox.js";
import { keepShown } from "./receipts.js";
import { keepUp, putInOrder, stand, standStill, workOn } from "./standing.js";
import { chooseAgain, tellApart } from "./subjects.js";
import { settleUpvotes } from "./upvotes.js";

const body = document.body;
const wire = document.querySelector(".wire");
const words = document.getElementById("connection");
const CHECK_EVERY = 1000;
const SILENT_AFTER = 12_000; // two heartbeats of five seconds, and a little
const DETOUR_AFTER = 5_000;
const LOOK_EVERY = 3_000;
const ACKNOWLEDGE_EVERY = 4_000;
const RECEIPT_STAYS = 5_500;
const START_OVER_EVERY = 30_000;

const shown = { epoch: body.dataset.epoch, version: Number(body.dataset.version) };
let connection = null;
let usual = null; // htmx's own pace of coming back
let lastByte = Date.now();
const opened = performance.now(); // not the clock on the wall, which somebody may set meanwhile
let upToDate = opened; // when the page was last told all that is new: what is one's own, and receipts, do not count
let lostAt = Date.now();
let owed = false; // something arrived that the server does not know we have …
let urgent = false; // … and the host wants to know: another picture of the room, not just other figures
let acknowledgedAt = 0;
let looking = false;
let lookedAt = 0;
let over = false;
let receiptTimer = 0;
let startedOver = 0;

const isOpen = () => connection?.socket?.readyState === WebSocket.OPEN;

/* ---- How we are connected, in words ---- */

function say(state) {
  if (body.dataset.live === state) return;
  body.dataset.live = state;
  if (words) words.textContent = words.dataset[state] ?? "";
}

/* ---- What arrives ---- */

/** Leave out what is older than the page; note versions and receipts. Returns the HTML to swap. */
function sift(html) {
  const frame = document.createElement("template");
  frame.innerHTML = html;
  const head = frame.content.querySelector("#head");
  const fresh = !head || head.dataset.epoch === shown.epoch;
  for (const partial of [...frame.content.children]) {
    const part = (partial.content ?? partial).firstElementChild;
    if (!part) continue;
    if (part.id === "receipt") {
      if (!outbox.answered(part.dataset.for, part.dataset.status)) {
        partial.remove();
        continue;
      }
      clearReceiptLater(part.dataset.status);
    }
    if (Number(part.dataset.version) > 0 && part.id !== "head" && part.id !== "mine") urgent = true;
    const old = part.id && document.getElementById(part.id);
    keepUp(part);
    if (fresh && old && Number(part.dataset.version) < Number(old.dataset.version)) partial.remove();
    else if (old && old.outerHTML === part.outerHTML) partial.remove();
    else if (old?.hasAttribute("data-stands")) standStill(old, part);
    else if (!old && part.dataset.version === "0") partial.remove(); // a figure in a row that waits
    else if (old && part.id === "question") forgetReceipt(pollOn(old), pollOn(part));
    if (old && partial.parentNode) tellApart(old, part);
  }
  if (head) {
    upToDate = performance.now();
    if (!fresh) for (const each of wire.querySelectorAll("[data-version]")) each.dataset.version = 0; // of another count
    shown.version = fresh ? Math.max(shown.version, Number(head.dataset.version)) : Number(head.dataset.version);
    shown.epoch = head.dataset.epoch;
  }
  return frame.innerHTML;
}

const pollOn = (question) => question.querySelector(".ballot [name=poll]")?.value;

/** Another question, or its end: "your vote is in" is no longer about what is shown. "Too late" stays until this person
    chooses again: it may come together with the next question. */
function forgetReceipt(before, now) {
  const receipt = document.getElementById("receipt");
  if (body.dataset.audience !== "participants" || before === now || receipt?.dataset.status === "refused") return;
  clear(receipt);
}

document.addEventListener("change", ({ target }) => {
  const receipt = document.getElementById("receipt");
  if (target.closest(".ballot") && receipt?.dataset.status === "refused") clear(receipt);
});

/** At the console a receipt lies over the page, and what was asked for shows by itself. What went wrong stays. */
function clearReceiptLater(status) {
  clearTimeout(receiptTimer);
  if (body.dataset.audience !== "hosts") return;
  const receipt = document.getElementById("receipt");
  clear(receipt);
  receipt?.getBoundingClientRect(); // the next one fades in its own time, not in that of the one before
  if (status === "ok") receiptTimer = setTimeout(() => clear(document.getElementById("receipt")), RECEIPT_STAYS);
}

function clear(receipt) {
  receipt?.replaceChildren();
  receipt?.setAttribute("data-status", "");
}

/** Say something that no receipt says. */
function tell(sentence) {
  const receipt = document.getElementById("receipt");
  if (!receipt) return;
  const line = document.createElement("p");
  line.textContent = sentence;
  receipt.replaceChildren(line);
  receipt.setAttribute("data-status", "refused");
}

async function swap(html) {
  const text = sift(html);
  try {
    if (text) await htmx.swap({ sourceElement: wire, target: wire, swap: "innerHTML swapEmpty:false", text, transition: false });
  } catch (error) {
    shown.version = -1; // what was noted is not shown
    throw error;
  }
  settle();
}

/** After a swap: the ballots and the list of questions show what this person chose. */
function settle() {
  chooseAgain();
  settleUpvotes();
  keepShown();
  settleDraft();
  putInOrder();
  workOn();
  settleBallot(document.getElementById("mine"), document.querySelector("#question form.ballot"));
  settleBallot(document.getElementById("grouppoll"), document.querySelector("#grouppoll form.ballot"));
}

function settleBallot(mine, ballot) {
  if (!mine || !ballot || mine.dataset.poll !== ballot.elements.poll.value) return;
  const voted = Boolean(mine.dataset.choice);
  if (ballot.dataset.mine !== mine.dataset.choice && voted) {
    for (const radio of ballot.querySelectorAll("[name=option]")) radio.checked = radio.value === mine.dataset.choice;
    ballot.dataset.mine = mine.dataset.choice;
  }
  ballot.toggleAttribute("data-voted", voted);
}

/* ---- The socket ---- */

/* htmx begins by a timer of its own: when hx-ws is a moment later on the line, nobody opened the socket. */
document.addEventListener("DOMContentLoaded", () => setTimeout(() => wire._htmx?.ws || htmx.process(wire)));

document.addEventListener("htmx:ws:before:connection", ({ detail }) => {
  connection = detail.connection;
  const url = new URL(connection.url);
  url.searchParams.set("seen", shown.version);
  url.searchParams.set("epoch", shown.epoch);
  url.searchParams.set("at", Number(body.dataset.serverNow) + Math.floor(upToDate - opened));
  connection.url = url.href;
  if (body.dataset.live !== "detour" && body.dataset.live !== "off") say("connecting");
});

document.addEventListener("htmx:ws:after:connection", ({ detail }) => {
  connection = detail.connection;
  connection.config = usual ??= connection.config;
  lastByte = Date.now();
  lostAt = 0;
  owed = urgent = true;
  say("open");
  outbox.resend();
});

document.addEventListener("htmx:ws:before:message:incoming", ({ detail }) => {
  lastByte = Date.now();
  owed = true;
  if (typeof detail.message.data !== "string") return;
  const text = sift(detail.message.data);
  if (text) detail.message.data = text;
  else detail.cancelled = true;
});

document.addEventListener("htmx:ws:after:message:incoming", settle);

/* A picture that could not be shown was noted as shown: take the whole picture anew. Not again and again, if it is ours. */
document.addEventListener("htmx:ws:error", ({ detail }) => {
  if (!isOpen() || detail.message || !(detail.error instanceof Error) || Date.now() - startedOver < START_OVER_EVERY) return;
  startedOver = Date.now();
  shown.version = -1;
  abandon();
});

/* How long to stay away after these codes, in milliseconds: at least, and how much more at random. */
const STAY_AWAY = { 4012: [200, 4_000], 4013: [5_000, 5_000], 4429: [5_000, 5_000] };

/** The server says in its close frame when to come back, so that not everybody comes at once. daphne sends no reason:
    then the browser draws the moment. */
function remember({ code, reason }) {
  const asked = Number(/retry_in=(\d+)/.exec(reason)?.[1] ?? 0);
  const [least, more] = STAY_AWAY[code] ?? [0, 0];
  const wait = asked || least + Math.random() * more;
  if (!connection || !usual) return;
  // For one return: when that fails, htmx doubles its own half second and not what the server asked for.
  connection.config = wait ? { ...usual, reconnectDelay: wait, reconnectJitter: 0.2 } : usual;
}

/* htmx plans the return while it hears of the closing, and tells nobody the reason: who wants a say listens first. */
window.WebSocket = class extends WebSocket {
  constructor(...where) {
    super(...where);
    this.addEventListener("close", remember);
  }
};

/** A line that is silent may be dead, and a dead one takes a minute to close: carry on as if it had. */
function abandon() {
  const { socket } = connection;
  socket.close();
  socket.dispatchEvent(new CloseEvent("close", { code: 1006 }));
}

document.addEventListener("htmx:ws:close", ({ detail }) => {
  if (detail.reason === "removed") return;
  lostAt ||= Date.now();
  const code = detail.code;
  if (code === 4000) end("ended");
  else if (code === 4401 || code === 4404 || code === 4403) end("off", true);
  else if (code === 4409) end("off");
  else if (code === 4400) end("off", !sessionStorage.getItem("reloaded"));
  else say("connecting");
});

/** A final close. Reloading shows the page that explains it; once, so that nothing loops. */
function end(state, reload = false) {
  over = true;
  say(state);
  if (state === "ended") forgetRoom(body.dataset.room);
  if (!reload || sessionStorage.getItem("reloaded")) return;
  sessionStorage.setItem("reloaded", "1");
  location.reload();
}

/** A phone that woke may hold a dead socket without knowing it. */
function wake() {
  if (over || document.hidden || Date.now() - lastByte < SILENT_AFTER / 2) return;
  if (isOpen()) abandon();
  look();
}
document.addEventListener("visibilitychange", wake);
window.addEventListener("pageshow", wake);
window.addEventListener("online", wake);

/* ---- The detour: without a socket ---- */

async function look() {
  if (looking || over) return;
  looking = true;
  lookedAt = Date.now();
  try {
    const answer = await fetch(`${body.dataset.parts}${shown.version}&epoch=${shown.epoch}`, {
      headers: { "HX-Request": "true" },
      signal: AbortSignal.timeout(10_000),
    });
    if (answer.status === 410) end("ended");
    else if (answer.status === 403 || answer.status === 404) end("off", true);
    else if (!answer.ok) throw new Error(answer.statusText);
    else {
      const text = await answer.text();
      if (lastByte < lookedAt) await swap(text); // else the socket was quicker, and this picture is older
      if (!isOpen() && !over) say("detour");
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
    if ([403, 404, 410].includes(answer.status)) end("off", true); // reloading shows why
    else if ([400, 413].includes(answer.status)) refuse(fields.id); // nobody will read it the next time either
    throw new Error(answer.statusText);
  }
  await swap(text);
  if (!isOpen()) look();
}

/** What did not even reach the command. */
function refuse(id) {
  outbox.answered(id, "refused");
  tell(words?.dataset.refused ?? "");
}

/* ---- What people do ---- */

/* A second tab of the same person may hang on another process, whose call may have got lost. */
const otherTabs = new BroadcastChannel(`room:${body.dataset.room}:${body.dataset.audience}`);
otherTabs.addEventListener("message", look);

const outbox = new Outbox(`outbox:${body.dataset.room}:${body.dataset.audience}`, {
  isOpen,
  send: (frame) => connection.socket.send(frame),
  post,
  done: (fields) => {
    arrived(fields);
    otherTabs.postMessage("done");
  },
  late: () => tell(words?.dataset.late ?? ""),
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-command]");
  if (!form) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  outbox.put(form, new FormData(form, event.submitter));
});

/* What is saved while somebody writes. */
document.addEventListener("save", ({ detail }) => outbox.put(detail.form, detail.data, true));

/* ---- The clock of it all ---- */

setInterval(() => {
  if (over) return;
  const now = Date.now();
  if (isOpen()) {
    if (now - lastByte > SILENT_AFTER) abandon();
    else if (owed && (urgent || now - acknowledgedAt > ACKNOWLEDGE_EVERY)) {
      owed = urgent = false;
      acknowledgedAt = now;
      connection.socket.send(JSON.stringify({ command: "room.seen", version: shown.version }));
    }
  } else if (!document.hidden && lostAt && now - lostAt > DETOUR_AFTER && now - lookedAt > LOOK_EVERY) look();
  outbox.retry();
}, CHECK_EVERY);

setTimeout(() => sessionStorage.removeItem("reloaded"), 20_000);
stand(swap);
say("connecting");
settle();
