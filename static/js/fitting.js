/* The projector: an act that would not fit is made smaller, down to what the back row can read. What still does not fit
   is shown a page at a time; a page begins and ends with a whole row, and says what it is about. */

const said = document.querySelector(".said");
const SMALLEST = 0.42; // of the usual size; no letter goes below the floor of the stylesheet
const PAGED = 0.6; // of the usual size, where pages are needed all the same
const LARGEST = { prompt: 1.4, agenda: 1.3, board: 1.25 }; // what is short may be larger
const PAGE_FOR = 8_000;
const ROWS = "h1, h2, h3, p, li, tr, blockquote, .until";
let page = 0;
let pages = [];

const act = () => [...said.children].find((each) => each.matches(".act, #stage") && each.offsetHeight);

function fit() {
  const now = act();
  if (!now) return;
  const fitsAt = (size) => {
    said.style.setProperty("--fit", size);
    return now.scrollHeight <= said.clientHeight + 1;
  };
  clear(now);
  let [small, large] = [SMALLEST, LARGEST[now.dataset.act] ?? 1];
  if (!fitsAt(large) && !fitsAt(SMALLEST)) fitsAt(PAGED);
  else if (!fitsAt(large)) {
    for (let i = 0; i < 6; i += 1) {
      const middle = (small + large) / 2;
      if (fitsAt(middle)) small = middle;
      else large = middle;
    }
    fitsAt(small);
  }
  pages = pagesOf(now);
  turn(now);
}

function clear(now) {
  now.scrollTop = 0; // while it still scrolls: else the browser puts the old place back as soon as it does again
  now.style.removeProperty("--spare");
  said.style.removeProperty("--lead");
  delete said.dataset.about;
  now.style.removeProperty("--cut");
  delete said.dataset.page;
}

/** Where each page begins and how high it is, in pixels from the top of the act, and what it says above its rows (`about`,
    of a height of `lead`). A row that is higher than a page goes on on the next one. */
function pagesOf(now) {
  const most = said.clientHeight;
  if (now.scrollHeight <= most + 1) return [{ from: 0, height: most }];
  const top = now.getBoundingClientRect().top;
  const title = [...now.querySelectorAll("h1, h2")].find((each) => each.offsetHeight && !each.closest(".unseen"));
  const titleEnds = title ? title.getBoundingClientRect().bottom - top : Infinity;
  said.dataset.about = title?.textContent.trim() ?? "";
  const lineOfTitle = parseFloat(getComputedStyle(said, "::before").height);
  said.dataset.page = "1 / 1"; // its number takes a line of every page
  const rest = most - 1.3 * parseFloat(getComputedStyle(said, "::after").fontSize) - 4;
  const rows = [...now.querySelectorAll(ROWS)]
    .filter((row) => row.offsetHeight && !row.parentElement.closest(ROWS) && !row.closest(".unseen"))
    .map((row) => row.getBoundingClientRect())
    .map((box) => ({ from: box.top - top, to: box.bottom - top }));
  const end = Math.max(...rows.map((row) => row.to), now.scrollHeight);
  const found = [];
  for (let from = 0; from < end - 1; ) {
    const lead = from > titleEnds - 1 ? lineOfTitle : 0;
    const high = rest - lead;
    const whole = rows.filter((row) => row.from >= from - 1 && row.to <= from + high + 1).map((row) => row.to);
    const cut = rows.filter((row) => row.from < from + high && row.to > from + high + 1).map((row) => row.from);
    // The page ends above the first row that does not fit, unless it would be empty then.
    const to = Math.min(from + high, ...cut);
    const next = to > from + 1 && whole.length ? to : from + high;
    found.push({ from, height: next - from, lead, about: lead ? said.dataset.about : "" });
    // What is empty between two pages belongs to none.
    const following = rows.filter((row) => row.to > next + 1).map((row) => row.from);
    from = following.length ? Math.max(next, Math.min(...following)) : next;
  }
  delete said.dataset.page;
  delete said.dataset.about;
  return found;
}

/** Shows the page that is on, or the first when there are no more. */
function turn(now) {
  if (page >= pages.length) page = 0;
  if (pages.length < 2) return;
  const { from, height, lead, about } = pages[page];
  said.dataset.page = `${page + 1} / ${pages.length}`;
  now.style.setProperty("--spare", `${said.clientHeight}px`);
  said.style.setProperty("--lead", `${lead}px`);
  if (about) said.dataset.about = about;
  else delete said.dataset.about;
  now.style.setProperty("--cut", `${Math.max(0, said.clientHeight - lead - height)}px`);
  now.scrollTop = from;
}

setInterval(() => {
  const now = act();
  if (!now || pages.length < 2) return;
  page += 1;
  turn(now);
}, PAGE_FOR);
document.addEventListener("shown", fit);
new ResizeObserver(fit).observe(said);
document.fonts.ready.then(fit);
