"""Files that would take a machine down: each with the code with which the guard must refuse it."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from nennep.lib.tests.make_packages import (
    Forged,
    Parts,
    entry,
    excel,
    forged,
    honest_entries,
    odt,
    repeated,
    word,
    word_parts,
    zipped,
)
from nennep.lib.tests.make_pdfs import pdf, stream

Made = Callable[[], bytes]


def bombs() -> Iterator[tuple[str, str, Made]]:
    """(name, expected code, builder); builders, for some take a second to make."""
    yield "2 MB that become 2 GB", "bomb", lambda: forged([*honest_entries(), _zeros("word/a.xml", 2048)])
    yield "10 MB that become 10 GB", "bomb", lambda: forged([_zeros("word/a.xml", 10_240)])
    yield "many parts of 40 MB", "bomb", lambda: forged([_zeros(f"word/{n}.xml", 40) for n in range(20)])
    yield "one part above 48 MB", "bomb", lambda: forged([_zeros("word/a.xml", 49)])
    yield "ratio of a thousand below all sizes", "bomb", lambda: forged([*honest_entries(), _zeros("word/a.xml", 5)])
    yield "declared small, in truth large", "unsafe_archive bomb", lambda: forged([_lying(100)])
    yield "declared large, in truth small", "unsafe_archive", lambda: forged([_lying(2_000_000_000, megabytes=0)])
    yield "60,000 parts", "bomb", lambda: forged([Forged(b"word/%d.xml" % n, b"", 0) for n in range(60_000)])
    yield "60,000 parts, one declared", "bomb", lambda: forged(_tiny(60_000), count=1)
    yield "2,001 parts", "bomb", lambda: forged(_tiny(2_001))
    yield "parts that share their bytes", "unsafe_archive", lambda: forged(_overlapping())
    yield "parts within each other", "unsafe_archive", _quoted
    yield "two parts with one name", "unsafe_archive", lambda: forged([*honest_entries(), honest_entries()[2]])
    twin = entry("WORD/Document.xml", b"<a/>")
    yield "two names that differ by case", "unsafe_archive", lambda: forged([*honest_entries(), twin])
    yield "archive in an archive", "nested_archive", lambda: word(more={"word/media/a.zip": word()})
    yield "archive in an archive, renamed", "nested_archive", lambda: word(more={"word/media/image1.png": word()})
    yield "gzip in an archive", "nested_archive", lambda: word(more={"word/a.bin": b"\x1f\x8b\x08" + bytes(50)})
    yield "archive in an .odt", "nested_archive", lambda: odt(more={"Pictures/a": odt()})
    yield "path that leaves the folder", "unsafe_archive", lambda: word(more={"../../etc/passwd": "x"})
    yield "absolute path", "unsafe_archive", lambda: forged([*honest_entries(), entry("/etc/passwd", b"x")])
    yield "path of Windows", "unsafe_archive", lambda: forged([*honest_entries(), entry("word\\a.xml", b"x")])
    yield "name in contents unlike name at place", "unsafe_archive", lambda: forged(_two_named())
    yield "data before the archive", "unsafe_archive", lambda: b"PK\x03\x04garbage" + word()
    yield "billion laughs", "doctype", lambda: word(more={"word/document.xml": _LAUGHS})
    flood: Parts = {"word/media/a.png": png(30_000, 30_000)}
    yield "picture of 30,000 × 30,000 in a document", "pixels", lambda: word(more=flood)
    yield "sheet of zeros", "bomb", lambda: excel(more={"xl/b.xml": bytes(60 * 1024 * 1024)})
    yield "LZMA part", "unsafe_archive", lambda: zipped(word_parts(), zipfile.ZIP_LZMA)
    yield from _pictures()
    yield from _pdfs()


def _pictures() -> Iterator[tuple[str, str, Made]]:
    yield "picture of 30,000 × 30,000", "pixels", lambda: png(30_000, 30_000)
    yield "picture one pixel high, two billion wide", "pixels", lambda: png(2_000_000_000, 1)
    yield "photograph of 65,000 × 65,000", "pixels", lambda: jpeg(65_000, 65_000)
    yield "fax of 60,000 × 60,000", "pixels", lambda: tiff([(60_000, 60_000)])
    yield "fax whose pages go in a circle", "too_deep", lambda: tiff([(100, 100)], circle=True)


def _pdfs() -> Iterator[tuple[str, str, Made]]:
    yield "page tree 5,000 deep", "too_deep", lambda: pdf(_tree(5_000))
    yield "page tree in a circle", "too_deep", lambda: pdf(_tree(10) | {10: b"<< /Type /Pages /Parent 19 0 R >>"})
    yield "brackets 100,000 deep", "too_deep", lambda: pdf({4: b"[" * 100_000 + b"]" * 100_000})
    yield "page of 300 MB", "bomb", lambda: pdf({4: stream(bytes(300 * 1024 * 1024))})
    yield "filter upon filter", "bomb", lambda: pdf({4: _twice(200)})
    yield "twenty filters", "bomb", lambda: pdf({4: _many_filters()})
    yield "picture of 40,000 × 40,000 in a PDF", "pixels", lambda: pdf({4: stream(b"", _PICTURE)})


_LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><w:document>&c;</w:document>'
_PICTURE = b"/Type /XObject /Subtype /Image /Width 40000 /Height 40000 /BitsPerComponent 8"


def _zeros(name: str, megabytes: int) -> Forged:
    size = megabytes * 1024 * 1024
    check = zlib.crc32(bytes(size)) if megabytes < 100 else 0
    return Forged(name.encode(), repeated(b"\x00", megabytes), size=size % 2**32, check=check)


def _lying(size: int, megabytes: int = 60) -> Forged:
    data = repeated(b"\x00", megabytes) if megabytes else b"\x03\x00"
    return Forged(b"[Content_Types].xml", data, size=size)


def _tiny(count: int) -> list[Forged]:
    return [Forged(b"word/%d.xml" % n, b"", 0) for n in range(count)]


def _overlapping() -> list[Forged]:
    """All entries of the table of contents point at one kernel."""
    kernel = entry("word/a.xml", bytes(100_000))
    others = [replace(kernel, name=b"word/a.xml" + b" " * n, local_name=kernel.name, place=0) for n in range(1, 30)]
    return [kernel, *others]


def _quoted() -> bytes:
    """The second part begins within the first one's data."""
    inner = forged([entry("word/b.xml", b"<b/>")])
    head = inner[: inner.index(b"PK\x01\x02")]
    outer = Forged(b"word/a.xml", head, 0, size=len(head), check=zlib.crc32(head))
    second = replace(entry("word/b.xml", b"<b/>"), place=30 + len(outer.name))
    return forged([outer, second])


