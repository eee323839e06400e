"""D7: each start on unsafe ground is refused in plain words."""

import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from nennep.config.environment import is_this_machine, kept_secret
from nennep.config.ground import faults_of_clock, is_weak, network_kind
from nennep.config.sqlite import wal_is_safe
from nennep.config.tests.site import Site

UNSAFE = "nennep.config.tests.unsafe_settings"


def refused(site: Site, sentence: str, command: str = "serve", **extra: str) -> None:
    status, output = site.call(command, **extra)

    assert status != 0
    assert sentence in output
    assert "Traceback" not in output


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("debug", "DEBUG đang bật"),
        ("synchronous", "synchronous dưới FULL"),
        ("mmap", "mmap_size"),
        ("network", "ổ mạng (nfs4)"),
    ],
)
def test_unsafe_settings_are_refused(site: Site, fault: str, sentence: str) -> None:
    refused(site, sentence, DJANGO_SETTINGS_MODULE=UNSAFE, NENNEP_FAULT=fault)


@pytest.mark.slow
@pytest.mark.skipif(wal_is_safe(), reason="this SQLite may use write-ahead logging")
def test_write_ahead_logging_on_an_affected_sqlite_is_refused(site: Site) -> None:
    refused(site, "chế độ WAL", DJANGO_SETTINGS_MODULE=UNSAFE, NENNEP_FAULT="wal")


@pytest.mark.slow
@pytest.mark.parametrize("key", ["ngắn quá", "a" * 60, "django-insecure-" + "0123456789abcdef" * 4])
def test_a_short_or_default_key_is_refused(site: Site, key: str) -> None:
    refused(site, "Khóa bí mật quá ngắn", NENNEP_SECRET_KEY=key)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["run", "serve", "worker", "scheduler"])
def test_http_on_the_network_is_refused_by_every_command(site: Site, command: str) -> None:
    refused(site, "không có HTTPS", command, NENNEP_URL="http://van-phong.lan")


@pytest.mark.slow
@pytest.mark.parametrize("command", ["run", "serve", "worker", "scheduler"])
def test_https_without_its_proxy_is_refused_by_every_command(site: Site, command: str) -> None:
    refused(site, "NENNEP_PROXIES=1", command, NENNEP_URL="https://van-phong.lan")


@pytest.mark.slow
@pytest.mark.alone
def test_a_database_server_that_is_not_there_is_told_soon(site: Site) -> None:
    began = time.monotonic()

    refused(site, "Không mở được cơ sở dữ liệu", "run", NENNEP_DATABASE="postgresql://ai@127.0.0.1:9/x")

    assert time.monotonic() - began < 25


@pytest.mark.slow
def test_a_file_that_is_no_database_is_told(site: Site) -> None:
    (site.data / "nennep.sqlite3").write_bytes(b"khong phai co so du lieu" * 100)

    refused(site, "Không mở được cơ sở dữ liệu")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["", "nennep.sqlite3", "secret_key"])
def test_data_that_everybody_can_read_is_refused(site: Site, name: str) -> None:
    (site.data / name).chmod(0o755 if not name else 0o644)

    refused(site, "Ai trên máy này cũng đọc được")


@pytest.mark.slow
def test_a_clock_behind_the_journal_is_refused(site: Site) -> None:
    with sqlite3.connect(site.data / "nennep.sqlite3") as database:
        database.execute("DROP TRIGGER journal_no_update")
        database.execute(
            "UPDATE journal_entry SET at = '2090-01-01 00:00:00' WHERE n = (SELECT max(n) FROM journal_entry)"
        )

    refused(site, "sớm hơn dòng nhật ký cuối")


def test_a_clock_before_the_program_is_refused() -> None:
    [sentence] = faults_of_clock(datetime.fromtimestamp(0, UTC))

    assert "trước cả ngày có chương trình này" in sentence


def test_the_kept_key_is_strong_and_private(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()

    key = kept_secret(tmp_path / "data")

    assert not is_weak(key)
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o077 == 0
    assert kept_secret(tmp_path / "data") == key


def test_the_nearest_mount_counts(tmp_path: Path, settings: Settings) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"a / nfs4 rw 0 0\nb {tmp_path} ext4 rw 0 0\nc {tmp_path}/m\\040x cifs rw 0 0\n")
    settings.MOUNTS = mounts

    assert network_kind(tmp_path / "data") == ""
    assert network_kind(tmp_path / "m x" / "data") == "cifs"
    assert network_kind(Path("/srv")) == "nfs4"


def test_which_sqlite_may_use_write_ahead_logging() -> None:
    assert not wal_is_safe((3, 40, 1))
    assert not wal_is_safe((3, 51, 2))
    assert all(wal_is_safe(version) for version in ((3, 44, 6), (3, 50, 7), (3, 51, 3), (3, 52, 0)))


def test_which_hosts_are_this_machine() -> None:
    assert all(is_this_machine(host) for host in ("localhost", "127.0.0.1", "::1"))
    assert not any(is_this_machine(host) for host in ("van-phong.lan", "192.168.1.9", "localhost.evil.vn"))
