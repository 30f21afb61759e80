/* Commands on their way. Each is kept until its receipt comes, even across a reload. A command that is carried out
   twice leaves the same state, so sending again is always safe. */

import { clean } from "./cleaning.js";
import { own } from "./owning.js";
import { passed, serverNowAtLeast } from "./passing.js";
import { subjectOf } from "./subjects.js";

const RETRY_AFTER = 4_000;
const LONGEST_FRAME = 16 * 1024; // bytes that the server reads from a socket; longer commands are posted
const FRAME_STEP = 1024;
const COMMAND_LASTS = 60_000; // a host's button of half an hour ago must not act when the laptop wakes; a vote stays a vote
const HELD_LASTS = 600_000; // a host who has to log in first
const KEY = `outbox:${own}`; // where the commands survive a reload
const FORM_ONLY = new Set(["csrfmiddlewaretoken"]);

export class Outbox {
  #ways;
  #waiting = new Map();
  #forms = new Map();

  /** @param ways {isOpen(), send(frame), post(fields), done(fields), late(form)} */
  constructor(ways) {
    this.#ways = ways;
    try {
      for (const kept of JSON.parse(sessionStorage.getItem(KEY) ?? "[]")) {
        const { held, ...entry } = kept;
        if (held && serverNowAtLeast() - held < HELD_LASTS) entry.since = serverNowAtLeast();
        this.#waiting.set(kept.fields.id, { ...entry, sent: -Infinity, posting: false });
      }
    } catch {
      sessionStorage.removeItem(KEY);
    }
  }

  /** Send the fields of a form. The form is busy until the receipt, and then gets an event `receipt`.
      `quiet`: the page itself shows success.

      The form's attributes say what the server knows of its command: what it decides (`data-decides`), whether the
      browser goes on for as long as it takes (`data-lasts`), and how many choices of this person the server has
      (`data-sequence`). */
  put(form, data, quiet = false) {
    const fields = { id: newId() };
    for (const [name, given] of data) {
      const value = clean(given);
      fields[name] = name in fields ? [].concat(fields[name], value) : value;
    }
    const { sequence, decides, lasts } = form.dataset;
    if (sequence !== undefined) fields.sequence = String(nextSequence(subjectOf(form), Number(sequence)));
    // A newer command takes the place of an older one that still waits: else its late retry would undo the newer.
    const decided = decides?.replace(/\{(\w+)\}/g, (_all, name) => fields[name] ?? "");
    for (const [id, other] of this.#waiting) {
      if (decided && other.decided === decided) this.answered(id, "replaced");
    }
    const entry = { fields, decided, quiet, lasts: lasts !== undefined, since: serverNowAtLeast() };
    this.#waiting.set(fields.id, { ...entry, sent: -Infinity, posting: false });
    this.#forms.set(fields.id, form);
    busy(form, true);
    this.#keep();
    this.#send(fields.id);
  }

  /** The form that asked for a command which still waits, if it is a form of this page. */
  formOf(id) {
    return this.#forms.get(id) ?? null;
  }

  /** Take the receipt of a command: `ok` and `refused` end it, `busy` means sending it again in a moment.
      Returns whether the person should read the receipt. */
  answered(id, status) {
    const entry = this.#waiting.get(id);
    if (!entry) return true;
    const told = !entry.quiet || status === "refused";
    if (status === "busy") {
      entry.sent = passed() - RETRY_AFTER + 1_000 + Math.random() * 1_000;
      return told;
    }
    this.#waiting.delete(id);
    this.#keep();
    if (status === "ok") this.#ways.done(entry.fields);
    const form = this.#forms.get(id);
    this.#forms.delete(id);
    if (!form) return told;
    busy(form, false);
    form.dispatchEvent(new CustomEvent("receipt", { detail: status }));
    if (status === "ok" && form.hasAttribute("data-clears") && says(form, entry.fields)) {
      form.reset();
      form.closest("details[data-folds]")?.removeAttribute("open");
    }
    // Only a panel of the page itself (the body carries the page's version); a part handles the panels inside it.
    const ofThePage = form.closest("[data-version]") === document.body;
    if (status === "ok" && ofThePage && form.closest("[popover]")) {
      form.reset();
      form.closest("[popover]").hidePopover();
    }
    return told;
  }

  /** The socket is open again: send every command without a receipt again. */
  resend() {
    for (const id of this.#waiting.keys()) this.#send(id);
  }

  /** This page can send nothing any more: the next one has the usual time for what waits. */
  hold() {
    for (const entry of this.#waiting.values()) entry.held ??= serverNowAtLeast();
    this.#keep();
  }

  /** Send commands again that have waited too long. */
  retry() {
    const now = passed();
    for (const [id, entry] of this.#waiting) {
      if (!entry.lasts && serverNowAtLeast() - entry.since > COMMAND_LASTS) {
        const form = this.formOf(id);
        this.answered(id, "late");
        this.#ways.late(form);
      } else if (now - entry.sent > RETRY_AFTER) this.#send(id);
    }
  }

  #send(id) {
    const entry = this.#waiting.get(id);
    if (!entry || entry.posting) return;
    entry.sent = passed();
    const fields = Object.fromEntries(Object.entries(entry.fields).filter(([name]) => !FORM_ONLY.has(name)));
    const text = JSON.stringify(fields);
    const size = new Blob([text]).size;
    // The network sees how long a frame is: a short question is as long as a vote.
    const frame = text + " ".repeat(Math.ceil(size / FRAME_STEP) * FRAME_STEP - size);
    if (this.#ways.isOpen() && size <= LONGEST_FRAME) {
      this.#ways.send(frame);
      return;
    }
    entry.posting = true;
    this.#ways
      .post(entry.fields)
      .catch(() => {}) // no network: retry() tries again
      .finally(() => (entry.posting = false));
  }

  #keep() {
    const kept = [...this.#waiting.values()].map(({ sent, posting, ...entry }) => entry);
    try {
      sessionStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Storage is full or forbidden: the command is still kept in this page.
    }
  }
}

function busy(form, on) {
  form.toggleAttribute("aria-busy", on);
  if (on) form.setAttribute("aria-busy", "true");
  for (const button of form.querySelectorAll("button:not([type=button])")) button.toggleAttribute("data-waiting", on);
}

/** Whether the form still holds what was sent: then nobody is writing the next one yet. Hidden fields do not count. */
const says = (form, fields) =>
  [...new FormData(form)].every(([name, value]) => form.elements[name].type === "hidden" || fields[name] === clean(value));

/** Counts this person's choices over all tabs, so that a late retry of an older one loses on the server. `stored` is
    the newest sequence that the server has seen. */
function nextSequence(what, stored) {
  const key = `sequence:${own}:${what}`;
  let sequence = stored + 1;
  try {
    sequence = Math.max(stored, Number(localStorage.getItem(key) ?? 0)) + 1;
    localStorage.setItem(key, String(sequence));
  } catch {
    // Without storage the server's own count, which this tab has, is enough.
  }
  return sequence;
}

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // plain HTTP on another machine than localhost
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
