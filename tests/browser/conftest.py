"""A served site for each worker, and real browsers that look at it."""

import shutil

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright, expect

from .people import Newcomers
from .proxy import Proxy
from .served import Site, prepare_model
from .watching import Watch

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# The headless shell is Chromium without its window and services: half the work for each page.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
# What Chromium and htmx say about a line that is broken on purpose.
BROKEN_LINE = (r"WebSocket connection to '[^']+' failed", r"Failed to load resource: net::ERR_", r"htmx:ws:error")
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def model(tmp_path_factory, worker_id):
    """A filled folder and collected static files, shared by the workers of a run."""
    base = tmp_path_factory.getbasetemp()
    return prepare_model((base if worker_id == "master" else base.parent) / "site")


def _serve(model, folder):
    site = Site(folder, model)
    try:
        site.start()
        yield site
        assert site.tracebacks() == []
    finally:
        site.stop()


@pytest.fixture(scope="session")
def site(model, tmp_path_factory):
    """A site that the tests of a worker share; each opens a room of its own."""
    yield from _serve(model, tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="module")
def own_site(model, tmp_path_factory):
    """A site for one module, with the demo's room untouched by others."""
    yield from _serve(model, tmp_path_factory.mktemp("own"))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser():
    """Debian's Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
def watch():
    """Fails the test when a browser had anything to say."""
    watch = Watch()
    yield watch
    assert watch.complaints == []


@pytest.fixture
def room(site):
    """A fresh room with open doors."""
    return site.new_room()


@pytest.fixture
def own_room(own_site):
    """A fresh room on the module's own site."""
    return own_site.new_room()


@pytest_asyncio.fixture(loop_scope="session")
async def people(browser, site, watch):
    """Makes people for the shared site."""
    newcomers = Newcomers(browser, site, watch)
    yield newcomers
    await newcomers.leave()


@pytest_asyncio.fixture(loop_scope="session")
async def own_people(browser, own_site, watch):
    """Makes people for the module's own site."""
    newcomers = Newcomers(browser, own_site, watch)
    yield newcomers
    await newcomers.leave()


async def _proxy(site):
    proxy = Proxy(site.port)
    await proxy.start()
    yield proxy
    await proxy.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def line(site):
    """The network between the phones of a test and the shared site."""
    async for proxy in _proxy(site):
        yield proxy


@pytest_asyncio.fixture(loop_scope="session")
async def own_line(own_site):
    """The network between the phones of a test and the module's own site."""
    async for proxy in _proxy(own_site):
        yield proxy


@pytest.fixture
def broken(watch):
    """The console may tell of broken connections, and of nothing else."""
    watch.expect(*BROKEN_LINE)
