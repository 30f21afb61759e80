"""What travels: little, compressed, kept by the browser, from this host alone, under a policy without exceptions."""

from urllib.parse import urlsplit

import httpx
import pytest

from .people import Newcomers
from .served import Site

pytestmark = pytest.mark.asyncio(loop_scope="session")

LIMITS = {  # requests, and KiB without the fonts; measured: 9 and 51, 9 and 65, 8 and 45, 7 and 14, 5 and 16
    "participant": (12, 60),
    "console": (12, 68),
    "screen": (12, 52),
    "home": (9, 20),
    "programme": (6, 20),
}


async def first_load(person, path):
    """What a browser with an empty cache asks of the site for one page: by address, its type and its bytes as sent."""
    cdp = await person.context.new_cdp_session(person.page)
    await cdp.send("Network.enable")
    await cdp.send("Network.clearBrowserCache")
    about: dict[str, tuple[str, str]] = {}
    weight: dict[str, int] = {}
    cdp.on(
        "Network.responseReceived",
        lambda event: about.update({event["requestId"]: (event["response"]["url"], event["type"])}),
    )
    cdp.on(
        "Network.loadingFinished", lambda event: weight.update({event["requestId"]: int(event["encodedDataLength"])})
    )
    failed = []
    cdp.on("Network.loadingFailed", lambda event: failed.append(event))
    await person.page.goto(path, wait_until="networkidle")
    if "/r/" in path:
        await person.connected()
    assert failed == []
    # What a page before this one asked for may end only now: it is in no list of this page.
    found = [(*about[key], size) for key, size in weight.items() if key in about]
    return {url: (kind, size) for url, kind, size in found if url.startswith("http")}


@pytest.mark.parametrize("page", LIMITS)
async def test_the_first_page(page, people, room):
    """Everything counts as bytes on the wire, headers included: scripts, styles, pictures, the page itself."""
    match page:
        case "participant":
            person, path = await people.participant(room), room.path
        case "console":
            person, path = await people.host(room), f"{room.path}host/"
        case "screen":
            person, path = await people.projector(room), f"{room.path}screen/"
        case "home":
            person, path = await people.person(), "/"
        case "programme":
            person, path = await people.person(), "/p/dag-van-de-wijkteams-2023/"
    loaded = await first_load(person, path)
    kinds = [kind for kind, _ in loaded.values()]
    heavy = sorted(((size, url) for url, (kind, size) in loaded.items() if kind != "Font"), reverse=True)
    requests, kib = LIMITS[page]
    assert kinds.count("Document") == 1, loaded
    assert kinds.count("Font") == 2, loaded
    assert kinds.count("Script") == {"home": 1, "programme": 0}.get(page, 3), "ours, and htmx with its extension"
    assert len(loaded) <= requests, sorted(loaded)
    assert sum(size for size, _ in heavy) <= kib * 1024, heavy


async def test_without_hashed_names_a_browser_takes_the_modules_one_by_one(browser, model, tmp_path, watch):
    site = Site(tmp_path, model)
    site.environment["HASHED_STATIC"] = "0"
    site.start()
    people = Newcomers(browser, site, watch)
    try:
        phone = await people.participant(site.new_room())
        loaded = await first_load(phone, phone.page.url)
        assert {"/static/js/pages/participant.js", "/static/js/live.js", "/static/js/kept.js"} <= {
            urlsplit(url).path for url in loaded
        }
    finally:
        await people.leave()
        site.stop()


async def test_the_second_page_loads_next_to_nothing(people, room):
    phone = await people.participant(room)
    sizes = []
    cdp = await phone.context.new_cdp_session(phone.page)
    await cdp.send("Network.enable")
    cdp.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    await phone.page.reload(wait_until="networkidle")
    assert sum(sizes) <= 12 * 1024


async def test_the_street_of_the_demo_fits_too(own_people, own_site):
    """38 houses instead of three."""
    demo = own_site.demo
    async with httpx.AsyncClient(base_url=own_site.url, headers={"accept-encoding": "br, gzip"}) as client:
        page = await client.get(f"/r/{demo['room']}/screen/")
    assert page.status_code == 200
    assert page.headers["content-encoding"] == "gzip"
    assert page.num_bytes_downloaded <= 20 * 1024


async def test_every_page_has_the_policy(people, room):
    phone = await people.participant(room, live=False)
    for path in (room.path, f"{room.path}screen/", "/", "/p/dag-van-de-wijkteams-2023/", "/accounts/login/"):
        answer = await phone.page.goto(path)
        policy = answer.headers["content-security-policy"]
        assert "unsafe-" not in policy
        assert "default-src 'none'" in policy
        assert "*" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"


async def _static_files(phone, *paths):
    files = {}

    async def note(response):
        if "/static/" in response.url:
            files[response.url] = await response.all_headers()

    phone.page.on("response", note)
    for path in paths:
        await phone.page.goto(path, wait_until="networkidle")
    return files


async def test_static_files_are_compressed(people, room):
    phone = await people.participant(room, live=False)
    files = await _static_files(phone, room.path, f"{room.path}screen/", "/")
    assert len(files) > 8
    for url, headers in files.items():
        if not url.endswith(".woff2") and int(headers.get("content-length", 0)) > 1000:
            assert headers.get("content-encoding") in ("br", "gzip"), url


async def test_static_files_are_kept_for_ever(people, room):
    phone = await people.participant(room, live=False)
    files = await _static_files(phone, room.path, f"{room.path}screen/", "/")
    assert [url for url, headers in files.items() if "immutable" not in headers["cache-control"]] == []
