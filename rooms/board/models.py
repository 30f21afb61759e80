"""Boards, questions, upvotes, mutes, written answers, the moderation log, and word lists."""

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from livesessions.archive.models import redacted_at
from livesessions.programme.models import Participant, Team
from rooms.live.base.pseudonyms import LENGTH as KEY_LENGTH
from rooms.live.base.pseudonyms import new_secret
from rooms.live.models import ID_ALPHABET, Room
from rooms.live.personal_choices import PersonalChoice

from .states import Kind, Moderation, Names, QuestionState
from .word_list import WordList  # noqa: F401  (a model of this app)

LONGEST_QUESTION = 300
LONGEST_REASON = 200
LONGEST_CATEGORY = 40
LONGEST_CLUSTER = 60


def new_question_id() -> str:
    """Seven random characters, 34 bits. Row numbers would tell, by their gaps, how many questions are hidden."""
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(7))


def _user(name: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=name, related_name="+", null=True, editable=False
    )


class Board(models.Model):
    """A board of a room's questions, or a prompt: a board of cards.

    `secret` makes one author or voter recognisable without saying who it is (questions/pseudonyms.py). The boards of a
    room share it; it is destroyed when the room ends.

    `order` holds the ids of the public questions in the order of participants and projector. It changes at a calm pace,
    and not while the board is frozen. `frozen_votes` holds, while the board is frozen, the number of people who wanted
    to know each question at that moment: participants and projector see these numbers.
    """

    room = models.ForeignKey(Room, models.CASCADE, verbose_name=_("room"), related_name="boards")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.QUESTIONS, editable=False)
    title = models.CharField(_("prompt"), max_length=LONGEST_QUESTION, blank=True)
    names = models.CharField(_("names"), max_length=10, choices=Names, default=Names.ANONYMOUS)
    moderation = models.CharField(_("moderation"), max_length=6, choices=Moderation, default=Moderation.FIRST)
    categories = models.JSONField(_("categories"), default=list, blank=True)
    secret = models.BinaryField(default=new_secret, null=True, editable=False)
    opened_at = models.DateTimeField(_("opened at"), null=True, editable=False)
    opened_by = _user(_("opened by"))
    closed_at = models.DateTimeField(_("asking closed at"), null=True, editable=False)
    closed_by = _user(_("asking closed by"))
    frozen_at = models.DateTimeField(_("frozen at"), null=True, editable=False)
    frozen_by = _user(_("frozen by"))
    frozen_votes = models.JSONField(default=dict, editable=False)
    order = models.JSONField(default=list, editable=False)
    ordered_version = models.PositiveBigIntegerField(default=0, editable=False)
    redacted_at = redacted_at()

    class Meta:
        verbose_name = _("board")
        verbose_name_plural = _("boards")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["room"], condition=Q(kind=Kind.QUESTIONS), name="one_board_of_questions_a_room"
            ),
            models.UniqueConstraint(
                fields=["room"], condition=Q(kind=Kind.PROMPT, closed_at=None), name="one_open_prompt_a_room"
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    @property
    def is_open(self) -> bool:
        """Whether questions may be asked; closing the asking leaves the list and its votes alone."""
        return self.opened_at is not None and self.closed_at is None and self.secret is not None

    @property
    def is_frozen(self) -> bool:
        """Whether participants and projector keep seeing the same list; hosts go on."""
        return self.frozen_at is not None

    @property
    def is_anonymous(self) -> bool:
        """Whether questions are shown without the asker's name and team."""
        return self.names == Names.ANONYMOUS


class Questions(models.QuerySet["Question"]):
    """Questions and cards share a table. Here, and in `Question.is_card`, they are told apart."""

    def questions(self) -> "Questions":
        """Without cards."""
        return self.filter(board__kind=Kind.QUESTIONS)

    def cards(self) -> "Questions":
        """Cards only."""
        return self.filter(board__kind=Kind.PROMPT)


class Question(models.Model):
    """A question, or a card under a prompt (`is_card`).

    Only a question that is signed with a name has a link to a participant (`asker`). `author` is a key that only the
    author's own browser can make again, and it is emptied when the room ends; `name` and `team` are what the board
    promised to show.
    Of what was withdrawn there are no words.
    """

    id = models.CharField(primary_key=True, max_length=7, default=new_question_id, editable=False)
    board = models.ForeignKey(Board, models.CASCADE, verbose_name=_("board"), related_name="questions")
    text = models.CharField(_("text"), max_length=LONGEST_QUESTION)
    category = models.CharField(_("category"), max_length=LONGEST_CATEGORY, blank=True)
    name = models.CharField(_("name"), max_length=80, blank=True, editable=False)
    team = models.ForeignKey(
        Team, models.SET_NULL, verbose_name=_("team"), related_name="+", null=True, blank=True, editable=False
    )
    author = models.CharField(max_length=KEY_LENGTH, null=True, editable=False)
    asker = models.ForeignKey(
        Participant,
        models.SET_NULL,
        related_name="+",
        null=True,
        editable=False,
        help_text="Who signed it with a name, until the room ends; never of a question without a name.",
    )
    asked_at = models.DateTimeField(_("asked at"), editable=False)
    state = models.CharField(
        _("state"), max_length=9, choices=QuestionState, default=QuestionState.PENDING, editable=False
    )
    state_at = models.DateTimeField(_("in this state since"), editable=False)
    state_by = _user(_("brought into this state by"))
    reason = models.CharField(_("why it is not shown"), max_length=LONGEST_REASON, blank=True)
    checked_at = models.DateTimeField(_("looked at by a host at"), null=True, editable=False)
    checked_by = _user(_("looked at by"))
    pinned_at = models.DateTimeField(_("pinned at"), null=True, editable=False)
    pinned_by = _user(_("pinned by"))
    muted_at = models.DateTimeField(_("muted at"), null=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, verbose_name=_("merged into"), related_name="duplicates", null=True, editable=False
    )
    cluster = models.CharField(_("cluster"), max_length=LONGEST_CLUSTER, blank=True)
    redacted_at = redacted_at()
    votes = models.PositiveIntegerField(
        _("people who want to know this too"), null=True, editable=False, help_text=_("Counted when the room ended.")
    )

    objects = Questions.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["board", "state"], name="question_board_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "author", "text"],
                condition=Q(redacted_at=None) & ~Q(state=QuestionState.WITHDRAWN),
                name="asked_once_by_one_author",
            ),
            models.UniqueConstraint(
                fields=["board"], condition=Q(state=QuestionState.LIVE), name="one_live_question_a_board"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_card(self) -> bool:
        """Whether this is a card under a prompt; reads the board."""
        return self.board.kind == Kind.PROMPT


class Upvote(PersonalChoice):
    """An upvote: a participant wants to know this too, or does no longer. Rows exist until the room ends.

    `voter` is a key like a question's `author`. The primary key is question and voter together: one row for each pair,
    without a serial number or a time. No row says of which team the voter is: of a small team that would say who.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="upvotes")
    voter = models.CharField(max_length=KEY_LENGTH, editable=False)
    on = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "voter"], name="one_upvote_a_person")]

    def __str__(self) -> str:
        return f"an upvote of {self.question_id}"


class Mute(models.Model):
    """The author of a question is muted because of it; nobody knows who it is. Deleted when the room ends.

    An author is muted as long as one of their questions has a row here.
    """

    question = models.OneToOneField(Question, models.CASCADE, related_name="mute", primary_key=True)
    room = models.ForeignKey(Room, models.CASCADE, related_name="mutes")
    author = models.CharField(max_length=KEY_LENGTH, editable=False)

    def __str__(self) -> str:
        return f"somebody muted in {self.room_id}"


class LogEntry(models.Model):
    """One action of a host or moderator, usually with a question. Entries never change, but words can be taken out.

    `before` and `after` hold the changed fields. Undoing restores `before` and is an entry of its own. `by_name` is
    kept beside the account, because moderators by a link have no account.
    """

    board = models.ForeignKey(Board, models.CASCADE, verbose_name=_("board"), related_name="log")
    question = models.ForeignKey(
        Question, models.CASCADE, verbose_name=_("question"), related_name="log", null=True, blank=True
    )
    action = models.CharField(_("action"), max_length=20)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    by = _user(_("by"))
    by_name = models.CharField(_("name"), max_length=80)
    at = models.DateTimeField(_("at"))
    undoes = models.OneToOneField(
        "self", models.CASCADE, verbose_name=_("undoes"), related_name="undone_by", null=True, blank=True
    )

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("moderation log")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.action} ({self.by_name})"
