"""Joining: the steps of a browser from a site's front page to the page of the room.

A door belongs to a site (`kinds.py`): ours asks for a code and then for a name, the textbook site for a name alone.
`Site.let_in` takes all steps for one person; `joins` takes one step with everybody, then the next one.
"""

from collections.abc import Awaitable, Callable, Mapping

from bench.driving.http import Answer, BadAnswer, Browser
from bench.driving.page import first_form

Step = Callable[[Browser, Answer, Mapping[str, str]], Awaitable[Answer]]
"""One request: from the page that the browser has, and the person's input, to the next page."""
Door = Mapping[str, Step]
"""The steps by name, in order. The last one ends with the page of the room."""

NOWHERE = Answer(0, {}, "", "", 0)
"""The page that a browser shows before the first step."""


async def front_page(browser: Browser, page: Answer, typed: Mapping[str, str]) -> Answer:
    """Type the address."""
    return await browser.get("/")


def fill_in(*fields: str) -> Step:
    """Send the form of the page that has these fields; raises `BadAnswer` on a page without it."""

    async def step(browser: Browser, page: Answer, typed: Mapping[str, str]) -> Answer:
        form = first_form(page.text, fields[0])
        if form is None:
            raise BadAnswer(f"{page.path} has no form with {fields[0]}")
        _action, found = form
        token = {"csrfmiddlewaretoken": found["csrfmiddlewaretoken"][0]}
        return await browser.post(page.path, token | {field: typed[field] for field in fields}, follow=False)

    return step


async def go_on(browser: Browser, page: Answer, typed: Mapping[str, str]) -> Answer:
    """Follow the redirect in the answer to the form."""
    return await browser.follow(page)


BY_CODE: Door = {
    "door": front_page,
    "code": fill_in("code"),
    "form": go_on,
    "entry": fill_in("name", "code", "team", "role"),
    "room": go_on,
}
BY_NAME: Door = {"door": front_page, "entry": fill_in("name"), "room": go_on}
