"""Restoring: everything is verified before anything stands in its place."""

import hashlib
import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection

from nennep.config.backup.apart import place_vault
from nennep.config.backup.databases import blobs_in, check_sqlite, journal_in, load_postgresql
from nennep.config.backup.manifest import (
    CHUNK,
    DATABASES,
    MANIFEST,
    SECRET,
    BadBackup,
    Manifest,
    Piece,
    file_hash,
    insist_on_seal,
    is_known,
    print_of_key,
    read_manifest,
)
from nennep.files.models import Blob
from nennep.journal.queries import verify_journal
from nennep.journal.rules import Verdict

LIVE = {"nennep.sqlite3", "vault.sqlite3", "files"}
BESIDE = {
    "secret_key", "static", "workers", "backups", "drill", "search", "run.lock", "scheduler.json",
    "nennep.sqlite3-journal", "nennep.sqlite3-wal", "nennep.sqlite3-shm",
    "vault.sqlite3-journal", "vault.sqlite3-wal", "vault.sqlite3-shm",
}  # fmt: skip
LARGEST_MANIFEST = 256 * 1024 * 1024


def restore_backup(archive: Path, into: Path, over: bool = False) -> Manifest:
    """The site of `archive` in the folder `into`; a site that stands there is set aside only when `over` says so."""
    into = into.absolute()
    if is_live(into) and not over:
        raise BadBackup(f"Ở {into} đang có dữ liệu. Muốn thay, thêm --yes; dữ liệu cũ được dời sang bên, không xóa.")
    insist_on_own_folder(into)
    into.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into.parent, prefix=".restoring-") as name:
        work = Path(name) / "site"
        work.mkdir(mode=0o700)
        manifest = unpack(archive, work)
        if manifest.database == "sqlite":
            check_copy(work, manifest)
        else:
            insist_on_empty_postgresql(over)
        set_aside(into)
        os.replace(work, into)
    place_vault(archive, into, over)
    if manifest.database == "postgresql":
        load_postgresql(connection.settings_dict, into / DATABASES["postgresql"])
        (into / DATABASES["postgresql"]).unlink()
        check_chain(verify_journal(), manifest)
        check_files(set(Blob.objects.values_list("sha256", flat=True)), manifest)
    return manifest


def is_live(into: Path) -> bool:
    return any((into / name).exists() for name in LIVE)


def insist_on_own_folder(into: Path) -> None:
    """Nothing that is not ours is ever moved away."""
    strange = {path.name for path in into.iterdir()} - LIVE - BESIDE if into.exists() else set()
    if strange:
        raise BadBackup(f"{into} có thứ không phải của Nền Nếp ({min(strange)}). Hãy chọn thư mục khác.")


def unpack(archive: Path, work: Path) -> Manifest:
    """Every piece on disk, each with the hash and size that the manifest promises, and nothing beside them."""
    try:
        insist_on_seal(archive)
        with tarfile.open(archive) as tar:
            manifest = manifest_in(tar)
            for member in tar:
                if member.name != MANIFEST:
                    take(tar, member, work, manifest)
    except (tarfile.TarError, EOFError) as error:
        raise BadBackup(f"Tệp sao lưu bị hỏng hoặc bị cắt cụt: {error}.") from error
    except OSError as error:
        raise BadBackup(f"Không đọc được tệp sao lưu: {error}.") from error
    missing = [name for name in manifest.pieces if not (work / name).exists()]
    if missing:
        raise BadBackup(f"Bản sao lưu thiếu {len(missing)} phần, trước hết là {missing[0]}.")
    check_key(work / SECRET, manifest)
    place(work, manifest)
    return manifest


def check_key(kept: Path, manifest: Manifest) -> None:
    """Under another key nobody's second factor could be read any more."""
    found = kept.read_text().strip() if kept.exists() else settings.SECRET_KEY
    if manifest.key and print_of_key(found) != manifest.key:
        raise BadBackup("Khóa bí mật không phải khóa của trang đã sao lưu. Hãy đặt NENNEP_SECRET_KEY như ở trang cũ.")


def manifest_in(tar: tarfile.TarFile) -> Manifest:
    first = tar.next()
    stream = tar.extractfile(first) if first and first.name == MANIFEST and first.isreg() else None
    if stream is None or first is None or first.size > LARGEST_MANIFEST:
        raise BadBackup("Đây không phải bản sao lưu của Nền Nếp.")
    try:
        return read_manifest(stream.read().decode())
    except UnicodeDecodeError as error:
        raise BadBackup("Không đọc được bảng kê (manifest.json) trong bản sao lưu.") from error


def take(tar: tarfile.TarFile, member: tarfile.TarInfo, work: Path, manifest: Manifest) -> None:
    promised = manifest.pieces.get(member.name)
    stream = tar.extractfile(member) if member.isreg() else None
    if promised is None or stream is None or not is_known(member.name):
        raise BadBackup(f"Bản sao lưu có phần lạ: {member.name!r}.")
    target = work / member.name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = copy(stream, target)
    if found != promised or file_hash(member.name) not in (None, found.sha256):
        raise BadBackup(f"Phần {member.name} không khớp mã băm: bản sao lưu đã hỏng hoặc bị sửa.")


def copy(stream: "IO[bytes]", target: Path) -> Piece:
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as out:
        target.chmod(0o600)
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return Piece(digest.hexdigest(), size)


def place(work: Path, manifest: Manifest) -> None:
    """The names under which the running site looks for things."""
    if manifest.database == "sqlite":
        os.replace(work / DATABASES["sqlite"], work / "nennep.sqlite3")


def check_copy(work: Path, manifest: Manifest) -> None:
    file = work / "nennep.sqlite3"
    check_sqlite(file)
    check_chain(journal_in(file), manifest)
    check_files(blobs_in(file), manifest)
    with closing(sqlite3.connect(file)) as copy:
        broken = copy.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise BadBackup("Cơ sở dữ liệu trong bản sao lưu có chỗ trỏ vào khoảng trống.")


def check_chain(verdict: Verdict, manifest: Manifest) -> None:
    if not verdict.good:
        raise BadBackup(f"Nhật ký trong bản sao lưu sai ở dòng {verdict.bad_entry}: {verdict.reason}.")
    if (verdict.entries, verdict.head) != (manifest.entries, manifest.head):
        raise BadBackup("Nhật ký trong bản sao lưu không khớp bảng kê.")


def check_files(wanted: set[str], manifest: Manifest) -> None:
    missing = wanted - {file_hash(name) for name in manifest.pieces}
    if missing:
        raise BadBackup(f"Bản sao lưu thiếu {len(missing)} tệp gốc mà cơ sở dữ liệu nhắc tới.")


def insist_on_empty_postgresql(over: bool) -> None:
    if not settings.ENVIRONMENT.database:
        raise BadBackup("Bản sao lưu này từ PostgreSQL. Hãy đặt NENNEP_DATABASE tới một cơ sở dữ liệu trống.")
    if connection.introspection.table_names() and not over:
        raise BadBackup("Cơ sở dữ liệu PostgreSQL đang có bảng. Muốn thay, thêm --yes.")


def set_aside(into: Path) -> None:
    if into.exists() and any(into.iterdir()):
        os.replace(into, into.with_name(f"{into.name}.truoc-{datetime.now():%Y%m%d-%H%M%S}"))
    elif into.exists():
        into.rmdir()
