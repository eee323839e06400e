"""A whole database into one file and back, by its own tools: never by copying a file that is in use."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from nennep.config.backup.manifest import BadBackup
from nennep.journal.rules import Link, Verdict, verify

Settings = dict[str, Any]
COLUMNS = "n, at, actor, action, object, request, detail_hash, previous, hash"


@contextmanager
def one_moment() -> Iterator[str]:
    """On PostgreSQL all that is read inside shows one moment, by us and by who is given this snapshot's name.

    A copy of SQLite is one moment by itself, and holding the original meanwhile would keep everyone from writing.
    """
    if connection.vendor != "postgresql":
        yield ""
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        [snapshot] = cursor.fetchone()
        yield snapshot


def dump_sqlite(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source, timeout=60)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    check_sqlite(target)


def check_sqlite(file: Path) -> None:
    with closing(sqlite3.connect(file)) as copy:
        try:
            [(answer,)] = copy.execute("PRAGMA integrity_check(1)").fetchall()
        except sqlite3.DatabaseError as error:
            answer = str(error)
    if answer != "ok":
        raise BadBackup(f"Cơ sở dữ liệu trong bản sao lưu bị hỏng: {answer}.")


def journal_in(file: Path) -> Verdict:
    """The chain as it stands in a copy, recomputed."""

    def links(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Link, str, str]]:
        for n, at, actor, action, thing, request, detail, previous, claimed in rows:
            moment = datetime.fromisoformat(at).replace(tzinfo=UTC).isoformat(timespec="microseconds")
            yield Link(n, moment, actor, action, thing, request, detail), previous, claimed

    with closing(sqlite3.connect(file)) as copy:
        return verify(links(copy.execute(f"SELECT {COLUMNS} FROM journal_entry ORDER BY n")))  # noqa: S608 -- fixed


def passes_through(file: Path, n: int, head: str) -> bool:
    """Whether the journal in a copy holds the entry that the running site showed."""
    with closing(sqlite3.connect(file)) as copy:
        return bool(copy.execute("SELECT hash FROM journal_entry WHERE n = ?", [n]).fetchone() == (head,))


def blobs_in(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as copy:
        return {sha256 for (sha256,) in copy.execute("SELECT sha256 FROM files_blob")}


def tool(name: str) -> str:
    """pg_dump or pg_restore: from the path, or the newest that Debian keeps aside."""
    if found := shutil.which(name):
        return found
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    if not kept:
        raise BadBackup(f"Không tìm thấy {name}. Hãy cài gói postgresql-client.")
    return str(kept[-1])


def dump_postgresql(settings: Settings, target: Path, snapshot: str) -> None:
    options = ["--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}", f"--file={target}"]
    call([tool("pg_dump"), *options], settings)


def load_postgresql(settings: Settings, source: Path) -> None:
    options = ["--clean", "--if-exists", "--no-owner", "--no-acl", "--single-transaction", "--exit-on-error"]
    call([tool("pg_restore"), *options, f"--dbname={settings['NAME']}", str(source)], settings)


def call(command: list[str], settings: Settings) -> None:
    """With the connection in the environment, so that no password stands in the list of processes."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {name: str(settings[key]) for name, key in names.items() if settings.get(key)}
    done = subprocess.run(command, env=os.environ | given, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise BadBackup(f"{Path(command[0]).name} không chạy được: {last}")
