"""A word planted in every text that people write, and every place in which it is looked for afterwards."""

from pathlib import Path

from django.core.cache import cache
from django.db import connection
from django.test import Client

from livesessions.archive.redaction import texts_of
from livesessions.archive.register import kinds_with_pages, kinds_with_sheets
from livesessions.texts.redacting import fingerprint
from polls.groups.models import GroupPoll
from rooms.breakouts.models import Entry, Group
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from tests.browsing import Browser
from tests.rooms.board.test_afterwards import answers
from tests.rooms.board.test_keeping import whole_dump
from tests.scene import Scene

WORD = "Zandkasteel"


# --- Where words are looked for ------------------------------------------------------------------------------------


def files_of_the_database() -> dict[str, bytes]:
    """SQLite's own files and its log, as they are; on PostgreSQL nothing that is ours to set."""
    if connection.vendor != "sqlite":
        return {}
    name = Path(str(connection.settings_dict["NAME"]))
    return {each.name: each.read_bytes() for each in name.parent.glob(f"{name.name}*")}


def pages(scene: Scene) -> dict[str, str]:
    """Every page and download on which the words may stand, for everybody."""
    found = {str(role): Browser(scene, role).page() for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN)}
    for who in (1, 2):
        found[f"participant {who}"] = Browser(scene, Role.PARTICIPANT, who).page()
    if scene.room.is_open:
        found["moderator"] = Browser(scene, Role.MODERATOR).page()
        found["parts"] = "".join(Browser(scene, Role.HOST).parts().values())
        found["questions"] = scene.client(Role.PARTICIPANT).get(f"/r/{scene.room.pk}/questions/").content.decode()
    organiser = Client()
    organiser.force_login(scene.organiser)
    for kind, page in kinds_with_pages():
        found[f"archive {kind.name}"] = organiser.get(f"/archive/{scene.programme.slug}/{page.name}/").content.decode()
    take = f"/archive/take/?programme={scene.programme.slug}&as="
    for form in ("json", "print"):
        found[f"taken along as {form}"] = organiser.get(take + form).getvalue().decode()
    for _kind, sheet in kinds_with_sheets():
        address = f"/archive/{scene.programme.slug}/{sheet.name}.csv"
        found[f"download {sheet.name}"] = organiser.get(address).content.decode("utf-8-sig")
    found["find"] = organiser.get(f"/archive/{scene.programme.slug}/words/", {"text": "a"}).content.decode()
    found["answers"] = organiser.get(answers(scene)).content.decode()
    return found


def where_is(word: str, scene: Scene) -> list[str]:
    """Every place in which the word still stands."""
    scene.room.refresh_from_db()
    found = [name for name, page in pages(scene).items() if word.casefold() in page.casefold()]
    found += [line[:80] for line in whole_dump().split("\n") if word.casefold() in line.casefold()]
    found += [name for name, content in files_of_the_database().items() if word.encode() in content]
    kept = getattr(cache, "_cache", {})
    return found + [key for key, value in kept.items() if word.encode() in value]


def take_out(scene: Scene, kind: str, key: object, place: str, word: str = WORD, left: str | None = None):
    """The host takes `word` out of a text, as the form on the page asks for it."""
    text = texts_of(kind, str(key))[place].words
    left = text.replace(word, "") if left is None else left
    return scene.ask("room.redact", kind=kind, key=key, place=place, seen=fingerprint(text), text=left)


# --- A word in every text --------------------------------------------------------------------------------------------


def plant_questions(scene: Scene) -> list[tuple[str, object, str]]:
    shown = scene.question("visible", text=f"Wat doet {WORD} hier?")
    like = scene.question("visible", text="Lijkt erop?", who=1)
    scene.must("board.merge", question=like.pk, into=shown.pk)
    turned_down = scene.question("pending", text="Nog een?", who=2)
    scene.must("board.reject", question=turned_down.pk, reason=f"Noem {WORD} niet.")
    scene.must("board.approve", question=turned_down.pk)
    scene.must("board.reject", question=turned_down.pk, reason=f"Noem {WORD} niet.")
    return [("question", shown.pk, "text"), ("question", turned_down.pk, "reason")]


