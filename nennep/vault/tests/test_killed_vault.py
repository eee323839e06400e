"""kill -9 in the middle of the vault's work (SECURITY-BAR B5): nothing is seen unwritten, no letter is lost.

Turns red when a letter is opened before its entry is committed, when a letter stands before its wraps, and when a new
key is the letter's before the blocks are sealed to it.
"""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests import migrated

pytestmark = [pytest.mark.slow, pytest.mark.alone]
KILLS = 200 if os.environ.get("NENNEP_NIGHTLY") else 12
PLACES = 4  # at which a kill is certain


def killed(folder: Path, kills: int, fault: str = "none") -> dict[str, Any]:
    with closing(sqlite3.connect(folder / "nennep.sqlite3")) as database:
        migrated.pour_into(database)
    ours = {name: value for name, value in os.environ.items() if not name.startswith("NENNEP_")}
    given = {"NENNEP_DATA": str(folder), "NENNEP_SECRET_KEY": "x" * 60}
    settings = {"DJANGO_SETTINGS_MODULE": "nennep.config.settings_test"}
    seed = os.environ.get("NENNEP_SEED", "5")
    command = [sys.executable, "-m", "nennep.vault.tests.dying", str(kills), fault, seed]
    done = subprocess.run(command, env=ours | given | settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_no_kill_shows_what_is_not_written_down_or_loses_a_letter(tmp_path: Path) -> None:
    found = killed(tmp_path, KILLS)

    assert found["wrong"] == []
    assert found["killed"] == KILLS + PLACES
    before, after = found["orphans"]
    assert before > after == 0
    assert found["letters"] > 1
    assert found["seen"] > 0
    assert found["journal"]
    with closing(sqlite3.connect(tmp_path / "vault.sqlite3")) as vault:
        assert vault.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_letter_that_is_shown_before_it_is_written_down_is_noticed(tmp_path: Path) -> None:
    """The planted fault."""
    found = killed(tmp_path, 30, "swapped")

    assert any("was seen" in each for each in found["wrong"])
