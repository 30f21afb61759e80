/* The texts that a group writes together. They are saved after each pause, kept on this device until the server has
   them, and merged with what others write: nobody loses a word, even if the connection is lost, the page reloads or the
   round ends. */

import { clean } from "./cleaning.js";
import { composing } from "./composing.js";
import { forget, keep, recall } from "./kept.js";
import { own } from "./owning.js";
import { serverNow } from "./passing.js";

const PAUSE = 800;
const DAYS = 1;
const drafts = `writing:${own}:`;
const fields = new Map(); // by group and field
let merge = null; // of merging.js
let coming = null;

class Field {
  constructor(key, form) {
    this.key = key;
    this.form = form;
    this.area = form.elements.text;
    this.sequence = 0;
    this.sent = null; // the text on its way
    this.last = null; // the text that was saved, until the server's HTML shows it
    this.timer = 0;
    this.take(form.dataset.text, Number(form.elements.base.value));
    this.restore();
    this.area.addEventListener("input", () => this.wrote());
    this.area.addEventListener("blur", () => this.save());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.save();
    });
    form.addEventListener("receipt", ({ detail }) => this.received(detail));
  }

  /** The server's text and version, on which the text of this field is based. */
  take(text, base) {
    this.text = text;
    this.base = base;
    this.last = null;
  }

  /** The text in the field, without invisible marks. */
  get words() {
    return clean(this.area.value);
  }

  /** Half a letter is neither saved nor written over: it would come twice. */
  get isComposed() {
    return composing() === this.area;
  }

  get isSaved() {
    return this.words === this.text || this.words === this.last;
  }

  /** Take up a draft that an earlier page could not send, or the words that were typed before this script came. */
  restore() {
    const shown = { text: clean(this.area.defaultValue), base: 0, sequence: 0, mine: this.words };
    const { text, base, sequence, mine } = recall(drafts + this.key) ?? shown;
    this.sequence = sequence;
    const joined = merge(text, mine, this.text) ?? this.withoutTaken(base);
    if (joined === null) this.take(text, base); // the server keeps it beside its own text
    this.show(joined ?? mine);
    if (this.isSaved) this.forget();
    else this.wrote();
  }

  /** A host took words out of what was written on `base`: then the server's text counts, also where both changed the
      same words. Otherwise `null`. */
  withoutTaken(base) {
    return base < Number(this.form.dataset.redacted) ? this.form.dataset.text : null;
  }

  wrote() {
    this.keep();
    this.say("writing");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  save() {
    clearTimeout(this.timer);
    if (this.sent !== null || this.isSaved || this.isComposed) return;
    this.sequence = Math.max(this.sequence + 1, Math.floor(serverNow() / 1000));
    this.keep();
    this.sent = this.words;
    const data = new FormData(this.form);
    data.set("text", this.sent);
    data.set("base", this.base);
    data.set("sequence", this.sequence);
    this.say("sending");
    document.dispatchEvent(new CustomEvent("save", { detail: { form: this.form, data } }));
    const { sequence } = this;
    setTimeout(() => this.sent !== null && this.sequence === sequence && this.say("here"), 3 * PAUSE);
  }

  received(status) {
    const was = this.sent;
    this.sent = null;
    if (status !== "ok") return this.say("refused"); // it stays on this device
    this.last = was;
    this.look();
    if (!this.isSaved) return this.save();
    this.forget();
    this.say("saved");
  }

  /** The server's HTML of the field changed. */
  look() {
    const [text, base] = [this.form.dataset.text, Number(this.form.elements.base.value)];
    if (base <= this.base || this.isComposed) return; // nothing new yet, or not now
    const mine = this.sent ?? this.last;
    // The server took the text of somebody else for the version that this page wrote on, and set ours beside it.
    const isBeside = this.words === this.last && base === this.base + 1 && text !== this.last;
    if (this.isSaved && !isBeside) {
      this.take(text, base);
      this.show(text);
      return;
    }
    if (text === mine) return this.take(text, base); // this page wrote that text, and its newer text is based on it
    const joined = merge(this.text, this.words, text) ?? this.withoutTaken(this.base);
    if (joined === null && !isBeside) return;
    this.take(text, base);
    this.show(joined ?? text);
    if (!this.isSaved) this.wrote();
  }

  /** Put a text in the field, and leave the cursor where the person is writing. */
  show(text) {
    const { area } = this;
    if (this.words === text) return;
    const { value, selectionEnd: at } = area;
    const after = value.slice(at);
    const place = text.startsWith(value.slice(0, at)) ? at : text.endsWith(after) ? text.length - after.length : at;
    area.value = text;
    if (document.activeElement === area) area.setSelectionRange(place, place);
  }

  /** Send unsaved text now, because the round is over or the person changed groups. */
  leave() {
    if (!this.isSaved) this.save();
  }

  keep() {
    const { text, base, sequence } = this;
    keep(drafts + this.key, { text, base, sequence, mine: this.words }, DAYS);
  }

  forget() {
    forget(drafts + this.key);
  }

  say(state) {
    const sign = this.form.querySelector(".kept");
    if (!sign || sign.dataset.state === state) return;
    sign.dataset.state = state;
    sign.textContent = sign.dataset[state];
  }
}

/** After every swap: handle fields that came, changed, or went. */
function look() {
  const seen = new Set();
  for (const form of document.querySelectorAll("form[data-text]")) {
    const key = `${form.elements.group.value}:${form.elements.field.value}`;
    seen.add(key);
    const field = fields.get(key);
    if (field?.form === form) field.look();
    else fields.set(key, new Field(key, form));
  }
  for (const [key, field] of fields) {
    if (seen.has(key)) continue;
    field.leave();
    fields.delete(key);
  }
}

/** Joining texts is fetched with the first field: most pages never need it. Where it does not come, the server keeps
    both texts. */
function begin() {
  if (merge || !document.querySelector("#notes form")) return look();
  coming ??= import("./merging.js")
    .then((module) => (merge = module.merge))
    .catch(() => (merge = () => null))
    .then(look);
}

new MutationObserver(begin).observe(document.getElementById("notes"), {
  subtree: true,
  childList: true,
  attributeFilter: ["data-text", "value"],
});
document.addEventListener("composed", ({ detail }) => {
  for (const field of fields.values()) {
    if (field.area !== detail) continue;
    field.look();
    field.wrote();
  }
});
window.addEventListener("pagehide", () => fields.forEach((field) => field.isSaved || field.keep()));
begin();
