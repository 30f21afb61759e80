"""Around every QR code are four modules of white, without which many readers do not find it: measured in pixels."""

import base64

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUIET = 4  # modules, as ISO/IEC 18004 asks
MEASURE = """async (png) => {
  const picture = new Image();
  picture.src = `data:image/png;base64,${png}`;
  await picture.decode();
  const { width, height } = picture;
  const drawing = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
  drawing.drawImage(picture, 0, 0);
  const { data } = drawing.getImageData(0, 0, width, height);
  const level = (x, y) => Math.max(...data.slice(4 * (y * width + x), 4 * (y * width + x) + 3));
  const low = (x, y) => Math.min(...data.slice(4 * (y * width + x), 4 * (y * width + x) + 3));
  // Left out: the edge, which may be half a pixel of what lies beside it, and corners, which may be round.
  const [near, far] = [2, 10];
  const within = (x, y, inset) => x >= inset && y >= inset && x < width - inset && y < height - inset;
  const counts = (x, y) => within(x, y, near) && ((x >= far && x < width - far) || (y >= far && y < height - far));
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
    if (!counts(x, y) || level(x, y) >= 128) continue;
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  let finder = 0;  // the upper edge of the pattern in the corner: seven modules
  while (left + finder < width && level(left + finder, top + 2) < 128) finder++;
  let isWhite = true;
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
    const isAround = x < left - 1 || x > right + 1 || y < top - 1 || y > bottom + 1;
    if (isAround && counts(x, y) && low(x, y) < 250) isWhite = false;
  }
  return { module: finder / 7, around: [left, top, width - 1 - right, height - 1 - bottom], isWhite };
}"""


async def has_its_white(person, selector, name):
    """Fails when a code has too little around it, or not white."""
    place = person.page.locator(selector)
    await expect(place).to_be_visible()
    png = base64.b64encode(await place.screenshot()).decode()
    ruler = await person.context.new_page()
    measured = await ruler.evaluate(MEASURE, png)
    await ruler.close()
    assert measured["module"] >= 4, f"{name}: too small to read {measured}"
    assert min(measured["around"]) >= QUIET * measured["module"] - 1.5, f"{name}: {measured}"
    assert measured["isWhite"], f"{name}: not white around it"


async def test_on_the_projector(people, room):
    screen = await people.projector(room)
    for width, height in ((1920, 1080), (1366, 768), (1024, 768)):
        for forced in ("none", "active"):
            await screen.page.set_viewport_size({"width": width, "height": height})
            await screen.page.emulate_media(forced_colors=forced, color_scheme="dark")
            await has_its_white(screen, ".join > svg", f"projector, {width} px, forced colours {forced}")
    panel = await screen.page.locator(".join").bounding_box()
    street = await screen.page.locator(".shore").bounding_box()
    assert panel["y"] + panel["height"] <= street["y"]


async def test_for_an_app_that_gives_login_codes(people, site, watch):
    watch.expect("Password forms should have")  # a hint of the developer's tools on a page of allauth
    host = await people.person(login=site.login(), color_scheme="dark")
    await host.go("/accounts/2fa/totp/activate/")
    if await host.page.locator("main input[name=password]").count():
        await host.page.locator("main input[name=password]").fill("een-wachtwoord-voor-proeven")
        await host.page.locator("main form button").first.click()
    for forced in ("none", "active"):
        await host.page.emulate_media(forced_colors=forced, color_scheme="dark")
        await has_its_white(host, "main img", f"account by night, forced colours {forced}")
