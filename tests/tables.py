"""What stands in the tables, in a form that two moments can be compared by."""

import hashlib

from django.apps import apps
from django.db import connections, router

CACHE = "web_cache"


def states() -> dict[str, str]:
    """A digest of every table's rows, whatever model and database it belongs to."""
    return {table: digest(alias, table) for table, alias in tables().items()}


def tables() -> dict[str, str]:
    """Table → the database in which it lies."""
    everything = apps.get_models(include_auto_created=True)
    named = {model._meta.db_table: router.db_for_read(model) for model in everything}
    kept = CACHE in connections["default"].introspection.table_names()
    return dict(sorted(({CACHE: "default"} if kept else {}).items() | named.items()))


def digest(alias: str, table: str) -> str:
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connections[alias].ops.quote_name(table)}")  # noqa: S608 -- our own names
        rows = sorted(repr(row) for row in cursor.fetchall())
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
