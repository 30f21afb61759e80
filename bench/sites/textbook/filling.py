"""Fill the database of the textbook site. Runs in a process of its own: `python -m bench.sites.textbook.filling`."""

import json

import django

from bench.sites.filling import OPTIONS, QUESTION


def main() -> None:
    """One open poll; prints what is in the site as one line of JSON."""
    django.setup()
    from django.core.management import call_command

    from .polling.models import Option, Poll

    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    poll = Poll.objects.create(text=QUESTION)
    Option.objects.bulk_create(Option(poll=poll, text=text) for text in OPTIONS)
    print(json.dumps({"textbook": True}))


if __name__ == "__main__":
    main()
