/* What is wrong with the projector as it stands now: text that is small, cut, or under something else. */
(isPaged) => {
  const said = document.querySelector(".said");
  const act = [...said.children].find((each) => each.matches(".act, #stage") && each.offsetHeight);
  const place = said.getBoundingClientRect();
  const top = act.getBoundingClientRect().top; // below the title that a page after the first repeats
  const bottom = place.bottom - parseFloat(act.style.getPropertyValue("--cut") || 0);
  const smallest = 0.014 * innerWidth - 0.1;
  const found = new Set();

  function lines(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const all = [];
    while (walker.nextNode()) {
      const around = walker.currentNode.parentElement;
      const text = walker.currentNode.data.trim();
      if (!text || !around.checkVisibility() || around.closest(".unseen, [aria-hidden=true]")) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      for (const box of range.getClientRects()) if (box.width && box.height) all.push({ box, around, text });
    }
    return all;
  }
  const meet = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const measure = ({ around, text }) => {
    if (parseFloat(getComputedStyle(around).fontSize) < smallest) found.add(`small: ${text}`);
  };

  const others = [...document.querySelectorAll(".join > *, #banner .announcement, .shore .line, .shore .street")];
  const shown = others.filter((each) => each.checkVisibility() && each.offsetHeight !== 0);
  for (const line of lines(act)) {
    const { left, right } = line.box;
    const box = { left, right, top: Math.max(line.box.top, top), bottom: Math.min(line.box.bottom, bottom) };
    const part = (box.bottom - box.top) / line.box.height;
    if (part < 0.25) continue; // on another page
    measure(line);
    if (isPaged && part < 0.7 && !line.around.closest("blockquote")) found.add(`cut: ${line.text}`);
    if (right > innerWidth + 1) found.add(`off the wall: ${line.text}`);
    for (const other of shown) {
      if (meet(box, other.getBoundingClientRect())) found.add(`${other.className} over: ${line.text}`);
    }
  }
  [...document.querySelectorAll(".join, #banner, .line")].flatMap(lines).forEach(measure);
  for (const one of shown) {
    const box = one.getBoundingClientRect();
    if (box.bottom > innerHeight + 1 && !one.closest(".shore")) found.add(`below the wall: ${one.className}`);
    for (const other of shown) {
      const isNeighbour = one.parentElement === other.parentElement;
      if (!isNeighbour && meet(box, other.getBoundingClientRect())) found.add(`${one.className} on ${other.className}`);
    }
  }

  const code = document.querySelector(".join > svg")?.getBoundingClientRect();
  if (code?.width && Math.min(code.width, code.height) < innerWidth / 8) found.add(`a code of ${code.height} px, which the back row cannot scan`);
  const told = document.getElementById("banner");
  if (told.scrollHeight > told.clientHeight + 1) found.add("the announcement is cut");

  const pavement = document.querySelector("#groups ol");
  if (isPaged && pavement?.offsetHeight && getComputedStyle(act).overflowX !== "visible" && !said.dataset.page) {
    found.add("the pavement of the groups ends before the edge of the wall");
  }

  // Which rows stand there whole; every row has to do so on one of the pages.
  const rows = [...act.querySelectorAll("h1, h2, h3, li, tbody tr, blockquote")].filter((row) => row.offsetHeight);
  const boxes = rows.map((row) => row.getBoundingClientRect());
  const whole = boxes.flatMap((box, i) => (box.top > top - 2 && box.bottom < bottom + 2 ? [i] : []));
  const title = [...act.querySelectorAll("h1, h2")].find((each) => each.offsetHeight && !each.closest(".unseen"));
  const above = said.dataset.about ? getComputedStyle(said, "::before").content : "";
  if (title?.getBoundingClientRect().bottom < top + 2 && !above) found.add("a page that does not say what it is about");
  return { faults: [...found], rows: rows.length, whole };
}
