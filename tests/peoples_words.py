"""Every column in which people's words are kept, to put one and the same text into all of them.

Records have none of their own: they keep what they find in these.
"""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import CharField, Field, Model, TextField

from rooms.live.changes.epochs import renew_epochs

APPS = (
    "programme", "live", "floor", "board", "breakouts", "polls_asking", "polls_groups", "polls_library", "followup",
    "archive",
)  # fmt: skip
NO_WORDS = {
    "programme.Programme.slug",
    "archive.Export.form",
    "archive.Export.ending",
    "archive.Export.language",
    "followup.Receipt.digest",
    "followup.Receipt.kind",
    "followup.Receipt.key",
    "followup.Reply.kind",
    "followup.Reply.key",
    "live.Room.id",
    "live.Room.code",
    "live.Room.epoch",
    "live.Room.screen_key",
    "live.Room.stage",
    "live.Room.stage_before",
    "live.ModeratorLink.id",
    "live.PartVersion.part",
    "board.Question.id",
    "board.Question.author",
    "board.Upvote.key",
    "board.Upvote.voter",
    "board.Mute.author",
    "board.LogEntry.action",
    "polls_asking.Ballot.key",
    "polls_asking.Ballot.answer",  # destroyed when the poll closes; what stays of words is a list of its own
    "polls_asking.Ballot.sealed",
    "polls_asking.NamedAnswer.key",
    "polls_asking.NamedAnswer.answer",  # keys of options and numbers: what people write stands without a name
    "polls_asking.Poll.kind",
    "polls_asking.Poll.barometer",  # an address
    "polls_asking.AnswerGroupMember.key",
    "polls_asking.Picture.digest",
    "breakouts.Deal.language",
    "breakouts.Deal.failure",  # a sentence of ours
    "breakouts.Wording.digest",
    "breakouts.EntryUpvote.key",
    "breakouts.EntryUpvote.voter",
    "breakouts.Plan.answers_of",
    "breakouts.Round.shown",
    "breakouts.Group.link",
    "polls_groups.GroupBallot.key",
    "programme.Purge.slug",  # an address, and the next says what went in words of ours
    "programme.Purge.what",
    "archive.Record.kind",
    "archive.Record.variant",
    "archive.Record.key",
    "archive.Tag.kind",
    "archive.Tag.key",
    "archive.Note.kind",
    "archive.Note.key",
    "archive.Record.within",
    "archive.Record.why",
    "archive.Record.text",
    "archive.Record.stems",
    "archive.Record.teams",
    "archive.Record.checksum",
    "archive.Record.barometer",  # an address, as the next
    "archive.BarometerGiven.barometer",
    "archive.BarometerGiven.kind",
    "archive.BarometerGiven.key",
    "archive.Token.digest",
    "archive.Token.made_with",
    "archive.Webhook.address",
    "archive.Webhook.secret",
    "archive.Delivery.id",
    "archive.Delivery.body",
    "archive.SavedView.search",  # an address; it goes with the term, as the name does
}
"""Columns of text that hold something else: keys, states, codes."""
LISTS = {"board.Board.categories", "polls_groups.GroupPoll.answers", "polls_library.Template.options"}
"""Columns that hold a list of texts."""
NUMBERED = {"programme.Team.name", "board.Question.text", "live.ModeratorLink.name", "polls_asking.Option.text"}
"""Columns whose texts have to differ, or could not be told apart on a page."""


def columns() -> Iterator[tuple[type[Model], Field]]:
    """The columns that hold people's words."""
    for label in APPS:
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.fields:
                name = f"{model._meta.label}.{field.name}"
                is_text = isinstance(field, CharField | TextField) and not field.choices and name not in NO_WORDS
                if is_text or name in LISTS:
                    yield model, field


def say_everywhere(text: str) -> None:
    """Put `text` into every such column that is not empty, cut to what the column takes; open pages take it over."""
    for model, field in columns():
        name = f"{model._meta.label}.{field.name}"
        for number, row in enumerate(model._default_manager.exclude(**{field.name: ""}).order_by("pk"), start=1):
            end = f" {number}" if name in NUMBERED else ""
            longest = (field.max_length or 10_000) - len(end)
            value: object = text[:longest] + end
            if name in LISTS:
                value = [f"{text[:90]} {n}" for n, _old in enumerate(getattr(row, field.name), start=1)]
            model._default_manager.filter(pk=row.pk).update(**{field.name: value})
    get_user_model().objects.update(first_name=text[:30], last_name="")
    renew_epochs()
