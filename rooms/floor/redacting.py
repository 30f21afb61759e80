"""`room.redact`: a host takes words out of a text, wherever they stand. What has texts registers with the archive."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from livesessions.archive.redaction import Changed, Gone, redact, session_of
from livesessions.texts.redacting import NotTakenOut
from rooms.live.base.fields import Shown
from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

LONGEST = 10_000


class RedactForm(forms.Form):
    """A text of a thing as it was seen, and what of it may stay; nothing: the whole text goes."""

    kind = Shown(max_length=20)
    key = Shown(max_length=40)
    place = Shown(max_length=40)
    seen = Shown(max_length=16)
    text = forms.CharField(
        max_length=LONGEST,
        required=False,
        error_messages={"max_length": gettext_lazy("A text has at most %(limit_value)d characters.")},
    )


@command("room.redact", by=Role.HOST, form=RedactForm, when_closed=True)
def redact_words(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Take out of a text what the form left out of it: everywhere, also in what was kept."""
    given = request.cleaned
    try:
        if session_of(given["kind"], given["key"]) != room.session_id:
            raise Gone
        is_done = redact(given["kind"], given["key"], given["place"], given["seen"], given["text"], request.actor.user)
    except Gone:
        raise Refused(_("This does not belong to this session any more."), 404) from None
    except Changed:
        raise Refused(_("Somebody wrote in this text meanwhile. Look at it again.")) from None
    except NotTakenOut:
        raise Refused(_("Here you can only take words out. Leave the others in their order."), 422) from None
    return _("The words are gone everywhere.") if is_done else _("No words were taken out.")
