"""Taking words out of what groups write, and of what hosts wrote for groups: live, beside a field, and kept."""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from livesessions.archive.keeping import newest_of
from livesessions.archive.keys import number_in
from livesessions.archive.models import Record
from livesessions.archive.redaction import Redactable, Redaction, Text, register, rewrite
from rooms.live.changes.transaction import Changes
from rooms.live.commands.background import changing
from rooms.live.models import Room

from ..locking import take
from ..models import Entry, Field, Group, Plan, Round, Wording
from ..records import ROUND, name_of
from ..touching import touch_everything, touch_groups, touch_harvest

ENTRY = "entry"
Payload = dict[str, Any]


def _entry(key: str) -> Entry | None:
    """The field, if hosts may read it: notes only while the curtain is open."""
    rows = Entry.objects.select_related("group__round__plan__room")
    entry = rows.filter(pk=number_in(key)).first()
    is_hidden = entry is not None and entry.field == Field.NOTE and entry.group.curtain_at is None
    return None if is_hidden else entry


def _session_of_entry(key: str) -> int | None:
    entry = _entry(key)
    return entry.group.round.plan.room.session_id if entry else None


def _texts_of_entry(key: str) -> Mapping[str, Text]:
    entry = _entry(key)
    if entry is None:
        return {}
    found = {"text": Text(str(Field(entry.field).label), entry.text), "label": Text(_("Label"), entry.label)}
    return {place: text for place, text in found.items() if text.words.strip()}


def _redact_entry(redaction: Redaction) -> None:
    with changing() as changes:
        entry = Entry.objects.select_related("group__round__plan__room").get(pk=redaction.key)
        take(entry.group.round.plan.room)
        _take_out_of(entry, redaction.place, redaction, changes)


def _take_out_of(entry: Entry, place: str, redaction: Redaction, changes: Changes) -> None:
    """Take words out of a field or its label, of every text that was written for it, and of the kept round."""
    taken, group = redaction.taken, entry.group
    entry.refresh_from_db()
    if place == "text":
        # A page that has not seen this yet still has the words, and its next text would bring them back.
        version = F("version") + 1
        Entry.objects.filter(pk=entry.pk).update(
            text=taken.of(entry.text), version=version, redacted_version=version, author=None, redacted_at=redaction.at
        )
        for wording in Wording.objects.filter(entry=entry):
            text, digest = taken.of(wording.text), secrets.token_hex(32)
            Wording.objects.filter(pk=wording.pk).update(text=text, digest=digest)
        if taken.whole:
            Wording.objects.filter(entry=entry).update(lost_at=None)
    else:
        Entry.objects.filter(pk=entry.pk).update(label=taken.of(entry.label), redacted_at=redaction.at)
    _rewrite_lines(group.round_id, group.number, entry.field, place, redaction)
    touch_groups(group.round.plan.room, [group.pk], changes)
    touch_harvest(group.round.plan.room, group.round, changes)


def _rewrite_lines(round_pk: int, number: int, field: str, place: str, redaction: Redaction) -> None:
    def in_lines(group: Payload) -> Payload:
        lines = [
            line | {place: redaction.taken.of(line[place])} if line["field"] == field else line
            for line in group["lines"]
        ]
        return group | {"lines": lines}

    _rewrite_groups(round_pk, number, in_lines, redaction)


def _rewrite_groups(round_pk: int, number: int, change: Callable[[Payload], Payload], redaction: Redaction) -> None:
    def in_groups(payload: Payload) -> Payload:
        groups = [change(group) if group["number"] == number else group for group in payload["groups"]]
        return payload | {"groups": groups}

    rewrite(ROUND, str(round_pk), in_groups, redacted_at=redaction.at)


def _kept(key: str) -> Record | None:
    return newest_of(ROUND, [key]).get(key)


def _round(key: str) -> Round | None:
    return Round.objects.select_related("plan__room").filter(pk=number_in(key)).first()


def _session_of_round(key: str) -> int | None:
    record = _kept(key)
    round_ = _round(key)
    return record.session_id if record else round_.plan.room.session_id if round_ else None


