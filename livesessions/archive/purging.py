"""What stays of records after the term of their programme: figures, without names and without people's words."""

from datetime import datetime

from livesessions.programme.models import Programme
from livesessions.programme.retention import purges

from .models import Record, Tag
from .redaction import rewrite
from .register import purgers


@purges
def purge_records(programme: Programme, now: datetime) -> dict[str, int]:
    """Take people's words and names out of every version of every record, and the tags away."""
    kinds = purgers()
    waiting = Record.objects.filter(programme=programme, kind__in=kinds, purged_at=None)
    found = list(waiting.values_list("kind", "key"))
    for kind, key in dict.fromkeys(found):
        rewrite(kind, key, kinds[kind], purged_at=now)
    tags, _by_model = Tag.objects.filter(programme=programme).delete()
    return {"records": len(found), "tags": tags}
