"""Models from SQL, for the few queries on the path of every vote and every page.

`Model.objects.raw` does the same, but looks up columns and converters for each query, which takes three times as long
as the database.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

M = TypeVar("M", bound=Model)


def models_of(model: type[M], sql: str, values: Sequence[Any]) -> list[M]:
    """The rows of a query as instances of `model`; one query.

    Columns that are no fields of the model become attributes. A field without a column is read when it is asked for.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        columns = tuple(column[0] for column in cursor.description)
        rows = cursor.fetchall()
    fields, others, converters = _reading(model, columns, connection.vendor)
    found = []
    for row in rows:
        converted = list(row)
        for place, convert, column in converters:
            converted[place] = convert(converted[place], column, connection)
        instance = model.from_db(connection.alias, fields.values(), [converted[place] for place in fields])
        for place, name in others.items():
            setattr(instance, name, converted[place])
        found.append(instance)
    return found


@cache
def _reading(
    model: type[Model], columns: tuple[str, ...], vendor: str
) -> tuple[dict[int, str], dict[int, str], list[tuple[int, Callable, Any]]]:
    """The fields by the place of their column, other names by place, and what converts a value at a place.

    `vendor` is for the cache: another database has other converters.
    """
    by_column = {field.column: field for field in model._meta.concrete_fields}
    at = {columns.index(column): field for column, field in by_column.items() if column in columns}
    expressions = {place: field.get_col(field.model._meta.db_table) for place, field in at.items()}
    converters = [
        (place, convert, column)
        for place, column in expressions.items()
        for convert in (*connection.ops.get_db_converters(column), *column.get_db_converters(connection))
    ]
    others = {place: name for place, name in enumerate(columns) if name not in by_column}
    return {place: field.attname for place, field in at.items()}, others, converters