def plant_cards(scene: Scene) -> list[tuple[str, object, str]]:
    card = scene.card(f"Meer {WORD}")
    scene.must("board.cluster", question=card.pk, cluster=f"Over {WORD}")
    scene.must("board.cluster", question=card.pk, cluster="Over zand")
    board = card.board
    return [("card", card.pk, "text"), ("prompt", board.pk, "title")]


def plant_polls(scene: Scene) -> list[tuple[str, object, str]]:
    poll, other = scene.draft(f"Wat vind je van {WORD}?", f"{WORD}\nIets anders"), scene.draft("En verder?")
    scene.must("survey.make", title=f"Alles over {WORD}", poll=[str(poll.pk), str(other.pk)])
    scene.must("survey.open", survey=scene.room.surveys.get().pk)
    scene.vote(poll)
    scene.must("survey.close", survey=scene.room.surveys.get().pk)
    option = poll.options.first()
    return [("poll", poll.pk, "question"), ("poll", poll.pk, "survey"), ("poll", poll.pk, f"option-{option.pk}")]


def plant_words(scene: Scene) -> None:
    """A poll to which everybody wrote the word, and one in which everybody chose the same; both are closed."""
    scene.must("poll.draft", kind="words", text="Wat neem je mee?", minimum=1)
    poll, other = scene.room.polls.get(kind="words"), scene.draft("Wat nu?")
    scene.must("poll.open", poll=poll.pk)
    for who in range(3):
        asked = {"poll": poll.pk, "word-1": WORD, "sequence": 1}
        assert perform("poll.vote", scene.as_participant(who), asked).status == "ok"
    scene.must("poll.close", poll=poll.pk)
    scene.must("poll.open", poll=other.pk)
    for who in range(3):
        assert scene.vote(other, who=who).status == "ok"
    scene.must("poll.close", poll=other.pk)


def plant_floor(scene: Scene) -> list[tuple[str, object, str]]:
    scene.must("floor.announce", text=f"Straks komt {WORD}.")
    shown, off = scene.plan((f"{WORD} vertelt", f"Vragen aan {WORD}"))
    scene.must("floor.remove", item=off)
    scene.must("floor.start", item=shown)
    scene.must("floor.stage", act="agenda")
    round_ = scene.out(groups=1, task=f"Praat over {WORD}.")
    scene.must("breakouts.tell", round=round_.pk, text=f"{WORD} komt langs.")
    said = [("announcement", scene.room.pk, "text"), ("agenda", shown, "title"), ("agenda", off, "title")]
    return [*said, ("round", round_.pk, "task"), ("round", round_.pk, "1.message")]


def plant_groups(scene: Scene) -> list[tuple[str, object, str]]:
    round_ = scene.out(groups=1, task=f"Praat over {WORD}.")
    group = round_.groups.get()
    Group.objects.filter(pk=group.pk).update(name=f"Groep {WORD}")

    def wrote(text: str, who: int, base: int, field: str = "home") -> None:
        asked = {"group": group.pk, "field": field, "base": base, "text": text, "sequence": base + 1}
        assert perform("breakouts.write", scene.as_participant(who), asked).status == "ok"

    wrote(f"Met {WORD} aan tafel", 0, 0)
    wrote(f"Met {WORD} en anderen aan tafel", 0, 1)
    wrote(f"Zonder {WORD}", 1, 1)  # stands beside it
    wrote(f"Onder ons: {WORD}", 1, 0, "note")
    assert perform("breakouts.curtain", scene.as_participant(), {"group": group.pk, "on": "1"}).status == "ok"
    asked = {"group": group.pk, "number": "1", "text": f"Gaat {WORD} mee?", "options": f"{WORD}\nNiet"}
    assert perform("grouppoll.ask", scene.as_participant(), asked).status == "ok"
    poll = GroupPoll.objects.get()
    for who in range(3):
        assert perform("grouppoll.vote", scene.as_participant(who), {"poll": poll.pk, "option": 1}).status == "ok"
    assert perform("grouppoll.show", scene.as_participant(), {"poll": poll.pk}).status == "ok"
    entries = {entry.field: entry.pk for entry in Entry.objects.all()}
    home, note = ("entry", entries["home"], "text"), ("entry", entries["note"], "text")
    task, name = ("round", round_.pk, "task"), ("round", round_.pk, "1.name")
    return [home, note, task, name, ("grouppoll", poll.pk, "question"), ("grouppoll", poll.pk, "answer-1")]
