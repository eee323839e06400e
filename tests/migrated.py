"""The tables of the tests are migrated once and poured into the database of every worker (SQLite; PostgreSQL migrates).

Django migrates after the pouring all the same, and finds nothing left to do.
"""

import ast
import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.db import connection

HOUSE = Path(__file__).parent.parent / "nennep"
SHIPPED = ("facts/data/*.toml", "facts/shipped.py", "procedures/catalogue/files/*.toml")  # brought in by migrating
KEPT = Path(tempfile.gettempdir()) / f"nennep-migrated-{os.getuid()}"


def migrations() -> list[Path]:
    """Of all applications, Django's too."""
    return sorted(file for config in apps.get_app_configs() for file in Path(config.path).glob("migrations/*.py"))


def modules_named_by(migration: Path) -> set[Path]:
    """The modules of ours that a migration uses: its SQL may stand there."""
    named: set[str] = set()
    for node in ast.walk(ast.parse(migration.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    files = {HOUSE.parent / f"{name.replace('.', '/')}.py" for name in named if name.startswith("nennep.")}
    return {file for file in files if file.is_file()}


def key() -> str:
    """Another one for whatever the migrated tables may depend on."""
    files = migrations()
    used = sorted(set().union(*(modules_named_by(file) for file in files)))
    shipped = sorted(file for pattern in SHIPPED for file in HOUSE.glob(pattern))
    told = [f"{'/'.join(file.parts[-3:])}\n{file.read_text('utf-8')}" for file in (*files, *used, *shipped)]
    return hashlib.sha256("\n".join([django.__version__, sqlite3.sqlite_version, *told]).encode()).hexdigest()[:16]


@contextmanager
def alone() -> Iterator[None]:
    """One process at a time; the lock of a killed one is gone with it."""
    KEPT.mkdir(mode=0o700, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def pour_into(database: sqlite3.Connection) -> None:
    """Every migration applied and nothing else: kept in a file, which the first who asks makes."""
    kept = KEPT / f"{key()}.sqlite3"
    with alone():
        if not kept.exists():
            for old in KEPT.glob("*.sqlite3"):
                old.unlink()
            migrate_in(KEPT / "making").rename(kept)
            shutil.rmtree(KEPT / "making")
        with closing(sqlite3.connect(kept)) as full:
            full.backup(database)


def migrate_in(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("NENNEP_")}
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0", "--settings=nennep.config.settings_test"]
    subprocess.run(command, env={**surroundings, "NENNEP_DATA": str(folder)}, check=True)
    file = folder / "nennep.sqlite3"
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode=DELETE")  # one file, without the write-ahead log beside it
    return file


@pytest.fixture(scope="session")
def poured(django_db_modify_db_settings: None) -> Iterator[None]:
    """The database of this worker, in memory, holds the migrated tables before Django looks at it."""
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]
    if connection.vendor != "sqlite":
        yield
        return
    with closing(sqlite3.connect(name, uri=True)) as memory:  # stays open: memory lasts as long as somebody holds it
        pour_into(memory)
        yield


@pytest.fixture(scope="session")
def django_db_setup(poured: None, django_db_setup: None) -> None:
    """Django's own, after the pouring."""
