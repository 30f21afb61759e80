/* Storage in this browser with an expiry date for each entry, because other people may use the browser too. What is kept
   `here` goes with the tab. */

const PREFIX = "kept:";
const DAY = 24 * 60 * 60 * 1000;

function stores() {
  try {
    return [localStorage, sessionStorage];
  } catch {
    return []; // storage is forbidden
  }
}

function read(key) {
  try {
    const found = stores().map((store) => store.getItem(key));
    const { value, until } = JSON.parse(found.find((text) => text !== null));
    return until > Date.now() ? { value, until } : null;
  } catch {
    return null; // storage is forbidden, or holds another format
  }
}

function remove(key) {
  for (const store of stores()) store.removeItem(key);
}

function keys() {
  return [...new Set(stores().flatMap((store) => Object.keys(store)))].filter((key) => key.startsWith(PREFIX));
}

/** Keep `value` under `name` for a number of days; `here`: only as long as this tab is open. */
export function keep(name, value, days, here = false) {
  try {
    const store = here ? sessionStorage : localStorage;
    store.setItem(PREFIX + name, JSON.stringify({ value, until: Date.now() + days * DAY }));
  } catch {
    // storage is full or forbidden: the value is still on the page
  }
}

/** The value kept under `name`, or `null`. */
export function recall(name) {
  return read(PREFIX + name)?.value ?? null;
}

/** The values kept under names that begin with `start`, the newest first, as a list of {name, value}. */
export function recallAll(start) {
  return keys()
    .filter((key) => key.startsWith(PREFIX + start))
    .map((key) => ({ name: key.slice(PREFIX.length), ...read(key) }))
    .filter(({ until }) => until)
    .sort((one, other) => other.until - one.until);
}

/** Delete the entry. */
export function forget(name) {
  remove(PREFIX + name);
}

for (const key of keys()) if (!read(key)) remove(key);
