"""The parts of a zip archive, unpacked under count: nothing that the archive says of itself is believed.

Written out here because `zipfile` of older Pythons accepts overlapping entries (CVE-2024-0450), and reads the table of
contents before anybody can say that it is too long.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nennep.lib.guard.limits import Limits
from nennep.lib.guard.refusals import refusal

END, ENTRY, LOCAL = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
END_SIZE, ENTRY_SIZE, LOCAL_SIZE = 22, 46, 30
STORED, DEFLATED = 0, 8
SIZE_LATER, ENCRYPTED = 0x08, 0x01  # flags
UNKNOWN = 0xFFFFFFFF  # the size stands in an extra field
ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"Rar!", b"7z\xbc\xaf", b"BZh9", b"\xfd7zXZ")


@dataclass(frozen=True)
class Entry:
    name: str
    flags: int
    method: int
    check: int  # CRC-32
    packed: int
    size: int
    place: int


def read_parts(content: bytes, limits: Limits) -> dict[str, bytes]:
    """Name → bytes of every part, or BadFile."""
    entries = list(_entries(content, limits))
    _check_names(entries)
    spans, parts, left = [], {}, limits.unpacked
    for entry in entries:
        start = _data_start(content, entry)
        spans.append((entry.place, start + entry.packed))
        unpacked = _unpack(content[start : start + entry.packed], entry, min(left, limits.part))
        if len(unpacked) > limits.ratio_from and len(unpacked) > limits.ratio * max(entry.packed, 1):
            raise refusal("bomb")
        left -= len(unpacked)
        parts[entry.name] = unpacked
    _check_spans(spans, _end(content)[0])
    return {name: part for name, part in parts.items() if not name.endswith("/")}


def _end(content: bytes) -> tuple[int, int, int]:
    """Place, length and number of entries of the table of contents."""
    place = content.rfind(END, max(0, len(content) - END_SIZE - 0xFFFF))
    if place < 0 or place + END_SIZE > len(content):
        raise refusal("damaged")
    disk, start_disk, here, count, length, start, comment = struct.unpack_from("<4H2LH", content, place + 4)
    if disk or start_disk or here != count or place + END_SIZE + comment != len(content):
        raise refusal("damaged")
    if start + length != place:
        raise refusal("unsafe_archive", what="mục lục nén bị đặt sai chỗ")
    return start, length, count


def _entries(content: bytes, limits: Limits) -> Iterator[Entry]:
    start, length, count = _end(content)
    if count > limits.parts or length > limits.directory:
        raise refusal("bomb")
    place, end, seen = start, start + length, 0
    while place < end:
        if content[place : place + 4] != ENTRY or place + ENTRY_SIZE > end or seen >= limits.parts:
            raise refusal("damaged" if seen < limits.parts else "bomb")
        flags, method = struct.unpack_from("<2H", content, place + 8)
        check, packed, size, name, extra, comment = struct.unpack_from("<3L3H", content, place + 16)
        local = struct.unpack_from("<L", content, place + 42)[0]
        raw = content[place + ENTRY_SIZE : place + ENTRY_SIZE + name]
        yield Entry(_name(raw, flags), flags, method, check, packed, size, local)
        place += ENTRY_SIZE + name + extra + comment
        seen += 1
    if seen != count or place != end:
        raise refusal("damaged")


def _name(raw: bytes, flags: int) -> str:
    try:
        return raw.decode("utf-8" if flags & 0x800 else "ascii")
    except UnicodeDecodeError:
        return raw.decode("utf-8", errors="replace")


def _check_names(entries: list[Entry]) -> None:
    """Part names of a document compare without case; two alike let two readers see two documents."""
    if len({entry.name.casefold() for entry in entries}) < len(entries):
        raise refusal("unsafe_archive", what="có hai phần trùng tên")
    for entry in entries:
        steps = entry.name.split("/")
        if not entry.name or set(entry.name) & set('\\:\x00\n\r"<>|') or ".." in steps or entry.name.startswith("/"):
            raise refusal("unsafe_archive", what="tên phần bên trong trỏ ra ngoài tệp")


def _data_start(content: bytes, entry: Entry) -> int:
    if content[entry.place : entry.place + 4] != LOCAL or entry.place + LOCAL_SIZE > len(content):
        raise refusal("damaged")
    flags, method = struct.unpack_from("<2H", content, entry.place + 6)
    packed, size, name, extra = struct.unpack_from("<2L2H", content, entry.place + 18)
    start: int = entry.place + LOCAL_SIZE + name + extra
    if _name(content[entry.place + LOCAL_SIZE :][:name], flags) != entry.name or method != entry.method:
        raise refusal("unsafe_archive", what="mục lục nén không khớp nội dung")
    if not flags & SIZE_LATER and packed != UNKNOWN and (packed, size) != (entry.packed, entry.size):
        raise refusal("unsafe_archive", what="kích thước khai sai")
    if (flags | entry.flags) & ENCRYPTED:
        raise refusal("encrypted")
    return start


def _unpack(packed: bytes, entry: Entry, most: int) -> bytes:
    """Counted while it unpacks: never more than one byte beyond `most` is held."""
    if len(packed) != entry.packed:
        raise refusal("damaged")
    if entry.method == STORED:
        unpacked = packed
    elif entry.method == DEFLATED:
        unpacked = _inflate(packed, most)
    else:
        raise refusal("unsafe_archive", what="kiểu nén lạ")
    if len(unpacked) > most:
        raise refusal("bomb")
    if len(unpacked) != entry.size:
        raise refusal("unsafe_archive", what="kích thước khai sai")
    if zlib.crc32(unpacked) != entry.check:
        raise refusal("damaged")
    return unpacked


def _inflate(packed: bytes, most: int) -> bytes:
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        unpacked = machine.decompress(packed, most + 1)
        if len(unpacked) > most:
            return unpacked
        if not machine.eof or machine.unused_data:
            raise refusal("unsafe_archive" if machine.unused_data else "damaged", what="kích thước khai sai")
    except zlib.error as error:
        raise refusal("damaged") from error
    return unpacked


def _check_spans(spans: list[tuple[int, int]], directory: int) -> None:
    """Parts follow each other; none shares bytes with another or with the table of contents."""
    spans.sort()
    ends = [0, *(end for _, end in spans)]
    if any(start < end for (start, _), end in zip(spans, ends, strict=False)) or ends[-1] > directory:
        raise refusal("unsafe_archive", what="các phần chồng lên nhau")
    if spans and spans[0][0] != 0:
        raise refusal("unsafe_archive", what="có dữ liệu lạ trước phần đầu")


def check_nested(parts: Mapping[str, bytes]) -> None:
    if any(part.startswith(ARCHIVES) for part in parts.values()):
        raise refusal("nested_archive")
