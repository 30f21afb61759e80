"""Saving the texts of a group: several people write at once, and no word is lost.

Each save names the version of the field that its author saw. The first text to arrive goes into the field; a later one
is kept beside it until somebody takes it in. Saving the same text again changes nothing.
"""

from hashlib import sha256

from django import forms
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rooms.live.base.fields import RELOAD_ERRORS, Key
from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from ..current import asker
from ..locking import hold
from ..models import Entry, Field, Group, Round, Seat, Wording
from ..touching import touch_groups, touch_harvest

LONGEST = 4000


class WriteForm(forms.Form):
    """A text for a field of a group. `base`: the version on which it was written; `sequence`: of a person's texts."""

    group = Key()
    field = forms.ChoiceField(choices=Field, error_messages=RELOAD_ERRORS)
    base = forms.IntegerField(min_value=0, max_value=2**31 - 1, error_messages=RELOAD_ERRORS)
    text = forms.CharField(
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": gettext_lazy("That is too long: at most %(limit_value)d characters fit here.")},
    )
    sequence = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)


class WordingForm(forms.Form):
    """A text that is kept beside a field."""

    wording = Key()


def own_group(room: Room, request: CommandRequest, pk: int, *, or_left: bool = False) -> Group:
    """The group with this key, if the participant belongs there, in a round that went out; refuses otherwise.

    `or_left`: also if the participant was moved from there, because their text may have been on its way.
    """
    belongs = Q(group=pk) | Q(came_from=pk) if or_left else Q(group=pk)
    seats = Seat.objects.filter(belongs, participant=request.actor.participant, round__sent_at__isnull=False)
    if not seats.filter(round__plan__room=room).exists():
        raise Refused(_("You are not in this group."), 403)
    return Group.objects.select_related("round__plan").get(pk=pk)


@command("breakouts.write", by=Role.PARTICIPANT, form=WriteForm, lasts=True)
def write(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Save a field. Texts that arrive after the round was called back are accepted too."""
    hold(room)
    given = request.cleaned
    group = own_group(room, request, given["group"], or_left=True)
    entry, _made = Entry.objects.get_or_create(group=group, field=given["field"])
    text, base, sequence = given["text"], given["base"], given["sequence"] or 0
    if entry.text == text:
        return _("Saved.")
    if base < entry.redacted_version:
        raise Refused(_("A host took words out of this text. Write on in the text as it is now."))
    digest = sha256(f"{base}\n{text}".encode()).hexdigest()
    wording, made = Wording.objects.get_or_create(
        entry=entry,
        author_id=asker(request),
        digest=digest,
        defaults={"base": base, "sequence": sequence, "text": text},
    )
    if not made and not (sequence > wording.sequence and _is_older(entry, wording)):
        return _beside() if wording.lost_at and not wording.joined_at else _("Saved.")
    if _put(entry, request, base, sequence, text):
        _take_in_what_it_has(wording)
        sentence = _("Saved.")
    else:
        sentence = _set_beside(entry, wording)
        if group.round.back_at is not None:
            take_in_what_stands_beside(group.round)
    touch_groups(room, [group.pk], changes)
    touch_harvest(room, group.round, changes)
    return sentence


def _is_older(entry: Entry, wording: Wording) -> bool:
    """Whether the author saved this text before, then another one, and now this one again."""
    return entry.author_id == wording.author_id and entry.base == wording.base and wording.lost_at is None


def _put(entry: Entry, request: CommandRequest, base: int, sequence: int, text: str) -> bool:
    """Write the text into the field if nobody else wrote since `base`; returns whether it was written."""
    fields = {"text": text, "author_id": request.actor.participant, "base": base, "sequence": sequence}
    expected = Entry.objects.filter(pk=entry.pk)
    if expected.filter(version=base).update(version=F("version") + 1, **fields):
        return True
    # The same author's next text, sent before their page knew that the previous one had been saved.
    own = expected.filter(author=request.actor.participant, base=base, sequence__lt=sequence)
    return bool(own.update(version=F("version") + 1, **fields))


def _take_in_what_it_has(wording: Wording) -> None:
    """A text of the same author stands beside the field no longer, once this has all of its words in their order."""
    beside = Wording.objects.filter(entry=wording.entry_id, author=wording.author_id, joined_at=None)
    for other in beside.filter(lost_at__isnull=False).exclude(pk=wording.pk):
        words = iter(wording.text.split())
        if all(word in words for word in other.text.split()):
            Wording.objects.filter(pk=other.pk).update(joined_at=timezone.now())


def _set_beside(entry: Entry, wording: Wording) -> str:
    """Keep a text that came too late for its version; only an author's last text on a version counts.

    Returns the sentence for the author.
    """
    now = Entry.objects.get(pk=entry.pk)
    if (
        now.author_id == wording.author_id
        and now.base == wording.base
        and wording.sequence
        and now.sequence >= wording.sequence
    ):
        return _("Saved.")  # a late retry: a newer text of the same person is there
    siblings = Wording.objects.filter(entry=entry, author=wording.author_id, base=wording.base).exclude(pk=wording.pk)
    if wording.sequence and siblings.filter(sequence__gt=wording.sequence, lost_at__isnull=False).exists():
        return _beside()
    if not wording.text.strip():
        return _("Saved.")
    if wording.sequence:
        siblings.filter(joined_at=None).update(lost_at=None)
    Wording.objects.filter(pk=wording.pk).update(lost_at=timezone.now())
    return _beside()


def _beside() -> str:
    return _("Somebody else wrote here too. Your text stands beside it; nothing is lost.")


@command("breakouts.merge", by=Role.PARTICIPANT, form=WordingForm)
def merge(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Add a text that is kept beside a field to the field."""
    hold(room)
    wording = (
        Wording.objects.filter(pk=request.cleaned["wording"], lost_at__isnull=False)
        .select_related("entry__group__round__plan")
        .first()
    )
    if wording is None:
        raise Refused(_("This text is not there any more."), 404)
    group = own_group(room, request, wording.entry.group_id)
    if wording.joined_at is None and len(wording.entry.text) + len(wording.text) >= LONGEST:
        raise Refused(_("Together these texts are too long. Shorten one of them first; both stay where they are."))
    if _join(wording):
        touch_groups(room, [group.pk], changes)
        touch_harvest(room, group.round, changes)
    return _("Both texts are there now.")


def _join(wording: Wording) -> bool:
    """Add a text that is kept beside a field to the field; returns whether it had not been added before."""
    joined = Wording.objects.filter(pk=wording.pk, lost_at__isnull=False, joined_at=None)
    if not joined.update(joined_at=timezone.now()):
        return False
    Entry.objects.filter(pk=wording.entry_id).update(
        version=F("version") + 1, text=Concat(F("text"), Value("\n"), Value(wording.text)), author=None
    )
    return True


def take_in_what_stands_beside(back: Round) -> None:
    """Add every text beside a field to its field: after the round is back nobody can do that by hand."""
    waiting = Wording.objects.filter(entry__group__round=back, lost_at__isnull=False, joined_at=None)
    for wording in waiting.order_by("lost_at", "pk"):
        _join(wording)