def _payload(key: str) -> Payload:
    """What was kept of a round; before that what hosts wrote for it. The fields of groups have keys of their own."""
    record, round_ = _kept(key), _round(key)
    if record is not None:
        return record.payload
    if round_ is None:
        return {"task": "", "groups": []}
    groups = [{"number": group.number, "name": group.name, "task": group.task} for group in round_.groups.all()]
    return {"task": round_.plan.task, "groups": groups}


def _texts_of_round(key: str) -> Mapping[str, Text]:
    payload = _payload(key)
    task, label = _("Task"), _("Label")
    found = {"task": Text(task, payload["task"])}
    for group in payload["groups"]:
        number, name = group["number"], name_of(group)
        found[f"{number}.name"] = Text(_("Name of group %(number)s") % {"number": number}, group["name"])
        found[f"{number}.task"] = Text(f"{name}: {task}", group["task"])
        for line in group.get("lines", ()):
            field = line["field"]
            found[f"{number}.{field}.text"] = Text(f"{name}: {Field(field).label}", line["text"])
            found[f"{number}.{field}.label"] = Text(f"{name}: {label}", line["label"])
    message = _("Message")
    for group in Group.objects.filter(round=number_in(key)):
        found[f"{group.number}.message"] = Text(f"{group}: {message}", group.message)  # no record has it
    return {place: text for place, text in found.items() if text.words.strip()}


def _redact_round(redaction: Redaction) -> None:
    """Take words out of a text of a kept round, and of the same text in the room."""
    with changing() as changes:
        round_ = _round(redaction.key)
        if round_ is not None:
            take(round_.plan.room)
        number, _dot, rest = redaction.place.partition(".")
        if redaction.place == "task":
            _redact_task(int(redaction.key), redaction)
        elif rest == "message":
            _redact_messages(int(redaction.key), int(number), redaction)
        elif rest in ("name", "task"):
            _redact_group(int(redaction.key), int(number), rest, redaction)
        else:
            field, _dot, place = rest.partition(".")
            rows = Entry.objects.select_related("group__round__plan__room")
            entry = rows.filter(group__round=int(redaction.key), group__number=number, field=field).first()
            if entry is not None:
                _take_out_of(entry, place, redaction, changes)
            else:
                _rewrite_lines(int(redaction.key), int(number), field, place, redaction)
        if round_ is not None:
            _touch(round_.plan.room, round_, changes)


def _redact_task(round_pk: int, redaction: Redaction) -> None:
    """The task of a plan, which each of its groups and rounds may repeat."""
    taken = redaction.taken
    for plan in Plan.objects.filter(rounds=round_pk):
        Plan.objects.filter(pk=plan.pk).update(task=taken.of(plan.task))
        for group in Group.objects.filter(round__plan=plan):
            Group.objects.filter(pk=group.pk).update(task=taken.within(group.task))
    rounds = Round.objects.filter(plan__rounds=round_pk).values_list("pk", flat=True)
    for key in {round_pk, *rounds}:
        rewrite(
            ROUND,
            str(key),
            lambda payload: (
                payload
                | {
                    "task": taken.of(payload["task"]),
                    "groups": [group | {"task": taken.within(group["task"])} for group in payload["groups"]],
                }
            ),
            redacted_at=redaction.at,
        )


def _redact_messages(round_pk: int, number: int, redaction: Redaction) -> None:
    """The message to a group, and to the others of its round: a host may have told all of them the same."""
    taken = redaction.taken
    for group in Group.objects.filter(round=round_pk):
        left = taken.of(group.message) if group.number == number else taken.within(group.message)
        Group.objects.filter(pk=group.pk).update(message=left)


def _redact_group(round_pk: int, number: int, name: str, redaction: Redaction) -> None:
    for group in Group.objects.filter(round=round_pk, number=number):
        Group.objects.filter(pk=group.pk).update(**{name: redaction.taken.of(getattr(group, name))})
    _rewrite_groups(round_pk, number, lambda group: group | {name: redaction.taken.of(group[name])}, redaction)


def _touch(room: Room, round_: Round, changes: Changes) -> None:
    touch_everything(room, changes)
    touch_harvest(room, round_, changes)


register(Redactable(ENTRY, _session_of_entry, _texts_of_entry, _redact_entry))
register(Redactable(ROUND, _session_of_round, _texts_of_round, _redact_round))
