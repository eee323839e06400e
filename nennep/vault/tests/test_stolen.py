"""Everything stolen, nobody named (SECURITY-BAR B1)."""

import os
from pathlib import Path

import pytest

from nennep.vault.tests.sites import SECRET, empty_site, run_in
from nennep.vault.tests.stealing import names_in, opened_by_the_thief

pytestmark = pytest.mark.slow
COUNT = 200 if os.environ.get("NENNEP_NIGHTLY") else 20


def lived(folder: Path, count: int, fault: str = "none") -> Path:
    """A site after a life of so many letters: databases, files, search index, backups, log."""
    run_in(folder, empty_site(folder), "life", str(count), fault)
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
