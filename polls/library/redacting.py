"""Taking words out of a template: the question, an answer, or a text among its settings."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from livesessions.archive.keys import number_in
from livesessions.archive.redaction import Redactable, Redaction, Text, register
from polls.asking.drafts.kind_settings import texts_in
from polls.kinds.register import kinds

from .models import Template

TEMPLATE = "template"


def _find(key: str) -> Template | None:
    return Template.objects.filter(pk=number_in(key)).first()


def _session(key: str) -> int | None:
    template = _find(key)
    return template.session_id if template else None


def _texts(key: str) -> Mapping[str, Text]:
    template = _find(key)
    return texts_of(template) if template else {}


def texts_of(template: Template) -> dict[str, Text]:
    """The texts of a template by place."""
    answers = {f"option-{number}": Text(_("Answer"), text) for number, text in enumerate(template.options, 1)}
    written = texts_in(kinds()[template.decided["kind"]], template.decided["settings"])
    settings = {f"setting-{name}": Text(label, text) for name, (label, text) in written.items()}
    return {"question": Text(_("Question"), template.text), **answers, **settings}


def _redact(redaction: Redaction) -> None:
    template = Template.objects.select_for_update().get(pk=redaction.key)
    taken, place = redaction.taken, redaction.place
    if place == "question":
        template.text = taken.of(template.text)
    elif place.startswith("option-"):
        number = int(place.removeprefix("option-")) - 1
        template.options[number] = taken.of(template.options[number])
        template.pictures.filter(number=number).delete()
    else:
        name = place.removeprefix("setting-")
        template.decided["settings"][name] = taken.of(template.decided["settings"][name])
    template.redacted_at = redaction.at
    template.save()


register(Redactable(TEMPLATE, _session, _texts, _redact))
