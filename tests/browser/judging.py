"""What axe and a ruler say about a page, in light and dark, wide and narrow."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Page

OPTIONS: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
COLOURS: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
"""The rules that look at colours: a page in the dark differs in nothing else."""
NARROW = (360, 320)


async def faults(page: Page, name: str, within: str = "html") -> list[str]:
    """Everything that is wrong with the page as it is now; leaves it light and as wide as it was.

    axe looks `within` the element with this selector, where the rest of the page was looked at before.
    """
    found = []
    size = page.viewport_size
    for scheme, options in (("light", OPTIONS), ("dark", COLOURS)):
        await page.emulate_media(color_scheme=scheme)
        found += [f"{name}, {scheme}: {fault}" for fault in await _axe(page, within, options)]
    await page.emulate_media(color_scheme="light")
    for width in NARROW:
        await page.set_viewport_size({"width": width, "height": 740})
        found += [f"{name}, {width} px: {fault}" for fault in await _overflow(page)]
    found += [f"{name}, {NARROW[-1]} px: {fault}" for fault in await _axe(page, within, OPTIONS)]
    if size:
        await page.set_viewport_size(size)
    return found


async def _axe(page: Page, within: str, options: dict[str, Any]) -> list[str]:
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE_SCRIPT)
    # What passed is a megabyte that nobody reads.
    look = "([within, options]) => axe.run(within, options).then((found) => found.violations)"
    violations = await page.evaluate(look, [within, options])
    return [
        f"{violation['id']}: {node['target']} {node['html'][:160]} {_why(node)}"
        for violation in violations
        for node in violation["nodes"]
    ]


def _why(node: dict[str, Any]) -> str:
    return "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])[:240]


async def _overflow(page: Page) -> list[str]:
    return await page.evaluate("""() => {
        const wide = document.scrollingElement.scrollWidth;
        if (wide <= innerWidth) return [];
        const guilty = [...document.querySelectorAll("body *")]
            .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && each.checkVisibility())
            .slice(0, 5).map((each) => each.outerHTML.slice(0, 80));
        return [`scrolls sideways: ${wide} px: ${guilty.join(" | ")}`];
    }""")
