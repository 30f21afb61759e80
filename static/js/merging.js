/* Two people changed one text. What one wrote and what the other wrote both stay, when they did so in different places;
   else there is no answer, and the server keeps both texts side by side. */

/** Where `text` differs from `base`: [from, to, what stands there now]; from and to count in `base`. */
function change(base, text) {
  const most = Math.min(base.length, text.length);
  let from = 0;
  while (from < most && base[from] === text[from]) from++;
  let end = 0;
  while (end < most - from && base[base.length - 1 - end] === text[text.length - 1 - end]) end++;
  return [from, base.length - end, text.slice(from, text.length - end)];
}

/** `mine` and `theirs`, both made from `base`, as one text; null when both changed the same words. */
export function merge(base, mine, theirs) {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  const [myFrom, myTo, my] = change(base, mine);
  const [theirFrom, theirTo, their] = change(base, theirs);
  if (myFrom === theirFrom && myTo === theirTo && myFrom === myTo) {
    // Both added at the same place: who began a new line comes last.
    const mineLast = my.startsWith("\n") || !their.startsWith("\n");
    const [first, last] = mineLast ? [their, my] : [my, their];
    const between = first.endsWith("\n") || last.startsWith("\n") ? "" : "\n";
    return base.slice(0, myFrom) + first + between + last + base.slice(myTo);
  }
  if (myTo <= theirFrom) return base.slice(0, myFrom) + my + base.slice(myTo, theirFrom) + their + base.slice(theirTo);
  if (theirTo <= myFrom) return base.slice(0, theirFrom) + their + base.slice(theirTo, myFrom) + my + base.slice(myTo);
  return null;
}
