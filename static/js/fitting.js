/* The projector: an act that would not fit is made smaller, down to what the back row can read. What still does not fit
   is shown a page at a time. */

const said = document.querySelector(".said");
const SMALLEST = 0.72; // of the usual size: nothing under 1.4 vw
const LARGEST = { prompt: 1.4, agenda: 1.3, board: 1.25 }; // what is short may be larger
const PAGE_FOR = 8_000;
let page = 0;

const act = () => [...said.children].find((each) => each.matches(".act, #stage") && each.offsetHeight);
const overflows = (each) => each.scrollHeight > said.clientHeight + 1;

function fit() {
  const now = act();
  if (!now) return;
  now.scrollTop = 0;
  let [small, large] = [SMALLEST, LARGEST[now.dataset.act] ?? 1];
  const at = (size) => {
    said.style.setProperty("--fit", size);
    return !overflows(now);
  };
  if (at(large)) return turn();
  for (let i = 0; i < 5; i += 1) {
    const middle = (small + large) / 2;
    if (at(middle)) small = middle;
    else large = middle;
  }
  at(small);
  turn();
}

/** Shows the page that is on, or the first when there are no more. */
function turn() {
  const now = act();
  if (!now) return;
  const pages = Math.ceil((now.scrollHeight - 1) / Math.max(1, said.clientHeight));
  if (page >= pages) page = 0;
  now.scrollTop = page * said.clientHeight;
}

setInterval(() => {
  page += 1;
  turn();
}, PAGE_FOR);
document.addEventListener("shown", fit);
new ResizeObserver(fit).observe(said);
document.fonts.ready.then(fit);
