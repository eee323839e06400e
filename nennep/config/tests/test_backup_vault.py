"""The vault's keys lie beside a backup, never in it, come back from there, and are gone after thirty days."""

import sqlite3
import tarfile
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from nennep.config.backup.apart import DAYS, place_vault, prune_vaults
from nennep.config.backup.scratch import Scratch
from nennep.config.tests.site import Site

STAMP = "20260309-021000"


@pytest.mark.slow
def test_the_vault_lies_beside_the_backup_and_comes_back(kept_site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    kept_site.call("migrate", "vault", "--database", "vault", "--verbosity", "0")

    status, output = kept_site.call("backup", str(folder))
    assert status == 0, output
    [archive], [vault] = folder.glob("nennep-*.tar"), folder.glob("vault-*")
    status, output = kept_site.call("restore", str(archive), "--into", str(tmp_path / "new"))

    assert status == 0, output
    assert vault.stat().st_mode & 0o077 == 0
    with tarfile.open(archive) as packed:
        assert not [name for name in packed.getnames() if "vault" in name]
    with closing(sqlite3.connect(tmp_path / "new" / "vault.sqlite3")) as restored:
        assert restored.execute("SELECT count(*) FROM vault_wrap").fetchone() == (0,)


def test_a_backup_without_its_keys_is_restored_without_them(tmp_path: Path) -> None:
    assert not place_vault(tmp_path / f"nennep-{STAMP}.tar", tmp_path, over=True)
    assert list(tmp_path.iterdir()) == []


def test_a_dump_of_the_vault_is_not_poured_where_the_vault_is_a_file(tmp_path: Path) -> None:
    (tmp_path / f"vault-{STAMP}.dump").touch()

    assert not place_vault(tmp_path / f"nennep-{STAMP}.tar", tmp_path, over=True)


def test_the_trial_of_a_backup_never_reaches_the_living_vault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NENNEP_VAULT", "postgresql://kho@may/kho")

    assert "NENNEP_VAULT" not in Scratch(tmp_path, "").in_site()


def test_keys_are_kept_for_thirty_days(tmp_path: Path) -> None:
    made = datetime.strptime(STAMP, "%Y%m%d-%H%M%S")
    (tmp_path / f"vault-{STAMP}.sqlite3").touch()
    (tmp_path / f"nennep-{STAMP}.tar").touch()

    prune_vaults(tmp_path, made + timedelta(days=DAYS))
    assert len(list(tmp_path.iterdir())) == 2
    prune_vaults(tmp_path, made + timedelta(days=DAYS, seconds=1))

    assert [path.name for path in tmp_path.iterdir()] == [f"nennep-{STAMP}.tar"]
