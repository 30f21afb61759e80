"""The words of a programme by which waiting questions are marked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from livesessions.programme.models import Programme


class WordList(models.Model):
    """Words by which waiting questions are marked for hosts; one list for each programme."""

    programme = models.OneToOneField(
        Programme, models.CASCADE, verbose_name=_("programme"), related_name="word_list", primary_key=True
    )
    words = models.TextField(_("words"), blank=True, help_text=_("One on each line."))

    class Meta:
        verbose_name = _("word list")
        verbose_name_plural = _("word lists")

    def __str__(self) -> str:
        return str(self.programme)
