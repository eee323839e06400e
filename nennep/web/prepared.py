"""Questions whose SQL is put together once, and asked again with other values.

Django takes longer to put a question together than a database to answer it. Where only values differ, the words stay:

    @prepared
    def holding(user: int, day: date) -> QuerySet[Post]:
        return Post.objects.on(day).filter(holder=user)

`holding(user.pk, today)` gives a list. Values are keys, words, days, moments, and tuples of keys; they go into the
question as they are. What a value says must not change which question is asked.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from typing import Any, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
M = TypeVar("M", bound=Model)
Asking = Callable[..., "QuerySet[M, Row]"]

FEWEST = 8  # keys in a tuple; from there twice as many each time, so that few questions are kept
TOGETHER = 512  # keys asked for at once, of a list that leaves as a sheet
NOBODY = 0  # a key that no row has
KEYS, EPOCH = 7_700_000_000_000_000, datetime(1901, 1, 1, tzinfo=UTC)  # values that stand for those to come


@dataclass(frozen=True)
class Known:
    """A question whose words are known, and which of its values is the how-manieth given."""

    rows: "QuerySet[Any, Any]"
    compiler: SQLCompiler
    sql: str
    values: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]  # (among the values of the SQL, among those given)

    def filled(self, given: list[Any]) -> tuple[str, tuple[Any, ...]]:
        values = list(self.values)
        for place, n in self.places:
            kind = type(values[place])
            values[place] = kind(given[n]) if isinstance(given[n], int) else given[n]  # psycopg has its own integers
        return self.sql, tuple(values)


class KnownCompiler(SQLCompiler):
    def __init__(self, known: Known, given: list[Any], using: str) -> None:
        self.__dict__.update(known.compiler.__dict__)
        self.known, self.given, self.connection = known, given, connections[using]

    def as_sql(self, *_how: Any, **_other: Any) -> Any:
        return self.known.filled(self.given)


class KnownQuery(Query):
    known: Known
    given: list[Any]

    def get_compiler(self, using: str | None = None, *_how: Any, **_other: Any) -> Any:
        return KnownCompiler(self.known, self.given, using or "default")


def prepared(ask: "Callable[..., QuerySet[M, Row]]") -> Callable[..., list[Row]]:
    """`ask` as a list, its SQL put together at the first asking."""
    kept: dict[Hashable, Known] = {}

    @wraps(ask)
    def answer(*values: Any) -> list[Row]:
        padded = [pad(value) if isinstance(value, tuple) else value for value in values]
        shape = tuple(len(value) if isinstance(value, tuple) else type(value) for value in padded)
        if shape not in kept:
            kept[shape] = put_together(ask, padded)
        return answered(kept[shape], padded)

    return answer


def in_parts(keys: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Keys in portions that one question takes."""
    return (tuple(keys[n : n + TOGETHER]) for n in range(0, len(keys), TOGETHER))


def pad(keys: tuple[int, ...]) -> tuple[int, ...]:
    size = FEWEST
    while size < len(keys):
        size *= 2
    return keys + (NOBODY,) * (size - len(keys))


def answered(known: Known, values: list[Any]) -> list[Any]:
    rows = known.rows.all()
    query: Any = known.rows.query.chain(KnownQuery)
    query.known, query.given = known, [adapted(value, rows.db) for value in flat(values)]
    rows.query = query
    rows._iterable_class = known.rows._iterable_class  # taken away with the query's own
    return list(rows)


def put_together(ask: "Callable[..., QuerySet[Any, Any]]", values: list[Any]) -> Known:
    count = iter(range(len(flat(values))))
    stand_ins = [
        tuple(stand_in(k, next(count)) for k in v) if isinstance(v, tuple) else stand_in(v, next(count)) for v in values
    ]
    rows = ask(*stand_ins)
    compiler = rows.query.get_compiler(using=rows.db)
    sql, asked = compiler.as_sql()
    where = {adapted(value, rows.db): n for n, value in enumerate(flat(stand_ins))}
    places = [(at, where[value]) for at, value in enumerate(asked) if isinstance(value, Hashable) and value in where]
    if len({n for _at, n in places}) < len(where):
        raise TypeError("a value does not stand in the question as it was given")
    return Known(rows, compiler, sql, tuple(asked), tuple(places))


def flat(values: list[Any]) -> list[Any]:
    return [each for value in values for each in (value if isinstance(value, tuple) else (value,))]


def stand_in(value: Any, n: int) -> Any:
    """A value of the same kind that nobody would ever ask for."""
    if isinstance(value, str):
        return f"⟦{n}⟧"
    if isinstance(value, datetime):
        return EPOCH + timedelta(seconds=n + 1)
    if isinstance(value, date):
        return (EPOCH + timedelta(days=n)).date()
    if isinstance(value, int) and not isinstance(value, bool):
        return KEYS + n
    raise TypeError(f"{type(value).__name__} cannot be a value of a prepared question")


def adapted(value: Any, using: str) -> Any:
    """As the database is handed it."""
    if isinstance(value, datetime):
        return connections[using].ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connections[using].ops.adapt_datefield_value(value)
    return value
