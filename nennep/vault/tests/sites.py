"""A site in a folder of its own, for programs that live in it and servers that are robbed."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests import migrated

SECRET = hashlib.sha512(b"the server's").hexdigest()[:60]
PRIVATE = 0o077  # what is not given to files


def empty_site(folder: Path, settings: str = "nennep.config.settings_test") -> dict[str, str]:
    """Its environment; the tables of the main database stand."""
    with closing(sqlite3.connect(folder / "nennep.sqlite3")) as database:
        migrated.pour_into(database)
    (folder / "nennep.sqlite3").chmod(0o600)
    (folder / "tmp").mkdir()
    ours = {name: value for name, value in os.environ.items() if not name.startswith("NENNEP_")}
    given = {"NENNEP_DATA": str(folder), "NENNEP_SECRET_KEY": SECRET, "TMPDIR": str(folder / "tmp")}
    return ours | given | {"DJANGO_SETTINGS_MODULE": settings}


def run_in(folder: Path, environment: dict[str, str], program: str, *arguments: str) -> None:
    """A program of the tests, whatever it says kept in the log of the site."""
    with (folder / "site.log").open("ab") as log:
        command = [sys.executable, "-m", f"nennep.vault.tests.{program}", *arguments]
        done = subprocess.run(command, env=environment, stdout=log, stderr=log, umask=PRIVATE, check=False)
    assert done.returncode == 0, (folder / "site.log").read_text()[-3000:]
