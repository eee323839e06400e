"""Rows written in bulk, past the models: a million of them in well under a minute, with their indexes.

Values are handed over as both databases read them: days and moments as ISO text, moments in UTC, truth as 0 or 1.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import AutoField, Field, Model
from django.utils import timezone

from nennep.directives import wordindex

AT_ONCE = 50_000  # rows
CACHE = -400_000  # KiB of SQLite's pages kept in memory while building
Row = Sequence[Any]


def hasten() -> None:
    """While the database is built: references are right by construction, pages stay in memory, words come last."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            return
        cursor.execute(f"PRAGMA cache_size = {CACHE}")
        for table in wordindex.TABLES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_words_in")


def finish() -> None:
    """The words, and what the databases count of their tables, as a site soon has it; ready to be used."""
    with connection.schema_editor() as editor:
        wordindex.build(editor)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    connection.close()


def pour(model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Rows as tuples in the order of `names`; every other column takes what the model gives it by itself."""
    fields = {one.name: one for one in model._meta.concrete_fields}
    has_public_id = fields.pop("public_id", None) is not None
    given = [fields.pop(name) for name in names]
    others = {one.column: usual(one) for one in fields.values() if not isinstance(one, AutoField)}
    columns = [str(column) for column in (*(one.column for one in given), *others)] + ["public_id"] * has_public_id
    constant = tuple(others.values())
    numbered = ((*row, *constant, f"{n:012}") if has_public_id else (*row, *constant) for n, row in enumerate(rows, 1))
    write(model._meta.db_table, columns, numbered)


def usual(field: "Field[Any, Any]") -> Any:
    """What stands in a column that nobody fills; the moment of writing where the model asks for it."""
    value = timezone.now() if getattr(field, "auto_now_add", False) else field.get_default()
    return field.get_db_prep_save(value, connection)


def write(table: str, columns: Sequence[str], rows: Iterator[Row]) -> None:
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            while some := list(islice(rows, AT_ONCE)):  # drawn first: the rows may themselves ask the database
                with cursor.cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
                    for row in some:
                        copy.write_row(row)
            return
        places = ", ".join("?" * len(columns))
        connection.connection.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({places})', rows)


def count_on(*models: type[Model]) -> None:
    """Rows came with their own numbers: new ones count on from there."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)


def moment(day: date, minute: int = 0) -> str:
    """That day at ten in the morning in Hanoi, and some minutes, as it is stored."""
    return f"{day.isoformat()} 03:{minute:02}:00"
