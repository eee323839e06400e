"""Is this ground safe to stand on? Asked at every start; each answer that is no is one plain sentence."""

import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from nennep.config.environment import Environment
from nennep.config.sqlite import wal_is_safe
from nennep.journal.models import Entry

RELEASED = datetime(2026, 11, 1, tzinfo=UTC)  # no clock may show an earlier day than that of the program itself
SLACK = timedelta(days=1)
SHORTEST_KEY, FEWEST_SYMBOLS = 50, 12
NETWORK = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "davfs", "gfs2", "ocfs2",
    "fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.davfs2", "fuse.rclone", "fuse.s3fs", "fuse.gvfsd-fuse",
}  # fmt: skip
FULL = 2  # PRAGMA synchronous
REACHED_BY = ("dbname", "user", "password", "host", "port")
PATIENCE = 5  # seconds for a server to answer


def insist_on_safe_ground() -> None:
    """Refuse to start, naming every fault at once."""
    if faults := list(find_faults(settings.ENVIRONMENT)):
        lines = "\n".join(f"  – {fault}" for fault in faults)
        raise CommandError(f"Chưa chạy được, vì chỗ đặt chưa an toàn:\n{lines}")


def find_faults(environment: Environment) -> Iterator[str]:
    yield from faults_of_settings(environment)
    yield from faults_of_disk(environment.data, Path(settings.FILES_ROOT))
    if unreachable := list(faults_of_reach(connection)):
        yield from unreachable
        return
    yield from faults_of_database(connection)
    yield from faults_of_clock(datetime.fromtimestamp(time.time(), UTC))


def faults_of_settings(environment: Environment) -> Iterator[str]:
    if settings.DEBUG:
        yield "DEBUG đang bật: trang lỗi sẽ lộ dữ liệu. Hãy tắt DEBUG."
    if is_weak(settings.SECRET_KEY):
        yield (
            f"Khóa bí mật quá ngắn hoặc là khóa mẫu. Hãy bỏ NENNEP_SECRET_KEY để máy tự sinh, hoặc đặt khóa ngẫu nhiên "
            f"từ {SHORTEST_KEY} ký tự."
        )
    if environment.https and not environment.proxies:
        yield (
            f"Địa chỉ {environment.url} là HTTPS nhưng NENNEP_PROXIES đang là 0: chưa có máy giữ chứng thư đứng trước "
            "thì không ai đăng nhập được. Hãy cài Caddy theo deploy/Caddyfile, rồi đặt NENNEP_PROXIES=1."
        )
    if environment.open_to_the_network and not environment.allow_http:
        yield (
            f"Địa chỉ {environment.url} không có HTTPS: mật khẩu sẽ đi qua mạng để ngỏ. Hãy đặt NENNEP_URL=https://… "
            "(xem trang hướng dẫn HTTPS), hoặc tạm đặt NENNEP_ALLOW_HTTP=1."
        )


def is_weak(key: str) -> bool:
    return len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_SYMBOLS or key.startswith("django-insecure")


def faults_of_disk(data: Path, files: Path) -> Iterator[str]:
    for place in (data, data / "nennep.sqlite3", data / "secret_key", files):
        if place.exists() and os.name == "posix" and stat.S_IMODE(place.stat().st_mode) & stat.S_IRWXO:
            yield f"Ai trên máy này cũng đọc được {place}. Hãy chạy: chmod -R o= {data}"
            break
    for place in {data, files}:
        if kind := network_kind(place):
            yield (
                f"{place} nằm trên ổ mạng ({kind}): mất điện hay mất mạng là hỏng dữ liệu. "
                "Hãy đặt NENNEP_DATA ở ổ trong máy."
            )


def network_kind(place: Path) -> str:
    """The kind of network disk that holds `place`, or nothing."""
    mounts = Path(getattr(settings, "MOUNTS", "/proc/mounts"))
    if not mounts.exists():
        return ""
    best, kind = 0, ""
    for line in mounts.read_text(errors="replace").splitlines():
        _device, point, found = line.split()[:3]
        mounted = Path(point.encode().decode("unicode_escape"))
        if place.resolve().is_relative_to(mounted) and len(mounted.parts) >= best:
            best, kind = len(mounted.parts), found
    return kind if kind in NETWORK else ""


def faults_of_reach(database: BaseDatabaseWrapper) -> Iterator[str]:
    """A database that does not open; a server is asked once, not by the pool, which would ask for half a minute."""
    driver = database.Database  # type: ignore[attr-defined] # every backend names its own
    try:
        if database.vendor == "postgresql":
            given = {name: value for name, value in database.get_connection_params().items() if name in REACHED_BY}
            driver.connect(**given, connect_timeout=PATIENCE).close()
        else:
            pragma(database, "schema_version")
    except (DatabaseError, driver.Error) as error:
        reason = str(error).strip().splitlines()[0]
        yield f"Không mở được cơ sở dữ liệu ({database.vendor}): {reason}"


def faults_of_database(database: BaseDatabaseWrapper) -> Iterator[str]:
    if database.vendor == "postgresql":
        yield from faults_of_postgresql(database)
        return
    facts = {name: pragma(database, name) for name in ("journal_mode", "synchronous", "mmap_size")}
    if str(facts["journal_mode"]).lower() == "wal" and not wal_is_safe():
        yield (
            "SQLite trên máy này có lỗi đã biết với chế độ WAL (trước bản 3.51.3). Hãy bỏ cài đặt WAL: "
            "chương trình tự dùng TRUNCATE."
        )
    if int(facts["synchronous"] or 0) < FULL:
        yield "SQLite đang đặt synchronous dưới FULL: mất điện là mất việc vừa ghi. Hãy bỏ cài đặt ấy."
    if int(facts["mmap_size"] or 0) > 0:
        yield "SQLite đang bật mmap_size: có thể hỏng dữ liệu. Hãy bỏ cài đặt ấy."


def pragma(database: BaseDatabaseWrapper, name: str) -> Any:
    with database.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        row = cursor.fetchone()
    return row[0] if row else None


@dataclass(frozen=True)
class Wanted:
    name: str
    wrong: tuple[str, ...]


POSTGRESQL = (Wanted("fsync", ("off",)), Wanted("full_page_writes", ("off",)), Wanted("synchronous_commit", ("off",)))


def faults_of_postgresql(database: BaseDatabaseWrapper) -> Iterator[str]:
    for wanted in POSTGRESQL:
        with database.cursor() as cursor:
            cursor.execute(f"SHOW {wanted.name}")
            [value] = cursor.fetchone() or [""]
        if value in wanted.wrong:
            yield f"PostgreSQL đang đặt {wanted.name} = {value}: mất điện là mất việc vừa ghi. Hãy bật lại."


def faults_of_clock(now: datetime) -> Iterator[str]:
    shown = f"{now.astimezone():%d/%m/%Y %H:%M}"
    if now < RELEASED - SLACK:
        yield f"Đồng hồ máy chủ chỉ {shown}, trước cả ngày có chương trình này. Hãy chỉnh giờ."
        return
    last = last_entry()
    if last and now < last - SLACK:
        yield f"Đồng hồ máy chủ chỉ {shown}, sớm hơn dòng nhật ký cuối ({last.astimezone():%d/%m/%Y}). Hãy chỉnh giờ."


def last_entry() -> datetime | None:
    try:
        return Entry.objects.order_by("-n").values_list("at", flat=True).first()
    except DatabaseError:  # the first start: no tables yet
        return None
