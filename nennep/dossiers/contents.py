"""What a file is by its bytes, read piece by piece: no document is opened by a library, none is held whole."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from io import BufferedReader
from itertools import groupby
from pathlib import Path

from nennep.dossiers.finding import Rule, Said
from nennep.dossiers.tree import UNREADABLE, File
from nennep.lib.guard.kinds import MAGIC, NAMES, Kind

PIECE = 1024 * 1024
HEAD, TAIL, TABLE = 1024, 8192, 65_536  # bytes: where "%PDF-", the end and the table of objects are looked for
WORDS = {"zip": "tệp nén hoặc tệp Word, Excel", "ole": "tệp Word, Excel đời cũ"}
_START = re.compile(rb"startxref\s+([0-9]{1,12})")
_LOCKED = re.compile(rb"/Encrypt\b")


def opened(path: Path) -> BufferedReader:
    """For reading; a link or a pipe put in the file's place meanwhile is neither followed nor waited for."""
    return os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb")


def looked_at(path: Path, size: int) -> Said | None:
    """What hinders somebody from opening the file as a PDF; None where nothing was seen."""
    if size == 0:
        return EMPTY
    try:
        with opened(path) as file:
            head = file.read(HEAD)
            if b"%PDF-" not in head:
                return _other(head)
            file.seek(max(0, size - TAIL))
            tail = file.read(TAIL)
            starts = _START.findall(tail)
            if not starts or max(int(starts[-1]) + 1, _promised(head)) > size:
                return DAMAGED
            file.seek(int(starts[-1]))
            table = file.read(TABLE)
    except OSError:
        return UNREADABLE
    trailer = tail.rpartition(b"trailer")[2] if b"trailer" in tail else b""
    return ENCRYPTED if _LOCKED.search(trailer) or _LOCKED.search(_dictionary(table)) else None


def _promised(head: bytes) -> int:
    """The length that a file made for the web says of itself; half of one still has an end of its first page."""
    linear = re.search(rb"<<[^>]*/Linearized\b[^>]*>>", head)
    length = linear and re.search(rb"/L\s+([0-9]{1,15})", linear[0])
    return int(length[1]) if length else 0


def _dictionary(table: bytes) -> bytes:
    """Up to where packed bytes begin or the next object: what stands there by chance says nothing."""
    return re.split(rb"\bstream\b|\bstartxref\b", table, maxsplit=1)[0]


def is_pdf(path: Path) -> bool:
    try:
        with opened(path) as file:
            return b"%PDF-" in file.read(HEAD)
    except OSError:
        return False


def _other(head: bytes) -> Said:
    if not head.strip(b"\0"):
        return DAMAGED
    kind = next((kind for magic, kind in MAGIC if head.startswith(magic)), "")
    words = NAMES[kind] if isinstance(kind, Kind) else WORDS.get(kind, kind)
    return Said(
        Rule.NOT_PDF,
        f"Nội dung không phải PDF mà là {words}." if words else "Nội dung không phải PDF.",
        "Xuất hoặc quét lại thành PDF; đổi đuôi tệp không làm tệp thành PDF.",
    )


def same_contents(root: Path, files: Iterable[File]) -> Iterator[list[File]]:
    """Groups of files with equal bytes; only files of equal size are read. What cannot be read is left out."""
    by_size = sorted((file for file in files if file.size), key=lambda file: (file.size, file.path))
    for _, group in groupby(by_size, key=lambda file: file.size):
        alike = list(group)
        if len(alike) < 2:
            continue
        by_digest: dict[str, list[File]] = {}
        for file in alike:
            if sum_ := digest(root / file.path):
                by_digest.setdefault(sum_, []).append(file)
        yield from (same for same in by_digest.values() if len(same) > 1)


def digest(path: Path) -> str:
    """SHA-256, or "" where the file cannot be read."""
    try:
        with opened(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


EMPTY = Said(Rule.EMPTY_FILE, "Tệp rỗng (0 byte).", "Quét lại tài liệu hoặc chép lại tệp.")
DAMAGED = Said(Rule.DAMAGED, "Tệp hỏng hoặc thiếu phần cuối, có thể do chép dở.", "Chép lại hoặc quét lại tài liệu.")
ENCRYPTED = Said(Rule.ENCRYPTED, "Tệp PDF có đặt mật khẩu hoặc khóa quyền.", "Gỡ mật khẩu rồi lưu lại.")
