"""The harvest in the plenary room: shown by group or as a wall, with labels and upvotes."""

from django import forms
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from livesessions.texts.bidi import isolated
from rooms.live.base.fields import RELOAD_ERRORS, Key, SequenceField
from rooms.live.base.languages import in_language
from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.stage import leave_stage, put_on_stage
from rooms.live.changes.transaction import Changes
from rooms.live.commands.newest import Newest
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from .. import acts
from ..locking import hold, share
from ..models import HARVEST, LONGEST_LABEL, Entry, EntryUpvote, Group, Round
from ..written import voter_key

WALL, ONE = "wall", "one"


class ShowForm(forms.Form):
    """How the harvest of a round is shown: as a `wall`, of `one` group, or not at all (`off`)."""

    round = Key()
    how = forms.ChoiceField(choices=[(WALL, WALL), (ONE, ONE), ("off", "off")], error_messages=RELOAD_ERRORS)
    group = Key(required=False)


class ClusterForm(forms.Form):
    """The label of a line on the wall; an empty label removes it."""

    entry = Key()
    label = forms.CharField(
        required=False,
        max_length=LONGEST_LABEL,
        error_messages={"max_length": gettext_lazy("A label has at most %(limit_value)d characters.")},
    )


class EntryUpvoteForm(forms.Form):
    """Whether a participant finds a line important; a late retry with an older `sequence` loses."""

    entry = Key()
    on = forms.BooleanField(required=False)
    sequence = SequenceField()


@command("breakouts.show", by=Role.HOST, form=ShowForm, decides="harvest")
def show(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Show the harvest of a round to everybody, or stop showing it."""
    hold(room)
    found = Round.objects.filter(pk=request.cleaned["round"], plan__room=room, back_at__isnull=False).first()
    if found is None:
        raise Refused(_("This round is not back yet."))
    how = "" if request.cleaned["how"] == "off" else request.cleaned["how"]
    group = Group.objects.filter(pk=request.cleaned["group"], round=found).first() if how == ONE else None
    if how == ONE and group is None:
        raise Refused(_("This group is not in the plan any more."), 404)
    others = Round.objects.filter(plan__room=room).exclude(pk=found.pk).exclude(shown="")
    changed = others.update(shown="", shown_group=None, shown_at=None, shown_by=None)
    moment = (
        {"shown_at": timezone.now(), "shown_by": request.actor.user} if how else {"shown_at": None, "shown_by": None}
    )
    as_it_is = Round.objects.filter(pk=found.pk).exclude(shown=how, shown_group=group)
    if as_it_is.update(shown=how, shown_group=group, **moment) or changed:
        changes.touch(room, "harvest")
        changes.touch(room, "upvotes")
        changes.touch(room, "liked", Audience.PARTICIPANTS)
        (put_on_stage if how else leave_stage)(room, acts.HARVEST, changes)
    return _("Everybody sees the harvest.") if how else _("The harvest is not shown any more.")


@command("breakouts.cluster", by=Role.HOST, form=ClusterForm, decides="label of {entry}")
def cluster(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Label a line, so that lines with the same label stand together."""
    hold(room)
    entry = _lines(room).filter(pk=request.cleaned["entry"]).select_related("group__round").first()
    if entry is None:
        raise Refused(_("This line is not there any more."), 404)
    label = " ".join(request.cleaned["label"].split())
    if Entry.objects.filter(pk=entry.pk).exclude(label=label).update(label=label):
        if entry.group.round.shown:
            changes.touch(room, "harvest")
        else:
            changes.touch(room, "harvest", Audience.HOSTS)
    return _("The line stands under %(label)s.") % {"label": isolated(label)} if label else _("The line has no label.")


def _lines(room: Room) -> QuerySet[Entry]:
    return Entry.objects.filter(group__round__plan__room=room, field__in=HARVEST)


@command("breakouts.upvote", by=Role.PARTICIPANT, form=EntryUpvoteForm, crowd=True, lasts=True, shares_room=True)
def upvote(room: Room, requests: list[CommandRequest], changes: Changes) -> list[str | Refused]:
    """Upvote lines, or take upvotes back; only while the harvest is shown. The newest sequence counts."""
    still_open, wanted = share(room), {request.cleaned["entry"] for request in requests}
    on_stage = Q(group__round__shown=WALL) | Q(group__round__shown=ONE, group=F("group__round__shown_group"))
    shown = set(_lines(room).filter(on_stage, pk__in=wanted).values_list("pk", flat=True))
    answers: list[str | Refused] = []
    upvotes = Newest(EntryUpvote, says="on")
    for request in requests:
        entry, on, person = request.cleaned["entry"], request.cleaned["on"], request.actor.participant
        personal_secret = request.actor.personal_secret
        with in_language(request.language):
            if not still_open or entry not in shown or person is None or personal_secret is None:
                answers.append(Refused(_("This line is not shown any more.")))
                continue
            answers.append(_("You find this important.") if on else _("You took your vote back."))
        voter = voter_key(room.pk, personal_secret)
        given = EntryUpvote(key=f"{entry}-{voter}", entry_id=entry, voter=voter, on=on)
        upvotes.take(len(answers) - 1, given, request.cleaned["sequence"])
        changes.touch_person(room, person, "liked")
    for entry in {given.entry_id for given in upvotes.write(requests, answers)}:
        changes.touch(room, f"upvotes-{entry}")
    return answers
