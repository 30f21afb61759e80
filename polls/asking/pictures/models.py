"""Pictures of options: a part of the models of polls."""

from hashlib import sha256

from django.db import models


class Picture(models.Model):
    """What stands beside the text of an option. It goes with its option, and so with its poll and its room.

    In the database, because so it goes with every backup and every purge too. `digest` names the content in addresses.
    """

    option = models.OneToOneField("polls_asking.Option", models.CASCADE, related_name="picture", primary_key=True)
    content = models.BinaryField(help_text="WebP, as redrawing.py made it.")
    digest = models.CharField(max_length=32, editable=False, db_index=True)

    def __str__(self) -> str:
        return f"the picture of option {self.option_id}"

    @classmethod
    def of(cls, option: int, content: bytes) -> "Picture":
        """A picture, unsaved."""
        return cls(option_id=option, content=content, digest=sha256(content).hexdigest()[:32])
