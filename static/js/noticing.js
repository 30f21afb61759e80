/* Scrolls to parts that a person must not miss: where to go, the group that they look into, and their group's question.
   Never while they type. */

const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select";

function notice(id, subject) {
  const part = document.getElementById(id);
  let before = subject(part);
  new MutationObserver(() => {
    const now = subject(part);
    if (now && now !== before && !document.activeElement?.matches(TYPING)) part.scrollIntoView({ block: "start" });
    before = now;
  }).observe(part, { subtree: true, childList: true, characterData: true, attributeFilter: ["data-kind"] });
}

notice("card", (card) => card.dataset.kind !== "none" && card.querySelector("h2")?.textContent);
notice("window", (pane) => pane.querySelector("h2")?.textContent);
notice("grouppoll", (part) => part.dataset.kind === "open" && part.dataset.poll);
