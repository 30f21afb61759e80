"""Pictures for tests: files as somebody sends them, and drafts that have theirs."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from livesessions.limits.bodies import with_ticket
from polls.asking.models import Poll
from polls.asking.pictures.holding import addresses, give
from polls.asking.pictures.models import Picture
from polls.asking.questions import rules_of
from rooms.live.base.form_token import FIELD, form_token


def file_of(picture: Image.Image, kind: str = "PNG", **how: Any) -> bytes:
    """A picture as a file of this kind."""
    written = BytesIO()
    picture.save(written, kind, **how)
    return written.getvalue()


def png(colour: str = "navy", size: tuple[int, int] = (40, 30)) -> bytes:
    """A small PNG of one colour."""
    return file_of(Image.new("RGB", size, colour))


def give_pictures(poll: Poll) -> None:
    """Have each option of a draft show a picture, if its kind has pictures. Nobody looks at these."""
    if rules_of(poll).pictures:
        give(poll, [f"picture {i}".encode() for i, _option in enumerate(poll.options.all())])


def send_pictures(client: Client, poll: Poll, *files: bytes | None) -> Any:
    """What a host's browser gets who chose these files, in the order of the options; `None`: none for this one."""
    path = f"/r/{poll.room_id}/pictures/{poll.pk}/"
    chosen = {
        f"picture-{option.pk}": SimpleUploadedFile("a.png", content)
        for option, content in zip(poll.options.all(), files, strict=False)
        if content is not None
    }
    return client.post(with_ticket(path), {FIELD: form_token(poll.room_id), **chosen})


def first_address(poll: Poll) -> str:
    """Where the picture of its first answer is."""
    return next(iter(addresses(poll).values()))


def has_digest(poll: Poll, page: str) -> bool:
    """Whether a page names any of its pictures."""
    return any(picture.digest in page for picture in Picture.objects.filter(option__poll=poll))
