"""Builders of office packages, honest and forged, for the guard's tests."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, replace

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ODT_TYPE = "application/vnd.oasis.opendocument.text"

Parts = dict[str, bytes | str]


def types(main: str, name: str, more: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{name}" ContentType="{main}"/>{more}</Types>'
    )


def _relation(number: int, kind: str, target: str, external: bool) -> str:
    mode = ' TargetMode="External"' if external else ""
    full = kind if ":" in kind else f"{OFFICE}/{kind}"
    return f'<Relationship Id="r{number}" Type="{full}" Target="{target}"{mode}/>'


def relations(*found: tuple[str, str, bool]) -> str:
    """(type, target, external) …"""
    rows = "".join(_relation(n, *one) for n, one in enumerate(found))
    head = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return f"{head}{rows}</Relationships>"


def zipped(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


PARAGRAPH = "<w:p><w:r><w:t>Đảng ủy</w:t></w:r></w:p>"


def word_parts(body: str = PARAGRAPH, more: Parts | None = None, links: str = "") -> Parts:
    parts: Parts = {
        "[Content_Types].xml": types(WORD_TYPE, "word/document.xml"),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", False)),
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    if links:
        parts["word/_rels/document.xml.rels"] = links
    return parts | (more or {})


def word(body: str = PARAGRAPH, more: Parts | None = None, links: str = "") -> bytes:
    return zipped(word_parts(body, more, links))


def excel(sheet: str = "", more: Parts | None = None, types_more: str = "") -> bytes:
    parts: Parts = {
        "[Content_Types].xml": types(EXCEL_TYPE, "xl/workbook.xml", types_more),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml", False)),
        "xl/workbook.xml": "<workbook><sheets/></workbook>",
        "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{sheet}</sheetData></worksheet>",
    }
    return zipped(parts | (more or {}))


def odt(content: str = "<text:p>Đảng ủy</text:p>", more: Parts | None = None, kind: str = ODT_TYPE) -> bytes:
    parts: Parts = {
        "mimetype": kind,
        "content.xml": f"<office:document-content>{content}</office:document-content>",
        "META-INF/manifest.xml": "<manifest:manifest/>",
    }
    return zipped(parts | (more or {}))


@dataclass(frozen=True)
class Forged:
    """An entry whose head may lie."""

    name: bytes
    data: bytes
    method: int = 8
    flags: int = 0
    size: int | None = None
    packed: int | None = None
    check: int | None = None
    local_name: bytes | None = None
    place: int | None = None  # where the table of contents says that it begins


def deflated(content: bytes) -> bytes:
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return machine.compress(content) + machine.flush()


def entry(name: str, content: bytes) -> Forged:
    return Forged(name.encode(), deflated(content), size=len(content), check=zlib.crc32(content))


def honest_entries() -> list[Forged]:
    found = word_parts().items()
    return [entry(name, c.encode() if isinstance(c, str) else c) for name, c in found]


def forged(entries: list[Forged], count: int | None = None) -> bytes:
    made, table = bytearray(), bytearray()
    for one in entries:
        size = len(one.data) if one.size is None else one.size
        packed = len(one.data) if one.packed is None else one.packed
        place = len(made) if one.place is None else one.place
        sums = struct.pack("<3L", one.check or 0, packed, size)
        local = one.local_name or one.name
        made += b"PK\x03\x04" + struct.pack("<5H", 20, one.flags, one.method, 0, 0) + sums
        made += struct.pack("<2H", len(local), 0) + local + one.data
        table += b"PK\x01\x02" + struct.pack("<6H", 20, 20, one.flags, one.method, 0, 0) + sums
        table += struct.pack("<5H2L", len(one.name), 0, 0, 0, 0, 0, place) + one.name
    number = min(len(entries) if count is None else count, 0xFFFF)
    end = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, number, number, len(table), len(made), 0)
    return bytes(made + table + end)


def renamed(one: Forged, name: str) -> Forged:
    return replace(one, name=name.encode(), local_name=None)


def repeated(unit: bytes, megabytes: int) -> bytes:
    """Many deflated megabytes of the like, of which only one was packed: its block stands again and again."""
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = machine.compress(unit * (1024 * 1024 // len(unit))) + machine.flush(zlib.Z_FULL_FLUSH)
    return block * megabytes + b"\x03\x00"
