"""An index of the words in a table's column `folded`, kept by the database itself: FTS5 on SQLite, GIN on PostgreSQL.

Neither needs an extension or rights beyond the tables' own. On SQLite the triggers go when a migration makes a table
anew, as Django does for many changes of a field: such a migration ends with `build` (a test watches over it).
"""

from collections.abc import Sequence

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("directives_directive", "directives_task")
POSTGRESQL = (
    "DROP INDEX IF EXISTS {table}_words",
    "CREATE INDEX {table}_words ON {table} USING gin (to_tsvector('simple', folded)) WITH (fastupdate = off)",
)
# The words are separated by spaces alone, so that `ascii` and Python agree on what a word is. Beginnings of up to six
# letters, nearly all of Vietnamese, are indexed themselves: a search then stops as soon as it has found enough.
SQLITE = (
    "DROP TABLE IF EXISTS {table}_words",
    "CREATE VIRTUAL TABLE {table}_words USING fts5(folded, content='{table}', content_rowid='id', tokenize='ascii', "
    "detail='none', columnsize=0, prefix='1 2 3 4 5 6')",
    "INSERT INTO {table}_words({table}_words) VALUES ('rebuild')",
    "DROP TRIGGER IF EXISTS {table}_words_in",
    "DROP TRIGGER IF EXISTS {table}_words_out",
    "DROP TRIGGER IF EXISTS {table}_words_changed",
    "CREATE TRIGGER {table}_words_in AFTER INSERT ON {table} BEGIN "
    "INSERT INTO {table}_words(rowid, folded) VALUES (new.id, new.folded); END",
    "CREATE TRIGGER {table}_words_out AFTER DELETE ON {table} BEGIN "
    "INSERT INTO {table}_words({table}_words, rowid, folded) VALUES ('delete', old.id, old.folded); END",
    "CREATE TRIGGER {table}_words_changed AFTER UPDATE OF folded ON {table} WHEN old.folded <> new.folded BEGIN "
    "INSERT INTO {table}_words({table}_words, rowid, folded) VALUES ('delete', old.id, old.folded); "
    "INSERT INTO {table}_words(rowid, folded) VALUES (new.id, new.folded); END",
)
# Searches that find many go along the list: with the words in its index, no long text is read on the way.
BY_DATE = (
    "DROP INDEX IF EXISTS directive_words_by_date",
    "CREATE INDEX directive_words_by_date ON directives_directive (date DESC, id DESC, folded)",
)


def build(editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index, or make it anew."""
    lines, also = (POSTGRESQL, ()) if editor.connection.vendor == "postgresql" else (SQLITE, BY_DATE)
    for statement in (*(line.format(table=table) for table in TABLES for line in lines), *also):
        editor.execute(statement, params=None)


def rows_with(words: Sequence[str], table: str, most: int) -> list[int]:
    """Ids of at most `most` rows in which each word begins a word; `table` is one of TABLES."""
    if connection.vendor == "postgresql":
        where, asked = "to_tsvector('simple', folded) @@ to_tsquery('simple', %s)", " & ".join(f"{w}:*" for w in words)
        question = f"SELECT id FROM {table} WHERE {where} LIMIT %s"  # noqa: S608 -- a name of ours
    else:
        asked = " ".join(f'"{word}"*' for word in words)
        question = f"SELECT rowid FROM {table}_words WHERE {table}_words MATCH %s LIMIT %s"  # noqa: S608 -- likewise
    with connection.cursor() as cursor:
        cursor.execute(question, [asked, most])
        return [pk for (pk,) in cursor.fetchall()]
