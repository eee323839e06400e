"""OLE2 files: old Word documents, and the wrapper of encrypted new ones."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from nennep.lib.guard.kinds import Kind
from nennep.lib.guard.refusals import refusal

FREE = 0xFFFFFFFF
ENTRY = 128
MOST_SECTORS = 200_000
ENCRYPTED = 0x0100  # flag in the head of a Word document
MACROS = {"macros", "vba", "_vba_project", "_vba_project_cur", "dir_vba", "vbaproject"}
OBJECTS = {"\x01ole10native", "package", "\x03linkinfo"}
OTHERS = {"workbook": "bảng tính Excel cũ (.xls)", "book": "bảng tính Excel cũ (.xls)",
          "powerpoint document": "bản trình chiếu PowerPoint", "__properties_version1.0": "thư Outlook"}  # fmt: skip

_FIELD = re.compile(
    rb"\x13\x00?(?:[ \"]\x00?)*(?:(?P<active>D\x00?D\x00?E|M\x00?A\x00?C\x00?R\x00?O\x00?B)"
    rb"|(?P<reach>I\x00?N\x00?C\x00?L\x00?U\x00?D\x00?E|L\x00?I\x00?N\x00?K|I\x00?M\x00?P\x00?O\x00?R\x00?T"
    rb"|D\x00?A\x00?T\x00?A\x00?B\x00?A\x00?S\x00?E))", re.IGNORECASE
)  # fmt: skip
_REMOTE = rb"(?:h\x00t\x00t\x00p\x00(?:s\x00)?:\x00|\\\x00\\\x00)"
_TEMPLATE = re.compile(_REMOTE + rb"(?:[^\x00]\x00){1,200}?\.\x00d\x00o\x00t\x00", re.IGNORECASE)


@dataclass(frozen=True)
class Stream:
    name: str
    kind: int  # 1 storage, 2 stream, 5 root
    start: int
    size: int
    child: int  # first entry of a storage


def check(content: bytes) -> Kind | str:
    try:
        streams = list(_directory(content))
        names = {stream.name.lower() for stream in streams}
        if "encryptedpackage" in names or "encryptioninfo" in names:
            raise refusal("encrypted")
        if names & MACROS:
            raise refusal("active", what="macro VBA")
        pooled = any(s.name.lower() == "objectpool" and s.child != FREE for s in streams)  # Word writes empty ones
        if pooled or names & OBJECTS:
            raise refusal("active", what="đối tượng OLE")
        other = next((what for name, what in OTHERS.items() if name in names), None)
        if other:
            return other
        main = next((s for s in streams if s.name.lower() == "worddocument" and s.kind == 2), None)
        if main is None:
            return "tệp Office cũ loại khác"
        _check_word(content, main, streams)
    except (struct.error, IndexError) as error:
        raise refusal("damaged") from error
    return Kind.DOC


def _check_word(content: bytes, main: Stream, streams: list[Stream]) -> None:
    head = _bytes(content, main)
    if struct.unpack_from("<H", head)[0] != 0xA5EC:
        raise refusal("damaged")
    if struct.unpack_from("<H", head, 10)[0] & ENCRYPTED:
        raise refusal("encrypted")
    found = _FIELD.search(head)
    if found:
        raise refusal("active" if found["active"] else "external", what="trường DDE, macro hoặc liên kết")
    tables = (s for s in streams if s.name.lower() in {"0table", "1table"} and s.kind == 2)
    if any(_TEMPLATE.search(_bytes(content, table)) for table in tables):
        raise refusal("external", what="mẫu văn bản ở xa")


def _shape(content: bytes) -> tuple[int, list[int]]:
    """Bytes of a sector, and the table that chains sectors."""
    shift = struct.unpack_from("<H", content, 30)[0]
    if shift not in (9, 12):
        raise refusal("damaged")
    size = 1 << shift
    sectors = list(struct.unpack_from("<109L", content, 76))
    more, count = struct.unpack_from("<2L", content, 68)
    for _ in range(min(count, 2_000)):
        if more >= MOST_SECTORS:
            break
        values = struct.unpack_from(f"<{size // 4}L", content, (more + 1) * size)
        sectors += values[:-1]
        more = values[-1]
    table: list[int] = []
    for sector in sectors:
        if sector < MOST_SECTORS:
            table += struct.unpack_from(f"<{size // 4}L", content, (sector + 1) * size)
    return size, table


def _chain(content: bytes, start: int) -> Iterator[bytes]:
    size, table = _shape(content)
    seen: set[int] = set()
    while start < len(table):
        if start in seen:
            raise refusal("damaged")
        seen.add(start)
        yield content[(start + 1) * size : (start + 2) * size]
        start = table[start]


def _bytes(content: bytes, stream: Stream) -> bytes:
    return b"".join(_chain(content, stream.start))[: stream.size]


def _directory(content: bytes) -> Iterator[Stream]:
    raw = b"".join(_chain(content, struct.unpack_from("<L", content, 48)[0]))
    for place in range(0, len(raw) - ENTRY + 1, ENTRY):
        length, kind = struct.unpack_from("<HB", raw, place + 64)
        if kind in (1, 2, 5) and 2 <= length <= 64:
            name = raw[place : place + length - 2].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<2L", raw, place + 116)
            child = struct.unpack_from("<L", raw, place + 76)[0]
            yield Stream(name, kind, start, size, child)
