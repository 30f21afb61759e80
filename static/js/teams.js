/* Finding one's team in a long list: a search field above the list, which forgives capitals, accents, a word too many
   ("wijkteam zuid" is Zuid) and typing errors. The list stays what is sent, and all there is without this script. */

const LONG = 8;

const folded = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** How many letters to change, add, leave out or swap, to make `a` of `b`. */
function distance(a, b) {
  let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}

/** How well a word that was typed fits a word of a name, from 0 to 4. */
function fit(typed, word) {
  if (typed === word) return 4;
  if (word.startsWith(typed)) return 3;
  const errors = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
  if (errors && distance(typed, word) <= errors) return 2;
  if (errors && distance(typed, word.slice(0, typed.length)) <= errors) return 1;
  return 0;
}

/** The names that fit best come first; names that do not fit are left out. */
function found(names, text) {
  const typed = folded(text);
  const scored = names.map((name) => {
    const words = folded(name);
    return { name, score: typed.reduce((sum, each) => sum + Math.max(0, ...words.map((word) => fit(each, word))), 0) };
  });
  const best = Math.max(1, ...scored.map(({ score }) => score));
  const near = scored.filter(({ score }) => score > best - 3 && score > 0);
  return { near: near.map(({ name }) => name), best: near.filter(({ score }) => score === best).map(({ name }) => name) };
}

function addSearch(list) {
  const [head, ...others] = list.options;
  const none = others.pop();
  const field = document.createElement("input");
  Object.assign(field, { type: "search", className: "input", autocomplete: "off", maxLength: 80 });
  field.placeholder = list.dataset.find;
  field.setAttribute("aria-label", list.dataset.find);
  field.setAttribute("aria-controls", list.id);
  const told = document.createElement("p");
  told.className = "help";
  told.setAttribute("role", "status");
  list.before(field);
  list.after(told);

  field.addEventListener("input", () => {
    const names = others.map((option) => option.text.trim());
    const isEmpty = !field.value.trim();
    const { near, best } = isEmpty ? { near: names, best: [] } : found(names, field.value);
    const chosen = best.length === 1 ? others[names.indexOf(best[0])] : null;
    const shown = near.length ? others.filter((_option, i) => near.includes(names[i])) : others;
    const before = list.selectedOptions[0] ?? head;
    list.replaceChildren(head, ...shown, none); // which may choose another one by itself
    (chosen ?? (isEmpty ? before : head)).selected = true;
    if (isEmpty) told.textContent = "";
    else if (chosen) told.textContent = list.dataset.chosen.replace("{team}", best[0]);
    else if (near.length) told.textContent = list.dataset.found.replace("{count}", near.length);
    else told.textContent = list.dataset.none;
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return; // looking something up does not send the form
    event.preventDefault();
    list.focus();
  });
}

for (const list of document.querySelectorAll("select[data-find]")) {
  if (list.options.length > LONG) addSearch(list);
}
