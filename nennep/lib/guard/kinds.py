"""What a file is, by its content and never by its name."""

from enum import StrEnum


class Kind(StrEnum):
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    ODS = "ods"
    DOC = "doc"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"
    TXT = "txt"  # plain text of any encoding, .csv included


NAMES = {
    Kind.DOCX: "văn bản Word (.docx)",
    Kind.XLSX: "bảng tính Excel (.xlsx)",
    Kind.ODT: "văn bản OpenDocument (.odt)",
    Kind.ODS: "bảng tính OpenDocument (.ods)",
    Kind.DOC: "văn bản Word cũ (.doc)",
    Kind.PDF: "tệp PDF",
    Kind.PNG: "ảnh PNG",
    Kind.JPEG: "ảnh JPEG",
    Kind.TIFF: "ảnh TIFF",
    Kind.TXT: "tệp văn bản thuần (.txt, .csv)",
}

# first bytes → kind, or a plain word for something that is never taken
MAGIC: tuple[tuple[bytes, Kind | str], ...] = (
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "tệp RTF"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf\x27\x1c", "tệp nén 7z"),
    (b"\x1f\x8b", "tệp nén gzip"),
    (b"MZ", "chương trình"),
    (b"\x7fELF", "chương trình"),
    (b"#!", "chương trình"),
    (b"GIF8", "ảnh GIF"),
    (b"BM", "ảnh BMP"),
    (b"%!PS", "tệp PostScript"),
)
