/* Storage in this browser with an expiry date for each entry, because other people may use the browser too. */

const PREFIX = "kept:";
const DAY = 24 * 60 * 60 * 1000;

function read(key) {
  try {
    const { value, until } = JSON.parse(localStorage.getItem(key));
    return until > Date.now() ? { value, until } : null;
  } catch {
    return null; // storage is forbidden, or holds another format
  }
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // storage is forbidden: there is nothing to delete
  }
}

function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

/** Keep `value` under `name` for a number of days. */
export function keep(name, value, days) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ value, until: Date.now() + days * DAY }));
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
