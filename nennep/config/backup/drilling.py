"""The drill: a backup is restored by the shipped command, compared piece by piece, and entered."""

import os
import shutil
import tarfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from nennep.config.backup.comparing import check_integrity, check_journal, compare_files, compare_tables
from nennep.config.backup.entering import sign_in
from nennep.config.backup.manifest import MANIFEST, BadBackup, Manifest, read_manifest
from nennep.config.backup.scratch import Scratch, scratch_place
from nennep.journal.actions import record
from nennep.organisation.models import Office

NAMES = "nennep-????????-??????.tar"
ROOM = 2.5  # times the backup's size: what is unpacked, and the tables once more
CHECKS: "tuple[tuple[str, Callable[[Scratch, Manifest], str]], ...]" = (
    ("bảng", compare_tables),
    ("tệp gốc", compare_files),
    ("toàn vẹn", check_integrity),
    ("nhật ký", check_journal),
    ("đăng nhập", sign_in),  # last: it writes into the copy
)


@dataclass(frozen=True)
class Finding:
    what: str
    good: bool
    said: str


@dataclass
class Outcome:
    archive: Path
    made_at: datetime | None = None
    restored_in: float = 0.0  # seconds
    findings: list[Finding] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return all(finding.good for finding in self.findings)

    @property
    def faults(self) -> str:
        return " ".join(finding.said for finding in self.findings if not finding.good)

    @property
    def minutes_at_risk(self) -> int | None:
        """What was written since the backup would be lost if the machine were lost now."""
        return int((datetime.now(UTC) - self.made_at).total_seconds() // 60) if self.made_at else None


def newest_backup(folder: Path) -> Path:
    found = sorted(folder.glob(NAMES))
    if not found:
        raise BadBackup(f"Ở {folder} chưa có bản sao lưu nào.")
    return found[-1]


def drill(archive: Path) -> Outcome:
    """Whatever happens is in the outcome and in the journal."""
    outcome = Outcome(archive)
    try:
        insist_on_room(archive)
        with scratch_place() as scratch:
            outcome.findings.extend(go_through(scratch, outcome))
    except BadBackup as error:
        outcome.findings.append(Finding("dựng lại", False, str(error)))
    except OSError as error:
        outcome.findings.append(Finding("dựng lại", False, f"Không đọc, ghi được: {error}."))
    note(outcome)
    return outcome


def insist_on_room(archive: Path) -> None:
    data = Path(settings.ENVIRONMENT.data)
    needed, free = int(ROOM * archive.stat().st_size), shutil.disk_usage(data).free
    if free < needed:
        raise BadBackup(f"Không đủ chỗ ở {data} để diễn tập: cần {needed // 10**6} MB, còn {free // 10**6} MB.")


def go_through(scratch: Scratch, outcome: Outcome) -> Iterator[Finding]:
    began = time.monotonic()
    scratch.nennep(
        "restore", os.fspath(outcome.archive), "--into", str(scratch.site), environment=scratch.environment()
    )
    outcome.restored_in = time.monotonic() - began
    yield Finding("dựng lại", True, f"{outcome.restored_in:.1f} giây, bằng lệnh nennep restore")
    manifest = manifest_of(outcome.archive)
    outcome.made_at = datetime.fromisoformat(manifest.made_at)
    for what, look in CHECKS:
        try:
            yield Finding(what, True, look(scratch, manifest))
        except BadBackup as error:
            yield Finding(what, False, str(error))


def manifest_of(archive: Path) -> Manifest:
    with tarfile.open(archive) as tar:
        content = tar.extractfile(MANIFEST)
        if content is None:
            raise BadBackup("Đây không phải bản sao lưu của Nền Nếp.")
        return read_manifest(content.read().decode())


@transaction.atomic
def note(outcome: Outcome) -> None:
    if not (office := Office.objects.first()):
        return
    about = {"file": outcome.archive.name, "at_risk": outcome.minutes_at_risk, "took": round(outcome.restored_in, 1)}
    if outcome.good:
        record(None, "drill.passed", office.root, **about)
    else:
        record(None, "drill.failed", office.root, **about, why=outcome.faults)
