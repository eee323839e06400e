"""What was restored, compared with what the backup promised, by other means than those that restored it."""

import hashlib
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from nennep.config.backup.manifest import BadBackup, Manifest
from nennep.config.backup.marks import Mark, marks_in_postgresql, marks_in_sqlite
from nennep.config.backup.scratch import Scratch, reach
from nennep.journal.models import Entry
from nennep.journal.verifier import check


def compare_tables(scratch: Scratch, manifest: Manifest) -> str:
    if not manifest.tables:
        raise BadBackup("Bản sao lưu này chưa có dấu của từng bảng. Hãy lập bản mới bằng: nennep backup")
    found = marks_of(scratch)
    wrong = {name for name in manifest.tables | found if manifest.tables.get(name) != found.get(name)}
    if wrong:
        raise BadBackup(f"{len(wrong)} bảng không khớp dấu lúc sao lưu, trước hết là {min(wrong)}.")
    return f"{len(found)} bảng, {sum(mark.rows for mark in found.values())} dòng khớp dấu lúc sao lưu"


def marks_of(scratch: Scratch) -> dict[str, Mark]:
    if not scratch.database:
        return marks_in_sqlite(scratch.site / "nennep.sqlite3")
    with closing(reach(urlsplit(scratch.database).path.lstrip("/"))) as server:
        return marks_in_postgresql(server.cursor())


def compare_files(scratch: Scratch, manifest: Manifest) -> str:
    promised = {name: piece.sha256 for name, piece in manifest.pieces.items() if name.startswith("files/")}
    found = {str(file.relative_to(scratch.site)): hash_of(file) for file in scratch.site.glob("files/*/*/*")}
    wrong = {name for name in promised | found if promised.get(name) != found.get(name)}
    if wrong:
        raise BadBackup(f"{len(wrong)} tệp gốc không khớp mã băm, trước hết là {min(wrong)}.")
    return f"{len(found)} tệp khớp mã băm"


def hash_of(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def check_integrity(scratch: Scratch, manifest: Manifest) -> str:
    """PostgreSQL has read every row and made every index anew while it loaded them."""
    if manifest.database != "sqlite":
        return "PostgreSQL đọc được mọi dòng, dựng lại mọi chỉ mục"
    with closing(sqlite3.connect(scratch.site / "nennep.sqlite3")) as database:
        answers = [line for (line,) in database.execute("PRAGMA integrity_check")]
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
    if answers != ["ok"] or broken:
        raise BadBackup(f"Cơ sở dữ liệu dựng lại bị hỏng: {answers[0] if answers != ['ok'] else 'chỗ trỏ vào trống'}.")
    return "integrity_check: ok"


def check_journal(scratch: Scratch, manifest: Manifest) -> str:
    """The restored chain, verified by the program for other machines, ends where the running site's chain passes."""
    with tempfile.TemporaryDirectory(dir=scratch.site) as name:
        lines = Path(name) / "journal.jsonl"
        scratch.nennep("journal", "export", str(lines), environment=scratch.in_site())
        with lines.open(encoding="ascii") as exported:
            count, head, wrong = check(exported, manifest.head if manifest.entries else None)
    if wrong or (count, head) != (manifest.entries, manifest.head):
        raise BadBackup(f"Nhật ký dựng lại không khớp bảng kê: {wrong or f'{count} dòng'}.")
    anchor = Entry.objects.filter(n=count).values_list("hash", flat=True).first()
    if count and anchor != head:
        raise BadBackup(f"Nhật ký của trang đang chạy không đi qua dòng {count} của bản sao lưu.")
    return f"{count} dòng liền mạch, khớp nhật ký của trang đang chạy"
