"""What is kept of a board when its room has ended. Rows are added and never changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from livesessions.programme.models import Programme, Session

from .states import Kind, Moderation, Names, State


class BoardRecord(models.Model):
    """A board as it was set when its room ended, with everything that was done on it.

    A room that is opened again and ends again makes a new version. `log` is a list of what hosts did, in order:
    ``at`` (ISO time), ``by`` (a host's name), ``action``, ``question`` (its id or an empty text), ``before`` and
    ``after`` (the fields that changed). Nothing in it names a participant.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, verbose_name=_("programme"), related_name="board_records")
    session = models.ForeignKey(
        Session, models.SET_NULL, verbose_name=_("session"), related_name="board_records", null=True, blank=True
    )
    board = models.PositiveBigIntegerField(_("board"), help_text=_("The number of the board that was kept."))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("question to the room"), max_length=300, blank=True)
    names = models.CharField(_("names"), max_length=10, choices=Names)
    moderation = models.CharField(_("moderation"), max_length=6, choices=Moderation)
    categories = models.JSONField(_("categories"), default=list)
    log = models.JSONField(_("moderation log"), default=list)
    opened_at = models.DateTimeField(_("opened at"), null=True)
    closed_at = models.DateTimeField(_("closed at"))

    class Meta:
        verbose_name = _("record of a board")
        verbose_name_plural = _("records of boards")
        ordering = ["closed_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["board", "version"], name="board_record_version_once")]

    def __str__(self) -> str:
        return self.title or str(self.session or self.board)


class QuestionRecord(models.Model):
    """A question as it was when its room ended, or since an answer was written: then that is a new version.

    There is neither name nor team, also on a board that showed them: they were for the people in the room. `state` is
    what the question was just before the room ended, `asked_at` is told to the minute.
    """

    record = models.ForeignKey(BoardRecord, models.CASCADE, verbose_name=_("board"), related_name="questions")
    question = models.CharField(_("question"), max_length=7)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    text = models.CharField(_("text"), max_length=300)
    category = models.CharField(_("category"), max_length=40, blank=True)
    cluster = models.CharField(_("cluster"), max_length=60, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State)
    reason = models.CharField(_("why it is not shown"), max_length=200, blank=True)
    votes = models.PositiveIntegerField(_("people who want to know this too"), default=0)
    merged_into = models.CharField(_("merged into"), max_length=7, blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.CharField(_("name of who answered"), max_length=80, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)

    class Meta:
        verbose_name = _("record of a question")
        verbose_name_plural = _("records of questions")
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["question", "version"], name="question_record_version_once")]

    def __str__(self) -> str:
        return self.text
