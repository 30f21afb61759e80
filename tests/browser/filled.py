"""Rooms on a served site in which one text stands in every field, with the cookies of the people in them."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Page

from .people import Newcomers, Person
from .served import Site, manage

FILL = """
import json
from tests.peoples_words import say_everywhere
from tests.session_story import at_work, hold, many_answers, many_groups
from tests.scene import Scene
from rooms.live.base.people import Role

scenes = {{name: Scene.build(f"vol-{number}-{{name}}", people=people) for name, people in {people}.items()}}
hold(scenes["evening"])
at_work(scenes["work"])
many_answers(scenes["answers"])
many_answers(scenes["result"], revealed=True)
many_groups(scenes["groups"])
say_everywhere(json.loads({text!r}))
found = {{}}
for name, scene in scenes.items():
    clients = {{str(role): scene.client(role) for role in (Role.HOST, Role.PARTICIPANT)}}
    if name == "evening":
        clients["moderator"] = scene.client(Role.MODERATOR)
    clients["organiser"] = scene.client(Role.HOST)
    clients["organiser"].force_login(scene.organiser)
    cookies = {{who: {{each.key: each.value for each in one.cookies.values()}} for who, one in clients.items()}}
    found[name] = dict(room=scene.room.pk, session=scene.session.pk, slug=scene.programme.slug,
                       code=scene.room.shown_code, cookies=cookies)
print("FOUND" + json.dumps(found))
"""
PEOPLE = {"evening": 4, "work": 6, "answers": 4, "result": 4, "groups": 26}
ACTS = ("", "poll", "prompt", "question", "board", "groups", "harvest", "agenda", "pause")


@dataclass
class Filled:
    """One such room: an evening with everything, groups at work, ten answers, their result, many groups."""

    site: Site
    room: str
    session: int
    slug: str
    code: str
    cookies: dict[str, dict[str, str]]

    def put_on_stage(self, act: str) -> None:
        """Put an act on the stage behind the server's back: an open page learns of it when it is loaded again."""
        with sqlite3.connect(self.site.var / "livesessions.sqlite3", timeout=20) as database:
            change = "UPDATE live_room SET stage = ?, epoch = lower(hex(randomblob(8))) WHERE id = ?"
            database.execute(change, (act, self.room))

    def close(self) -> None:
        """End the session behind the server's back."""
        close = f"""
from rooms.live.base.people import Actor, Role
from rooms.live.commands.performing import perform
from livesessions.programme.models import Hosting
host = Hosting.objects.get(session={self.session}).user_id
for step in ("room.close", "room.finish"):
    assert perform(step, Actor({self.room!r}, Role.HOST, user=host), {{}}).status == "ok"
"""
        manage(self.site.environment, "shell", "-v", "0", "-c", close)

    async def person(self, people: Newcomers, who: str, width: int, height: int, **options: Any) -> Person:
        """Somebody of this room, with a browser of this size."""
        viewport = {"width": width, "height": height}
        return await people.person(login=self.cookies.get(who), viewport=viewport, **options)


def fill(site: Site, text: str, number: int = 1) -> dict[str, Filled]:
    """Rooms, by what goes on in them, in which `text` stands in every field."""
    source = FILL.format(number=number, people=PEOPLE, text=json.dumps(text))
    printed = manage(site.environment, "shell", "-v", "0", "-c", source)
    rooms = json.loads(printed.partition("FOUND")[2])
    return {name: Filled(site, **about) for name, about in rooms.items()}


async def sideways(page: Page) -> list[str]:
    """What makes the page wider than the window."""
    return await page.evaluate("""() => {
        const wide = document.scrollingElement.scrollWidth;
        if (wide <= innerWidth) return [];
        return [...document.querySelectorAll("body *")]
            .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && each.checkVisibility())
            .slice(-3).map((each) => `${wide} px: ${each.outerHTML.slice(0, 90)}`);
    }""")
