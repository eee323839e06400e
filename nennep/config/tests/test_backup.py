"""A backup comes back byte for byte, or is refused."""

import os
import random
import sqlite3
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nennep.config.backup.manifest import BadBackup, is_known, seal
from nennep.config.backup.restoring import restore_backup
from nennep.config.schedule import CHORES, is_due, read_moment
from nennep.config.tests.site import Site

SAMPLES = 100 if os.environ.get("NENNEP_NIGHTLY") else 12  # flipped bytes tried
MAX = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def archive(kept_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backups")
    status, output = kept_site.call("backup", str(folder))
    assert status == 0, output
    [made] = folder.glob("*.tar")
    return made


def tables(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(file) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(database.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}  # noqa: S608


def rewrite(archive: Path, target: Path, without: str) -> Path:
    with tarfile.open(archive) as old, tarfile.open(target, "w") as new:
        for member in old:
            if not member.name.startswith(without):
                new.addfile(member, old.extractfile(member))
    seal(target)
    return target


@pytest.mark.slow
def test_a_site_comes_back_whole(kept_site: Site, archive: Path, tmp_path: Path) -> None:
    status, output = kept_site.call("restore", str(archive), "--into", str(tmp_path / "new"))

    assert status == 0, output
    before, after = tables(kept_site.data / "nennep.sqlite3"), tables(tmp_path / "new" / "nennep.sqlite3")
    lines = (
        len(before.pop("journal_entry")) - 1
    )  # the backup itself is noted after its snapshot, where an office stands
    assert len(after.pop("journal_entry")) in (lines, lines + 1)
    before.pop("journal_detail"), after.pop("journal_detail")
    assert after == before
    assert (tmp_path / "new" / "secret_key").read_text() == (kept_site.data / "secret_key").read_text()
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


@pytest.mark.slow
def test_a_restored_site_answers_its_own_checks(archive: Path, tmp_path: Path) -> None:
    restore_backup(archive, tmp_path / "new")
    restored = Site(tmp_path / "new")

    assert "Nhật ký đúng" in restored.call("journal", "verify")[1]
    assert "Tốt: 3 tệp" in restored.call("files", "check")[1]


@pytest.mark.slow
def test_one_flipped_byte_is_refused(archive: Path, tmp_path: Path) -> None:
    content = archive.read_bytes()
    for place in random.Random(4).sample(range(len(content)), SAMPLES):
        bad = tmp_path / f"bad-{place}.tar"
        bad.write_bytes(content[:place] + bytes([content[place] ^ 0x41]) + content[place + 1 :])
        with pytest.raises(BadBackup):
            restore_backup(bad, tmp_path / "new")
        assert not (tmp_path / "new").exists()


@pytest.mark.slow
@pytest.mark.parametrize("without", ["files/", "database", "secret_key", "manifest"])
def test_a_missing_piece_is_refused(archive: Path, tmp_path: Path, without: str) -> None:
    bad = rewrite(archive, tmp_path / "bad.tar", without)

    status, output = Site(tmp_path / "any").call("restore", str(bad), "--into", str(tmp_path / "new"))

    assert status != 0
    assert "Traceback" not in output
    assert not (tmp_path / "new").exists()


@pytest.mark.slow
def test_a_cut_off_archive_is_refused(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.tar").write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])

    status, _ = Site(tmp_path / "any").call("restore", str(tmp_path / "cut.tar"), "--into", str(tmp_path / "new"))

    assert status != 0


@pytest.mark.slow
def test_a_live_site_is_replaced_only_with_yes_and_then_set_aside(site: Site, archive: Path) -> None:
    status, output = site.call("restore", str(archive), "--into", str(site.data))
    assert status != 0
    assert "--yes" in output

    status, output = site.call("restore", str(archive), "--into", str(site.data), "--yes")

    assert status == 0, output
    assert list(site.data.parent.glob("data.truoc-*/nennep.sqlite3"))


@pytest.mark.slow
def test_a_folder_with_other_things_is_left_alone(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thu.docx").write_text("của tôi")

    status, output = Site(tmp_path / "any").call("restore", str(archive), "--into", str(tmp_path / "home"), "--yes")

    assert status != 0
    assert "thu.docx" in output


@pytest.mark.slow
def test_a_site_whose_journal_was_changed_is_not_backed_up(site: Site, tmp_path: Path) -> None:
    with sqlite3.connect(site.data / "nennep.sqlite3") as database:
        database.execute("DROP TRIGGER journal_no_update")
        database.execute("UPDATE journal_entry SET actor = 'x' WHERE n = 2")

    status, output = site.call("backup", str(tmp_path / "out"))

    assert status != 0
    assert "dòng 2" in output
    assert not list((tmp_path / "out").glob("*.tar"))


def test_no_name_in_a_backup_leads_out_of_its_folder() -> None:
    assert is_known("files/" + "ab/cd/" + "abcd" + "0" * 60)
    for name in (
        "../x",
        "/etc/passwd",
        "files/../../x",
        "files/ab/ce/abcd" + "0" * 60,
        "manifest.json",
        "database.sqlite3/x",
    ):
        assert not is_known(name)


def test_a_chore_that_was_missed_is_made_up_for() -> None:
    night = next(chore for chore in CHORES if chore.name == "back_up")
    at = read_moment
    monday, later = at("2026-06-15T03:00:00+07:00", MAX), at("2026-06-16T09:00:00+07:00", MAX)

    assert is_due(night, monday, later)
    assert not is_due(night, later, at("2026-06-16T20:00:00+07:00", MAX))
