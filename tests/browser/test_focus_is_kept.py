"""Whoever presses a button with the keyboard keeps a place on the page, also when it goes: for every command."""

import pytest
from playwright.async_api import expect

from rooms.live.commands.register import registered

from . import boarding
from .people import Person

live = pytest.mark.asyncio(loop_scope="session")

pressed: set[str] = set()
ELSEWHERE = {
    "breakouts.choose": "the form of a choice is a row of the card, like breakouts.stay",
    "breakouts.mend": "stands where breakouts.deal of the same part stands",
    "breakouts.merge": "stands in the notes, like breakouts.write",
    "breakouts.write": "the field that somebody writes in stays",
    "breakouts.answer": "stands in the panel of a group, like breakouts.tell",
    "breakouts.peek": "a button among neighbours, like breakouts.curtain",
    "breakouts.import": "stands in the table, like breakouts.place",
    "board.merge": "a button of a row, like board.approve",
    "board.undo": "a button of the log, like board.thaw",
    "board.unmute": "the same place as board.mute",
    "grouppoll.end": "the same row as grouppoll.show",
    "poll.hide_answer": "a button beside a word, among others that stay; like board.approve",
    "poll.approve_answer": "a button of a row, like board.approve",
    "poll.show_answer": "a button in a fold whose summary stays, like board.thaw",
    "poll.voice": "one of three buttons that stay; only of a poll that is counted by team",
    "poll.keep": "a row of the page of the library, like room.admit",
    "poll.take": "a row of the page of the library, like room.admit",
    "template.use": "a row of the page of the library, like room.admit",
    "template.remove": "a row of the page of the library, like room.admit",
    "poll.count_hands": "a form in a fold that stays, like poll.mend",
    "poll.resend": "changes nothing on the page",
    "room.admit": "a row of the page of people (test_order_in_the_room.py)",
    "room.readmit": "a row of the page of people, like room.admit",
    "room.remove": "a row of the page of people, like room.admit",
    "room.introduce": "folds its own form, and gives the focus to the summary",
}
GOES_ON = {
    "poll.open": "poll.close",
    "survey.open": "survey.close",
    "room.close": "room.reopen",
}
"""Where one goes on, by the command of what has the focus then."""
IN_SIGHT = """button => {
  for (let fold = button; (fold = fold.parentElement?.closest("details")); ) fold.open = true;
  for (let shown = button; (shown = shown.parentElement?.closest("[data-shown-by]")); ) {
    const [group, value] = shown.dataset.shownBy.split("=");
    if (!shown.checkVisibility()) document.querySelector(`[name=${group}][value=${value}]`).click();
  }
  const panel = button.closest("[popover]");
  if (panel && !panel.matches(":popover-open")) panel.showPopover();
  document.getElementById("receipt").dataset.status = "";
  window.before = Number(document.getElementById("head").dataset.version);
  button.focus();
  return document.activeElement === button;
}"""
WHERE = """() => new Promise((done) => {
  const until = performance.now() + 1500;  // what is one's own only has no version
  const version = () => Number(document.getElementById("head").dataset.version);
  const found = () => {
    const now = document.activeElement;
    if (!now || now === document.body || !now.checkVisibility() || now.disabled) return "nowhere";
    return now.closest("form")?.elements.command?.value ?? now.tagName;
  };
  const look = () => {
    const isShown = version() > window.before || performance.now() > until;
    if (isShown && !document.querySelector("[aria-busy=true]")) setTimeout(() => done(found()), 150);
    else setTimeout(look, 50);
  };
  look();
})"""


async def press(person: Person, command: str, within: str = "", **fields: str) -> None:
    """Fill in the form of a command and press its button with Enter; the focus must be somewhere afterwards."""
    form = person.page.locator(
        f"{within} form", has=person.page.locator(f'input[name=command][value="{command}"]')
    ).first
    await form.wait_for(state="attached")
    for name, value in fields.items():
        await form.locator(f"[name={name}]").evaluate("(field, value) => (field.value = value)", value)
    button = form.locator("button:not([type=button])").first
    assert await button.evaluate(IN_SIGHT), f"the button of {command} takes no focus"
    await person.page.keyboard.press("Enter")
    if await button.get_attribute("data-sure"):
        await person.page.keyboard.press("Enter")
    await person.is_told("ok")
    found = await person.page.evaluate(WHERE)
    assert found != "nowhere", f"after {command} the focus is nowhere"
    assert found == GOES_ON.get(command, found), f"after {command} the focus is at {found}"
    pressed.add(command)


