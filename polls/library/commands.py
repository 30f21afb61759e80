"""The host's commands for polls that need not be written anew. Each makes a draft, or keeps or removes a template."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from livesessions.archive.keys import number_in
from livesessions.programme.models import Hosting
from polls.asking.drafts.forms import DraftForm, PollForm
from polls.asking.drafts.kind_settings import name_in_form
from polls.asking.drafts.preparing import WANTED, decided_of, find_poll, prepare
from polls.asking.models import Poll, PollState
from polls.asking.questions import translated
from polls.kinds.fields import Text
from polls.kinds.register import kinds
from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from .built_in import BUILT_IN, BuiltIn
from .forms import TemplateForm, UseForm
from .models import Template, contents_of, give

MOST_TEMPLATES = 200
"""Templates of one programme."""


def templates_of(room: Room) -> QuerySet[Template]:
    """The templates that the programme of this room keeps."""
    return Template.objects.filter(session__programme=room.session.programme_id)


def polls_of_host(user: int | None) -> QuerySet[Poll]:
    """The polls of every session that this account hosts now, whatever became of them; not what was removed."""
    hosted = Hosting.objects.filter(user=user, session__is_rehearsal=False).values("session")
    return Poll.objects.filter(room__session__in=hosted).exclude(state=PollState.REMOVED)


def written_out(template: BuiltIn) -> DraftForm:
    """A built-in template as the editor's form would have it, in the language of now."""
    kind = kinds()[template.kind]
    given = {
        name_in_form(kind, name): translated(value) if isinstance(kind.fields[name], Text) else value
        for name, value in template.settings.items()
    }
    options = "\n".join(translated(option) for option in template.options)
    return DraftForm({"text": translated(template.text), "kind": kind.name, "options": options, **given})


def _prepare(
    room: Room, decided: Mapping[str, Any], options: list[str], pictures: list[bytes], changes: Changes
) -> str:
    """Put it ready; the fewest answers to show a result are those of this site, or more."""
    wanted = {name: decided[name] for name in WANTED if name in decided}
    wanted["minimum"] = max(wanted["minimum"], settings.SMALLEST_RESULT)
    if not prepare(room, wanted, options, changes, pictures):
        return _("This poll is ready.")
    return _("The poll is ready, as the last one. You can still change it.")


@command("template.use", by=Role.HOST, form=UseForm, when_closed=True)
def use(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Prepare a poll from a template."""
    named = request.cleaned["template"]
    if named in BUILT_IN:
        form = written_out(BUILT_IN[named])
        form.full_clean()
        return _prepare(room, form.cleaned_data, form.cleaned_data["options"], [], changes)
    template = templates_of(room).filter(pk=number_in(named)).first()
    if template is None:
        raise Refused(_("This template is gone. Reload the page."), 404)
    decided = {**template.decided, "text": template.text}
    return _prepare(room, decided, template.options, contents_of(template), changes)


@command("template.remove", by=Role.HOST, form=TemplateForm, when_closed=True)
def remove(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Remove one of the programme's own templates. Polls that were made of it stay."""
    templates_of(room).filter(pk=request.cleaned["template"]).delete()
    return _("The template is removed.")


@command("poll.keep", by=Role.HOST, form=PollForm, when_closed=True)
def keep(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Keep a poll of this room as a template of the programme, without its answers. An equal one is not kept twice."""
    decided, options, pictures = decided_of(find_poll(room, request))
    text = decided.pop("text")
    alike = [
        each for each in templates_of(room).filter(text=text) if (each.options, each.decided) == (options, decided)
    ]
    if pictures not in [contents_of(each) for each in alike]:
        if templates_of(room).count() >= MOST_TEMPLATES:
            raise Refused(_("This programme has very many templates. Remove some first."))
        template = Template.objects.create(session_id=room.session_id, text=text, options=options, decided=decided)
        give(template, pictures)
    return _("The poll is kept as a template. All hosts of this programme can use it.")


@command("poll.take", by=Role.HOST, form=PollForm, when_closed=True)
def take(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Prepare what a poll of another session asked. Only who hosts that session now may; answers never come along."""
    poll = polls_of_host(request.actor.user).filter(pk=request.cleaned["poll"]).first()
    if poll is None:
        raise Refused(_("You do not host the session in which this poll was asked."), 404)
    return _prepare(room, *decided_of(poll), changes)
