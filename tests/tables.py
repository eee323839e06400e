"""What stands in the tables, in a form that two moments can be compared by."""

import hashlib

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection, router
from django.db.backends.utils import CursorWrapper


def states() -> dict[str, str]:
    """A digest of every table's rows, whatever model it belongs to."""
    with connection.cursor() as cursor:
        return {table: digest(cursor, table) for table in tables()}


def tables() -> list[str]:
    everything = apps.get_models(include_auto_created=True)
    named = {model._meta.db_table for model in everything if router.db_for_read(model) == DEFAULT_DB_ALIAS}
    return sorted(named | {"web_cache"} & set(connection.introspection.table_names()))


def digest(cursor: CursorWrapper, table: str) -> str:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- the names are our own
    rows = sorted(repr(row) for row in cursor.fetchall())
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
