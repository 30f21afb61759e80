"""Keeping a poll that just closed: counts go to the archive, ballots are destroyed."""

from polls.archive.models import Record

from .ballots import counts_of
from .models import Ballot, Poll


def keep(poll: Poll) -> Record:
    """Write the record of a closed poll and destroy its ballots; call it in the transaction that closes the poll.

    Raises `ValueError` for a poll that was not.
    """
    if poll.opened_at is None or poll.closed_at is None:
        raise ValueError("only a poll that was opened and closed can be kept")
    session = poll.room.session
    record = Record.objects.create(
        programme_id=session.programme_id,
        session=session,
        poll=poll.pk,
        kind="single",
        question=poll.text,
        options=[[str(option.pk), option.text] for option in poll.options.all()],
        counts=counts_of(poll),
        minimum=poll.minimum,
        opened_at=poll.opened_at,
        closed_at=poll.closed_at,
    )
    Ballot.objects.filter(poll=poll).delete()
    return record
