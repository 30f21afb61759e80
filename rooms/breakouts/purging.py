"""What groups wrote goes with the term of the programme; records keep the figures."""

from datetime import datetime

from django.utils.translation import ngettext_lazy

from livesessions.programme.models import Programme
from livesessions.programme.retention import Term, purges

from .models import Entry, Group


@purges(
    Term.TEXTS,
    {
        "texts of groups": ngettext_lazy("%(number)d text of a group", "%(number)d texts of groups", "number"),
        "names of groups": ngettext_lazy("%(number)d name of a group", "%(number)d names of groups", "number"),
    },
)
def purge_groups(programme: Programme, now: datetime) -> dict[str, int]:
    """Delete the texts of groups, and empty their names and the messages to them."""
    mine = Entry.objects.filter(group__round__plan__room__session__programme=programme)
    number = mine.count()
    mine.delete()
    groups = Group.objects.filter(round__plan__room__session__programme=programme)
    named = groups.exclude(name="", message="").update(name="", message="")
    return {"texts of groups": number, "names of groups": named}
