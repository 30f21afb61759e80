"""Who sends files sends more than others: with a ticket, a few at once, and not for ever."""

import asyncio
import time

from django.conf import settings

from livesessions import pages
from livesessions.limits.bodies import DAY, MOST_WITH_FILES, most_bytes, with_ticket
from rooms.live.base.people import Role


def test_only_a_page_for_hosts_says_where_more_can_be_sent(scene):
    scene.must("poll.draft", kind="picture", text="Waar beginnen we?", options="In het park\nOp het plein")
    draft = scene.room.polls.get()
    path = f"/r/{scene.room.pk}/pictures/{draft.pk}/"
    _path, _mark, query = with_ticket(path).partition("?")
    assert most_bytes(path, query) == most_bytes(path, query, time.time() + DAY) == MOST_WITH_FILES
    assert most_bytes(path, query, time.time() + 2 * DAY) == settings.DATA_UPLOAD_MAX_MEMORY_SIZE, "not for ever"
    for other in ((path, ""), (path, "ticket="), (path, query[:-1]), ("/r/aaaaaaaaaaaa/pictures/1/", query)):
        assert most_bytes(*other) == settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert query in scene.client(Role.HOST).get(path).content.decode()
    large = {"a": b"\0" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}
    assert scene.client(Role.HOST).post(path, large).status_code == 413


async def test_few_large_bodies_are_read_at_once_and_none_for_ever(monkeypatch):
    """Each may take 66 MB of disk; the next one waits, and small ones do not."""
    monkeypatch.setattr(pages, "LARGE_WITHIN", 0.3)
    handler, begun = pages.PagesHandler(), []
    path, _mark, query = with_ticket("/healthz").partition("?")

    def request(query: str) -> tuple:
        async def receive() -> dict:
            begun.append(query)
            await asyncio.sleep(60)
            return {"type": "http.disconnect"}

        scope = {"type": "http", "method": "POST", "path": path, "query_string": query.encode(), "headers": []}
        return scope, receive, None

    waiting = [asyncio.create_task(handler(*request(query))) for _ in range(pages.LARGE_AT_ONCE + 2)]
    small = asyncio.create_task(handler(*request("")))
    await asyncio.sleep(0.1)
    assert begun.count(query) == pages.LARGE_AT_ONCE and begun.count("") == 1
    await asyncio.gather(*waiting)
    assert begun.count(query) == pages.LARGE_AT_ONCE + 2, "those that waited had their turn"
    small.cancel()
