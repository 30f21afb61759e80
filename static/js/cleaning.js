/* Pasted text holds invisible marks: from a chat, from slides, from another system. They mean nothing, and the server
   drops them (livesessions/texts/cleaning.py). The page drops them too, so that it gets back exactly the text that it
   sent. */

const LINE_ENDS = /\r\n?|[\v\f\x85\u2028\u2029]/g;
const MARKS = /[\x00-\x08\x0e-\x1f\x7f-\x9f\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const MANY_MARKS = /(\p{M}{30})\p{M}+/gu; // on one letter (livesessions/texts/normal.py)

export function clean(text) {
  const plain = text.replace(LINE_ENDS, "\n").replace(MARKS, "").replace(MANY_MARKS, "$1");
  const composed = plain.normalize("NFC");
  return composed.length <= plain.length ? composed : plain; // a few letters grow, and the field did not count that
}
