"""Everything stolen, nobody named, nothing opened (SECURITY-BAR B1)."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from nennep.vault.tests.picking import opened_by_the_thief, secrets_in
from nennep.vault.tests.sites import SECRET, empty_site, run_in
from nennep.vault.tests.spilling import SPILLS
from nennep.vault.tests.stealing import names_in

pytestmark = pytest.mark.slow
COUNT = 200 if os.environ.get("NENNEP_NIGHTLY") else 20
ALONE = {"share"}  # opens nothing without the other of its pair


def lived(folder: Path, count: int, fault: str = "none") -> tuple[Path, Mapping[str, bytes]]:
    """A site after a life of so many letters: databases, files, mail, backups, log; and what was secret in it."""
    site, truth = folder / "site", folder / "truth.json"
    site.mkdir()
    run_in(site, empty_site(site), "life", str(count), fault, str(truth))
    return site, {name: bytes.fromhex(told) for name, told in json.loads(truth.read_text()).items()}


def test_the_thief_of_everything_finds_no_name_and_opens_nothing(tmp_path: Path) -> None:
    site, secrets = lived(tmp_path, COUNT)

    assert names_in(site, COUNT) == []
    assert secrets_in(site, secrets) == []
    assert opened_by_the_thief(site, SECRET) == 0
    assert {name.split()[0] for name in secrets} == {*SPILLS, "digits"}
    for left in ("backups/nennep-*.tar", "backups/vault-*.sqlite3", "mail/*"):
        assert list(site.glob(left))


@pytest.mark.parametrize("fault", ["title", "spilled", "logged"])
def test_a_name_that_is_written_somewhere_is_found(tmp_path: Path, fault: str) -> None:
    """The planted faults."""
    assert names_in(lived(tmp_path, 2, fault)[0], 2) != []


@pytest.mark.parametrize("fault", sorted(SPILLS))
def test_a_key_that_is_left_somewhere_is_found_and_opens(tmp_path: Path, fault: str) -> None:
    """The planted faults: in a table or a file, raw, in hex or in base64."""
    site, secrets = lived(tmp_path, 2, fault)

    assert secrets_in(site, secrets) != []
    assert (opened_by_the_thief(site, SECRET) > 0) == (fault not in ALONE)
