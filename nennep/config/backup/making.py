"""Making a backup of the running site."""

import os
import shutil
import tarfile
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from nennep.config.backup.apart import prune_vaults, save_vault
from nennep.config.backup.databases import (
    blobs_in,
    dump_postgresql,
    dump_sqlite,
    journal_in,
    one_moment,
    passes_through,
)
from nennep.config.backup.manifest import (
    DATABASES,
    MANIFEST,
    SECRET,
    BadBackup,
    Manifest,
    Piece,
    file_hash,
    piece_of,
    print_of_key,
    seal,
)
from nennep.config.backup.marks import Mark, marks_in_postgresql, marks_in_sqlite
from nennep.files.models import Blob
from nennep.files.rules import place_of
from nennep.journal.actions import record
from nennep.journal.models import Entry
from nennep.journal.queries import verify_journal
from nennep.journal.rules import Verdict
from nennep.organisation.models import Office

ROOM_TO_SPARE = 1.1  # times the size of what is saved
NAME = "nennep-%Y%m%d-%H%M%S.tar"


def make_backup(folder: Path) -> Path:
    """One .tar in `folder`, complete or not there at all; readable by its owner only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    insist_on_room(folder)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as name:
        work = Path(name)
        made_at = datetime.now(UTC)
        with one_moment() as snapshot:
            sources = collect(work, snapshot)
            manifest = describe(sources, work, made_at)
        target = folder / made_at.astimezone().strftime(NAME)
        pack(work / "backup.tar", sources, manifest)
        os.replace(work / "backup.tar", target)
    save_vault(target)
    sync(folder)
    note(target, manifest)
    return target


def insist_on_room(folder: Path) -> None:
    """A backup never fills the disk."""
    data = Path(settings.ENVIRONMENT.data)
    database = data / "nennep.sqlite3"
    kept = sum(Blob.objects.values_list("size", flat=True))
    needed = int(ROOM_TO_SPARE * (kept + 2 * (database.stat().st_size if database.exists() else 0)))
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise BadBackup(f"Không đủ chỗ ở {folder}: cần {needed // 10**6} MB, còn {free // 10**6} MB.")


def collect(work: Path, snapshot: str) -> dict[str, Path]:
    """Name in the backup → where it lies; the database first, so that every file it speaks of is there already."""
    name = DATABASES[connection.vendor]
    if connection.vendor == "sqlite":
        copy_sqlite(work / name)
        wanted = blobs_in(work / name)
    else:
        wanted = set(Blob.objects.values_list("sha256", flat=True))
        dump_postgresql(connection.settings_dict, work / name, snapshot)
    sources = {name: work / name}
    secret = Path(settings.ENVIRONMENT.data) / "secret_key"
    if secret.exists() and not settings.ENVIRONMENT.given["NENNEP_SECRET_KEY"]:
        sources[SECRET] = secret
    for sha256 in sorted(wanted):
        sources[f"files/{place_of(sha256)}"] = Path(settings.FILES_ROOT) / place_of(sha256)
    return sources


def copy_sqlite(target: Path) -> None:
    """The copy must hold what the site had already answered for: a plain `cp` would not."""
    last = Entry.objects.order_by("-n").values_list("n", "hash").first()
    dump_sqlite(Path(connection.settings_dict["NAME"]), target)
    if last and not passes_through(target, *last):
        raise BadBackup(f"Bản chép cơ sở dữ liệu thiếu dòng nhật ký {last[0]} đã ghi.")


def describe(sources: dict[str, Path], work: Path, made_at: datetime) -> Manifest:
    pieces: dict[str, Piece] = {}
    for name, path in sources.items():
        if not path.exists():
            raise BadBackup(f"Thiếu tệp gốc {path.name}. Hãy chạy: nennep files check")
        pieces[name] = piece_of(path)
        promised = file_hash(name)
        if promised and pieces[name].sha256 != promised:
            raise BadBackup(f"Tệp gốc {path.name} đã hỏng. Hãy chạy: nennep files check")
    verdict, tables = state_of(work / DATABASES["sqlite"])
    if not verdict.good:
        raise BadBackup(f"Nhật ký sai ở dòng {verdict.bad_entry}: {verdict.reason}.")
    return Manifest(
        made_at=made_at.isoformat(),
        version=version("nennep"),
        database=connection.vendor,
        entries=verdict.entries,
        head=verdict.head,
        pieces=pieces,
        tables=tables,
        key=print_of_key(settings.SECRET_KEY),
    )


def state_of(copy: Path) -> tuple[Verdict, dict[str, Mark]]:
    """The journal and the tables of the moment that is saved."""
    if copy.exists():
        return journal_in(copy), marks_in_sqlite(copy)
    with connection.cursor() as cursor:
        return verify_journal(), marks_in_postgresql(cursor)


def pack(target: Path, sources: dict[str, Path], manifest: Manifest) -> None:
    described = target.with_name(MANIFEST)
    described.write_text(manifest.to_json())
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out, tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, path in {MANIFEST: described, **sources}.items():
            tar.add(path, arcname=name, recursive=False)
    seal(target)


def sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@transaction.atomic
def note(target: Path, manifest: Manifest) -> None:
    if office := Office.objects.first():
        record(None, "backup.made", office.root, file=target.name, entries=manifest.entries, head=manifest.head)


def prune(folder: Path, keep: int) -> None:
    """Only the newest `keep` backups stay."""
    for old in sorted(folder.glob("nennep-????????-??????.tar"))[:-keep]:
        old.unlink()
    prune_vaults(folder, datetime.now())
