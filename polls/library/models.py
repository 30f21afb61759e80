"""Templates that a programme keeps."""

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from livesessions.archive.models import redacted_at
from livesessions.programme.models import Session
from polls.asking.models import LONGEST_POLL
from polls.kinds.register import kinds


class Template(models.Model):
    """A poll that hosts of a programme can prepare again, kept from one of its sessions. It has no answers."""

    session = models.ForeignKey(Session, models.CASCADE, verbose_name=_("session"), related_name="poll_templates")
    text = models.CharField(_("question"), max_length=LONGEST_POLL)
    options = models.JSONField(default=list, editable=False, help_text="A list of texts, in their order.")
    decided = models.JSONField(
        default=dict, editable=False, help_text="What else its host decided, by field of a poll."
    )
    redacted_at = redacted_at()

    class Meta:
        verbose_name = _("template of a poll")
        verbose_name_plural = _("templates of polls")
        ordering = ["text", "pk"]

    def __str__(self) -> str:
        return self.text


class TemplatePicture(models.Model):
    """The picture of one of a template's options, of a kind with pictures; it goes with its template."""

    template = models.ForeignKey(Template, models.CASCADE, related_name="pictures")
    number = models.PositiveSmallIntegerField(help_text="Of the option, counted from 0.")
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="template_picture_once")]

    def __str__(self) -> str:
        return f"a picture of template {self.template_id}"


def contents_of(template: Template) -> list[bytes]:
    """A picture for each option, empty where there is none; an empty list for a kind without pictures."""
    if not kinds()[template.decided["kind"]].pictures:
        return []
    found = {picture.number: bytes(picture.content) for picture in template.pictures.all()}
    return [found.get(number, b"") for number in range(len(template.options))]


def give(template: Template, contents: Sequence[bytes]) -> None:
    """Keep these with a new template."""
    TemplatePicture.objects.bulk_create(
        TemplatePicture(template=template, number=number, content=content)
        for number, content in enumerate(contents)
        if content
    )
