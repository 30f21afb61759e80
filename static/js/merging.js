/* Two people changed one text. What one wrote and what the other wrote both stay, when they did so in different places;
   else there is no answer, and the server keeps both texts side by side. */

import { diff3Merge } from "../vendor/diff3.mjs";

/* diff3 compares every word with every equal one: a text that repeats one word a thousand times would take seconds. */
const MOST_PAIRS = 50_000;

/** Words, each with the space before it, so that what somebody adds behind a word leaves that word alone. */
const wordsOf = (text) => text.match(/\s*\S+|\s+$/g) ?? [];

function pairs(one, other) {
  const times = new Map();
  for (const word of one) times.set(word, (times.get(word) ?? 0) + 1);
  return other.reduce((sum, word) => sum + (times.get(word) ?? 0), 0);
}

/** `mine` and `theirs`, both made from `base`, as one text; null when both changed the same words. */
export function merge(base, mine, theirs) {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  const [my, old, their] = [mine, base, theirs].map(wordsOf);
  if (pairs(old, my) > MOST_PAIRS || pairs(old, their) > MOST_PAIRS) return null;
  let text = "";
  for (const { ok, conflict } of diff3Merge(my, old, their)) {
    const words = ok?.join("") ?? settle(conflict.o.join(""), conflict.a.join(""), conflict.b.join(""));
    if (words === null) return null;
    text += words;
  }
  return text;
}

/** diff3 calls it a conflict when two changes touch. What one only added stands beside what the other did. */
function settle(base, mine, theirs) {
  const [myMore, theirMore] = [behind(base, mine), behind(base, theirs)];
  if (myMore !== null && theirMore !== null) return both(base, myMore, theirMore);
  if (theirMore !== null && !goesOn(base, theirMore)) return mine + theirMore;
  if (myMore !== null && !goesOn(base, myMore)) return theirs + myMore;
  const [myFront, theirFront] = [before(base, mine), before(base, theirs)];
  if (myFront !== null && theirFront !== null) return both("", myFront, theirFront) + base;
  if (theirFront !== null) return theirFront + mine;
  if (myFront !== null) return myFront + theirs;
  return null;
}

const behind = (base, text) => (text.startsWith(base) ? text.slice(base.length) : null);

function before(base, text) {
  const front = text.slice(0, text.length - base.length);
  return text.endsWith(base) && !goesOn(front, base) ? front : null;
}

/** Does `text` go on in the middle of the last word of `start`? */
const goesOn = (start, text) => /\S$/.test(start) && /^\S/.test(text);

/** Both added at the same place. Who goes on with a word comes first, and who began a new line comes last. */
function both(base, my, their) {
  const [iGoOn, theyGoOn] = [goesOn(base, my), goesOn(base, their)];
  if (iGoOn && theyGoOn) return null; // two endings of one word
  const mineLast = theyGoOn || (!iGoOn && (my.startsWith("\n") || !their.startsWith("\n")));
  const [first, last] = mineLast ? [their, my] : [my, their];
  const between = first.endsWith("\n") || last.startsWith("\n") ? "" : "\n";
  return base + first + between + last;
}
