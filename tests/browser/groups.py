"""What people do with groups: the host at the street, everybody else with a phone."""

from typing import Any

from playwright.async_api import Locator, expect

from .people import Host, Newcomers, Participant
from .served import Room

NAMES = {"Ans": "Achterstraat", "Bob": "Achterstraat", "Cor": "Voorstraat", "Dik": "Voorstraat", "Eef": "Zijstraat"} | {
    "Fay": "Zijstraat"
}
"""Six people of three teams."""


async def gathered(people: Newcomers, room: Room, **options: Any) -> dict[str, Participant]:
    """The six, each with a phone, by name."""
    came = {
        name: await people.participant(room, live=False, name=name, team=team, **options)
        for name, team in NAMES.items()
    }
    for phone in came.values():
        await phone.connected()
    return came


async def make_plan(host: Host, groups: int = 2, rounds: int = 2, minutes: int = 10, way: str = "") -> None:
    """At the console: the form of a plan."""
    await host.page.locator("label:has(#view-groups)").click()
    await host.page.locator(".no-plan button").click()
    await expect(host.see("source")).to_be_hidden()
    if way:
        await host.page.locator("#groups-way").select_option(way)
        await expect(host.see("source")).to_be_visible()
    for name, value in (("number", groups), ("size", ""), ("rounds", rounds), ("minutes", minutes)):
        await host.page.locator(f"#groups-{name}").fill(str(value))
    await host.page.locator("#groups-task").fill("Wat doen jullie anders dan wij?")
    await host.page.locator("#group-plan form button:not([type=button])").click()
    await expect(host.page.locator(".group-street")).to_have_attribute("data-state", "ready")


async def deal(host: Host, people: int = len(NAMES)) -> None:
    """Divide everybody, and wait until the street shows it."""
    shown = host.command("breakouts.deal").locator("[name=version]")
    before = await shown.input_value()
    await host.press("breakouts.deal")
    await expect(shown).not_to_have_value(before)
    await expect(host.page.locator(".dweller")).to_have_count(people)
    await expect(host.page.locator(".proof-sheet")).to_be_visible()


async def sent_out(host: Host, phones: dict[str, Participant]) -> None:
    """Everybody has a card."""
    await host.press("breakouts.send")
    for phone in phones.values():
        await expect(phone.see("card")).to_have_attribute("data-kind", "group")


async def called_back(host: Host, phones: dict[str, Participant]) -> None:
    """Everybody is in the plenary room."""
    await host.press("breakouts.recall")
    for phone in phones.values():
        await expect(phone.see("card")).to_have_attribute("data-kind", "none")


def group_on_street(host: Host, number: int) -> Locator:
    """A group on the street."""
    return host.page.locator(".group").nth(number - 1)


def window_of(host: Host, name: str) -> Locator:
    """Somebody's window in the street."""
    return host.page.locator(".dweller", has_text=f"{name}, ")


async def street(host: Host) -> dict[int, set[str]]:
    """Who sits where, as the host sees it."""
    found = await host.page.locator(".group").evaluate_all(
        """groups => groups.map(group => [...group.querySelectorAll(".dweller .unseen")].map(who => who.textContent))"""
    )
    return {number: {who.split(",")[0] for who in group} for number, group in enumerate(found, 1)}


async def company(phone: Participant) -> set[str]:
    """Whom somebody's card names."""
    return set(
        await phone.page.locator("#card .members li > span:last-child").evaluate_all(
            "found => found.map(who => who.firstChild.textContent.trim())"
        )
    )


async def groups_on_phones(phones: dict[str, Participant]) -> dict[int, set[str]]:
    """Who is sent where, as the phones say."""
    found: dict[int, set[str]] = {}
    for name, phone in phones.items():
        number = int((await phone.page.locator("#card-title").inner_text()).split()[-1])
        found.setdefault(number, set()).add(name)
    return found


def field(phone: Participant, name: str = "noticed") -> Locator:
    """Where a group writes."""
    return phone.page.locator(f"[data-field={name}] textarea")


async def is_saved(phone: Participant, name: str = "noticed") -> None:
    """The field says that the server has it."""
    await expect(phone.page.locator(f"[data-field={name}] .kept")).to_have_attribute("data-state", "saved")


async def write(phone: Participant, text: str, name: str = "noticed") -> None:
    """Type at the end, as one does."""
    area = field(phone, name)
    await area.focus()
    await area.press("Control+End")
    await area.press_sequentially(text, delay=15)
