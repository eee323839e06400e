"""A drill says that a backup is good only when the site really comes back from it."""

import io
import json
import os
import random
import shutil
import sqlite3
import tarfile
from dataclasses import asdict
from pathlib import Path

import pytest

from nennep.config.backup.databases import passes_through
from nennep.config.backup.manifest import piece_of, seal
from nennep.config.backup.marks import mark_of, marks_in_sqlite
from nennep.config.tests.conftest import FOUND
from nennep.config.tests.site import Site

FLIPS = 100 if os.environ.get("NENNEP_NIGHTLY") else 2
ACTIONS = "SELECT action FROM journal_entry ORDER BY n DESC LIMIT 2"


@pytest.fixture
def founded(site: Site) -> Site:
    status, output = site.call("shell", "--no-imports", "--command", FOUND)
    assert status == 0, output
    return site


def backup_of(site: Site) -> Path:
    status, output = site.call("backup")
    assert status == 0, output
    return max((site.data / "backups").glob("*.tar"))


def last_actions(site: Site) -> list[str]:
    with sqlite3.connect(site.data / "nennep.sqlite3") as database:
        return [action for (action,) in database.execute(ACTIONS)]


def forge(archive: Path, work: Path) -> None:
    """Change one cell of the database in the backup and make every hash of the archive right again."""
    work.mkdir()
    with tarfile.open(archive) as tar:
        tar.extractall(work, filter="data")
    with sqlite3.connect(work / "database.sqlite3") as database:
        database.execute("UPDATE accounts_user SET phone = '0900' WHERE username = 'nguoi-7'")
    manifest = json.loads((work / "manifest.json").read_text())
    manifest["pieces"]["database.sqlite3"] = asdict(piece_of(work / "database.sqlite3"))
    with tarfile.open(archive, "w") as tar:
        content = json.dumps(manifest).encode()
        described = tarfile.TarInfo("manifest.json")
        described.size = len(content)
        tar.addfile(described, io.BytesIO(content))
        for name in manifest["pieces"]:
            tar.add(work / name, arcname=name)
    seal(archive)


@pytest.mark.slow
def test_a_good_backup_passes_and_leaves_nothing_behind(founded: Site) -> None:
    backup_of(founded)

    status, output = founded.call("drill")

    assert status == 0, output
    assert output.count(" đạt ") == 6
    assert "ĐẠT: bản sao lưu này dựng lại được trang." in output
    assert last_actions(founded) == ["drill.passed", "backup.made"]
    assert [left.name for left in (founded.data / "drill").iterdir()] == ["run.lock"]


@pytest.mark.slow
def test_a_flipped_byte_is_refused_and_noted(founded: Site) -> None:
    archive = backup_of(founded)
    content = archive.read_bytes()
    for place in random.Random(5).sample(range(len(content)), FLIPS):
        archive.write_bytes(content[:place] + bytes([content[place] ^ 0x20]) + content[place + 1 :])

        status, output = founded.call("drill", str(archive))

        assert status != 0
        assert "KHÔNG ĐẠT" in output
    assert last_actions(founded)[0] == "drill.failed"


@pytest.mark.slow
def test_a_changed_cell_is_found_though_every_hash_of_the_archive_is_right(founded: Site, tmp_path: Path) -> None:
    archive = backup_of(founded)
    forge(archive, tmp_path / "forged")

    status, output = founded.call("drill", str(archive))

    assert status != 0
    assert "1 bảng không khớp dấu lúc sao lưu, trước hết là accounts_user" in output


@pytest.mark.slow
def test_the_backup_of_another_site_does_not_pass(founded: Site, tmp_path: Path) -> None:
    other = founded.copy(tmp_path / "other")
    for site in (founded, other):
        site.call("admin", "slip", "nguoi-3")  # from here on the two have different journals

    status, output = founded.call("drill", str(backup_of(other)))

    assert status != 0
    assert "Nhật ký của trang đang chạy không đi qua dòng" in output


@pytest.mark.slow
def test_another_key_is_refused(founded: Site) -> None:
    founded.environment["NENNEP_SECRET_KEY"] = "khoa-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789"
    archive = backup_of(founded)
    with tarfile.open(archive) as tar:
        assert "secret_key" not in tar.getnames()
    assert founded.call("drill")[0] == 0

    founded.environment["NENNEP_SECRET_KEY"] = "khac-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789"
    status, output = founded.call("drill")

    assert status != 0
    assert "Khóa bí mật không phải khóa của trang đã sao lưu" in output


@pytest.mark.slow
def test_without_a_backup_it_says_so(site: Site) -> None:
    status, output = site.call("drill")

    assert status != 0
    assert "chưa có bản sao lưu nào" in output


def test_a_copy_that_lacks_what_the_site_answered_for_is_found(tmp_path: Path) -> None:
    live, plain = tmp_path / "live", tmp_path / "plain"
    with sqlite3.connect(live) as database:
        database.execute("CREATE TABLE journal_entry (n, hash)")
    shutil.copy(live, plain)
    with sqlite3.connect(live) as database:
        database.execute("INSERT INTO journal_entry VALUES (1, 'ab')")

    assert passes_through(live, 1, "ab")
    assert not passes_through(plain, 1, "ab")


def test_a_mark_tells_every_row_but_not_their_order() -> None:
    rows = [b"a", b"b", b"b"]

    assert mark_of(rows) == mark_of(reversed(rows))
    assert mark_of(rows) != mark_of([b"a", b"b"])
    assert mark_of(rows) != mark_of([b"a", b"a", b"b"])


def test_every_table_of_a_database_has_its_mark(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "x") as database:
        database.execute("CREATE TABLE plain (a, b)")
        database.execute("INSERT INTO plain VALUES ('1', 1), (NULL, x'00')")
        database.execute("CREATE VIRTUAL TABLE words USING fts5(folded)")
        database.execute("INSERT INTO words VALUES ('van ban')")

    marks = marks_in_sqlite(tmp_path / "x")

    assert marks["plain"].rows == 2
    assert "words" not in marks
    assert marks["words_content"].rows == 1
