/* What this browser keeps for whoever uses it, each until a day of its own: others may use this browser too. */

const PREFIX = "kept:";
const DAY = 24 * 60 * 60 * 1000;

function read(key) {
  try {
    const { value, until } = JSON.parse(localStorage.getItem(key));
    return until > Date.now() ? { value, until } : null;
  } catch {
    return null; // nothing may be kept here, or something else was
  }
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // forbidden storage keeps nothing
  }
}

function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

/** Keep `value` under `name` for so many days. */
export function keep(name, value, days) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ value, until: Date.now() + days * DAY }));
  } catch {
    // full or forbidden storage: it stands on the page
  }
}

/** What is kept under `name`; `null` when nothing is. */
export function recall(name) {
  return read(PREFIX + name)?.value ?? null;
}

/** What is kept under names that begin with `start`, the newest first: a list of {name, value}. */
export function recallAll(start) {
  return keys()
    .filter((key) => key.startsWith(PREFIX + start))
    .map((key) => ({ name: key.slice(PREFIX.length), ...read(key) }))
    .filter(({ until }) => until)
    .sort((one, other) => other.until - one.until);
}

/** Keep it no longer. */
export function forget(name) {
  remove(PREFIX + name);
}

for (const key of keys()) if (!read(key)) remove(key);
