"""A mark on every table: how many rows it has and the sum of their hashes, whatever the order they lie in."""

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WIDTH = 2**256


@dataclass(frozen=True)
class Mark:
    rows: int
    sum: str  # of the rows' SHA-256, modulo 2^256, as hex


def mark_of(rows: Iterable[bytes]) -> Mark:
    count = total = 0
    for row in rows:
        count += 1
        total += int.from_bytes(hashlib.sha256(row).digest(), "big")
    return Mark(count, f"{total % WIDTH:064x}")


def marks_in_sqlite(file: Path) -> dict[str, Mark]:
    """Of every table that holds rows of its own; what a virtual table holds lies in its shadow tables."""
    with closing(sqlite3.connect(file)) as database:
        database.text_factory = bytes  # as it lies there, valid text or not
        found = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
        )
        names = [name.decode() for (name,) in found]
        return {name: mark_of(repr(row).encode() for row in database.execute(every_row(name))) for name in names}


def marks_in_postgresql(cursor: Any) -> dict[str, Mark]:
    """`cursor` is psycopg's; rows are told as text, which two databases tell alike once they agree on the time zone."""
    cursor.execute("SET TIME ZONE 'UTC'")
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
    names = [name for (name,) in cursor.fetchall()]
    return {name: mark_of(told(cursor, name)) for name in names}


def told(cursor: Any, table: str) -> Iterable[bytes]:
    rows = f"SELECT t::text FROM {quoted(table)} t"  # noqa: S608 -- the name comes from the database itself
    with cursor.copy(f"COPY ({rows}) TO STDOUT") as copy:
        yield from (bytes(row) for row in copy)


def every_row(table: str) -> str:
    return f"SELECT * FROM {quoted(table)}"  # noqa: S608 -- the name comes from the database itself


def quoted(table: str) -> str:
    return '"' + table.replace('"', '""') + '"'