def _two_named() -> list[Forged]:
    return [*honest_entries(), replace(entry("word/a.xml", b"<a/>"), local_name=b"word/b.xml")]


def _tree(depth: int) -> dict[int, bytes]:
    nodes = range(10, 10 + depth)
    return {n: b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (n - 1, n + 1) for n in nodes}


def _twice(megabytes: int) -> bytes:
    inner = zlib.compress(bytes(megabytes * 1024 * 1024), 9)
    data = zlib.compress(inner, 9)
    return b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(data), data)


def _many_filters() -> bytes:
    return b"<< /Length 1 /Filter [" + b"/ASCIIHexDecode " * 20 + b"] >>\nstream\n00>\nendstream"


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data))


def png(width: int, height: int, tail: bytes = b"") -> bytes:
    """Says its size; holds one row of pixels."""
    head = _chunk(b"IHDR", struct.pack(">2L5B", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", zlib.compress(bytes(10))) + _chunk(b"IEND", b"") + tail


def jpeg(width: int, height: int, comment: bytes = b"") -> bytes:
    size = b"\xff\xc0" + struct.pack(">HB2HB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    noted = b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment if comment else b""
    return b"\xff\xd8" + noted + size + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + bytes(20) + b"\xff\xd9"


def tiff(pages: list[tuple[int, int]], *, circle: bool = False) -> bytes:
    made = b"II*\x00" + struct.pack("<L", 8)
    for number, (width, height) in enumerate(pages, start=1):
        after = 8 if circle else 0 if number == len(pages) else 8 + number * 30
        made += struct.pack("<H", 2) + struct.pack("<HHLL", 256, 4, 1, width) + struct.pack("<HHLL", 257, 4, 1, height)
        made += struct.pack("<L", after)
    return made
