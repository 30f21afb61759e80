"""What is wrong with a form, in sentences."""

from django.forms import BaseForm


def sentences_of(form: BaseForm) -> list[str]:
    """What is wrong with each field and with the whole, in the order of the fields, each sentence once."""
    return list(dict.fromkeys(str(error) for errors in form.errors.values() for error in errors))
