"""What travels: little, compressed, kept by the browser, from this host alone, under a policy without exceptions."""

import httpx
import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

MOST = 60 * 1024  # the promise is 80


async def test_the_first_page_of_a_participant(people, room):
    """Everything that a phone with an empty cache loads for the room, as bytes on the wire; fonts apart."""
    phone = await people.participant(room, live=False)
    cdp = await phone.context.new_cdp_session(phone.page)
    await cdp.send("Network.enable")
    await cdp.send("Network.clearBrowserCache")
    about: dict[str, tuple[str, str]] = {}
    weight: dict[str, int] = {}
    cdp.on(
        "Network.responseReceived",
        lambda event: about.update({event["requestId"]: (event["type"], event["response"]["url"])}),
    )
    cdp.on(
        "Network.loadingFinished", lambda event: weight.update({event["requestId"]: int(event["encodedDataLength"])})
    )
    await phone.page.reload(wait_until="networkidle")
    await phone.connected()
    loaded = {about[key][1]: size for key, size in weight.items() if about.get(key, ("Font",))[0] != "Font"}
    assert any("htmx" in url for url in loaded), loaded
    assert any(url.endswith(room.path) for url in loaded), loaded
    assert sum(loaded.values()) <= MOST, sorted(((size, url) for url, size in loaded.items()), reverse=True)


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
    assert len(files) > 10
    for url, headers in files.items():
        if not url.endswith(".woff2") and int(headers.get("content-length", 0)) > 1000:
            assert headers.get("content-encoding") in ("br", "gzip"), url


async def test_static_files_are_kept_for_ever(people, room):
    phone = await people.participant(room, live=False)
    files = await _static_files(phone, room.path, f"{room.path}screen/", "/")
    assert [url for url, headers in files.items() if "immutable" not in headers["cache-control"]] == []
