"""The evening sky around the street, as SVG; hidden from screen readers."""

import random
from collections.abc import Iterator
from functools import cache

BANDS = (0.27, 0.48, 0.66, 0.79, 0.9)


@cache
def sky(width: int, height: int, moon: tuple[int, int, int] | None = None, stars: int = 0, seed: int = 1) -> str:
    """Six bands of evening sky, lightest at the horizon; `moon` is x, y, radius. One seed gives the same clouds."""
    dice = random.Random(seed)  # noqa: S311 (drawing)
    shapes = [f'<rect class="sky-1" width="{width}" height="{height}"/>']
    for _ in range(stars):
        x, y, radius = dice.randrange(width), dice.randrange(6, height // 25), dice.choice("12")
        shapes.append(f'<circle class="star" cx="{x}" cy="{y}" r="{radius}"/>')
    disc = f'<circle class="moon" cx="{moon[0]}" cy="{moon[1]}" r="{moon[2]}"/>' if moon else ""
    for band, share in enumerate(BANDS, start=2):
        if disc and moon and share * height > moon[1]:
            shapes.append(disc)
            disc = ""
        path = "".join(_waves(dice, width, height))
        shapes.append(f'<path class="sky-{band}" d="M-20 {share * height:.0f}{path}V{height}H-20z"/>')
    return (
        f'<svg class="clouds" aria-hidden="true" viewBox="0 0 {width} {height}" preserveAspectRatio="xMidYMax slice">'
        f"{''.join(shapes)}{disc}</svg>"
    )


def _waves(dice: random.Random, width: int, height: int) -> Iterator[str]:
    x, swell = -20, max(4, height // 55)
    while x < width + 20:
        half = dice.randrange(width // 40, width // 16)
        yield f"q{half} {dice.choice((-1, 1)) * dice.randrange(swell // 2 + 1, swell + 2)} {2 * half} 0t{2 * half} 0"
        x += 4 * half
