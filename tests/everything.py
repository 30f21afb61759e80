"""The whole state of rooms and polls, to see whether a command changed anything."""

from functools import cache

from django.apps import apps
from django.db import connection

from rooms.breakouts.plan.background import settle

FEATURES = (
    *("programme", "live", "floor", "board", "breakouts", "polls_asking", "polls_groups", "polls_library"),
    *("archive", "followup"),
)


def everything() -> dict[str, list[dict[str, object]]]:
    """The whole state of rooms and polls as the database has it, but for versions: those may step without a change."""
    settle()  # a wish to divide people is answered after its receipt
    found = {}
    with connection.cursor() as cursor:  # as SQL: the tests ask for it thousands of times
        for label, names, query in _queries():
            cursor.execute(query)
            found[label] = [
                {name: bytes(v) if isinstance(v, memoryview) else v for name, v in zip(names, row, strict=True)}
                for row in cursor.fetchall()
            ]
    return found


@cache
def _queries() -> list[tuple[str, list[str], str]]:
    """For each model its label, the names of what is compared, and the query for it."""
    queries = []
    for label in FEATURES:
        for model in apps.get_app_config(label).get_models():
            if model.__name__ != "PartVersion":
                fields = [field for field in model._meta.concrete_fields if "version" not in field.attname]
                columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
                query = f"SELECT {columns} FROM {model._meta.db_table} ORDER BY {model._meta.pk.column}"
                queries.append((model._meta.label, [field.attname for field in fields], query))
    return queries