@live
async def test_at_the_console(people, room):
    host = await people.host(room)
    phone = await people.participant(room)
    for title in ("Welkom", "Gluren"):
        await press(host, "floor.plan", title=title)
    await press(host, "floor.edit", title="Welkom allemaal")
    for command in ("floor.move", "floor.remove", "floor.restore", "floor.start"):
        await press(host, command)
    await press(host, "floor.stage")
    await press(host, "floor.announce", text="Nog even")
    for command in ("room.lock", "room.unlock", "room.wait", "room.unlock", "room.rotate"):
        await press(host, command)
    await host.page.keyboard.press("Escape")
    for text in ("Wie gaat mee?", "Wie belt?"):
        await press(host, "poll.draft", text=text, options="De buren\nDe school")
    await press(host, "poll.edit", text="Wie gaat er mee?")
    for command in ("poll.move", "poll.discard", "poll.restore", "poll.open"):
        await press(host, command)
    await phone.choose("De buren")
    await press(phone, "poll.vote")
    await phone.has_voted("De buren")
    await phone.choose("De school")
    await press(phone, "poll.vote")
    for command in (
        "poll.pause",
        "poll.resume",
        "poll.extend",
        "poll.reveal",
        "poll.hide",
        "poll.open",
        "poll.stage",
    ):
        await press(host, command)
    await press(host, "poll.mend", text="Wie gaat er mee, of niet?")
    for command in ("poll.close", "poll.again"):
        await press(host, command)
    await press(host, "poll.draft", text="Wie blijft?", options="De buren\nDe school")
    for command in ("survey.dissolve", "survey.open", "survey.close"):
        if command != "survey.close":
            ticks = host.page.locator("form:has([value='survey.make']) [name=poll]")
            await ticks.evaluate_all("all => all.forEach((each) => (each.checked = true))")
            await press(host, "survey.make", title="Samen")
        await press(host, command)


@live
async def test_at_the_board(people, room):
    host = await people.host(room)
    phone, other = [await people.participant(room) for _ in range(2)]
    await press(host, "board.open")
    await press(host, "board.set", categories="Zorg")
    await press(host, "board.words", words="dossier*")
    await press(phone, "board.ask", text="Nog iets?")
    await press(phone, "board.withdraw")
    await press(phone, "board.ask", text="Wie belt u als eerste?")
    for text in ("Mag de buurvrouw mee?", "Waarom dan niet?", "Hoe laat gaan we?", "Is er koffie?"):
        await boarding.ask(other, text)
    await expect(host.page.locator("#queue [data-row]")).to_have_count(5)
    for _ in range(2):
        await press(host, "board.approve", within="#queue [data-row]:not([inert])")
    await press(host, "board.reject", within="#queue [data-row]:not([inert])", reason="Dat vroegen we al.")
    await press(host, "board.mute", within="#queue [data-row]:not([inert])")
    await press(phone, "board.upvote", within="#board")
    await press(host, "room.redact", within="#board", text="Wie belt")
    for command in (
        "board.pin",
        "board.unpin",
        "board.freeze",
        "board.thaw",
        "board.live",
        "board.answer",
        "board.archive",
    ):
        await press(host, command)
    await press(host, "board.invite", called="Fatima")
    await press(host, "board.dismiss")
    await press(host, "board.prompt", title="Wat neem je mee?", moderation="open")
    await press(phone, "board.card", text="Tijd")
    await press(host, "board.cluster", cluster="Tijd")
    await press(host, "board.finish")
    await press(host, "board.close")


@live
async def test_in_groups(people, room):
    host = await people.host(room)
    phones = [await people.participant(room, name=name) for name in ("Anna", "Bram", "Chris")]
    phone = phones[0]
    await host.page.locator("#view-groups").check()
    await press(host, "breakouts.plan", way="random", groups="1", size="", minutes="10")
    await press(host, "breakouts.deal")
    await expect(host.page.locator(".dweller")).to_have_count(3)
    await press(host, "breakouts.task", task="Kijk.")
    await host.page.keyboard.press("Escape")
    await host.page.locator("[data-view=table]").check()
    await press(host, "breakouts.place", within="#placing")
    await press(host, "breakouts.send")
    for command in ("breakouts.done", "breakouts.help", "breakouts.curtain", "breakouts.done"):
        await press(phone, command)
    await press(phone, "grouppoll.ask", text="Waar beginnen we?", options="Klein\nGroot")
    for each in phones:
        await each.page.locator("#grouppoll form.ballot [name=option]").first.evaluate("each => (each.checked = true)")
        await press(each, "grouppoll.vote")
    await press(phone, "grouppoll.show")
    await press(phone, "breakouts.stay")
    await press(phone, "breakouts.return")
    await phone.page.locator("#notes textarea").last.fill("Samen eten")
    await expect(phone.page.locator("#notes .kept").last).to_have_attribute("data-state", "saved")
    for command in ("breakouts.notice", "breakouts.extend"):
        await press(host, command)
    await press(host, "breakouts.tell", within="#acts", text="Nog even")
    await press(host, "breakouts.recall")
    await host.page.locator("[data-view=harvest]").check()
    await press(host, "breakouts.cluster", label="Eten")
    await press(host, "breakouts.show")
    await press(phone, "breakouts.upvote")


@live
async def test_at_the_end(people, room):
    host = await people.host(room)
    for command in ("room.close", "room.reopen", "room.close", "room.finish", "room.open"):
        await press(host, command)


def test_every_command_was_pressed():
    assert pressed | ELSEWHERE.keys() == registered().keys()
    assert pressed & ELSEWHERE.keys() == set()
