"""Everything stolen, nobody named (SECURITY-BAR B1)."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from nennep.vault.tests.stealing import names_in, opened_by_the_thief
from tests import migrated

pytestmark = pytest.mark.slow
COUNT = 200 if os.environ.get("NENNEP_NIGHTLY") else 20
SECRET = "x" * 60


def lived(folder: Path, count: int, fault: str = "none") -> Path:
    """A site after a life of so many letters: databases, files, search index, backups, log."""
    with closing(sqlite3.connect(folder / "nennep.sqlite3")) as database:
        migrated.pour_into(database)
    given = {"NENNEP_DATA": str(folder), "NENNEP_SECRET_KEY": SECRET, "TMPDIR": str(folder / "tmp")}
    (folder / "tmp").mkdir()
    settings = {"DJANGO_SETTINGS_MODULE": "nennep.config.settings_test"}
    ours = {name: value for name, value in os.environ.items() if not name.startswith("NENNEP_")}
    with (folder / "site.log").open("wb") as log:
        command = [sys.executable, "-m", "nennep.vault.tests.life", str(count), fault]
        done = subprocess.run(command, env=ours | given | settings, stdout=log, stderr=log, check=False)
    assert done.returncode == 0, (folder / "site.log").read_text()[-3000:]
    return folder


def test_the_thief_of_everything_finds_no_name_and_opens_nothing(tmp_path: Path) -> None:
    site = lived(tmp_path, COUNT)

    assert names_in(site, COUNT) == []
    assert opened_by_the_thief(site, SECRET) == 0
    assert list((site / "backups").glob("nennep-*.tar"))
    assert list((site / "backups").glob("vault-*.sqlite3"))


@pytest.mark.parametrize("fault", ["title", "spilled", "logged"])
def test_a_name_that_is_written_somewhere_is_found(tmp_path: Path, fault: str) -> None:
    """The planted faults."""
    assert names_in(lived(tmp_path, 2, fault), 2) != []
