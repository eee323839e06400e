"""Documents of an invented committee, short enough to read."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.text.paragraph import Paragraph as Line

from nennep.writing.content import (
    Annex,
    Block,
    Bullet,
    Column,
    Head,
    Heading,
    OfficialDocument,
    Paragraph,
    Side,
    Signature,
    TableBlock,
)
from nennep.writing.layout import Style
from nennep.writing.official import write_official

DAY = date(2026, 2, 5)
BY_PARTY = Signature("T/M Ban Thường vụ", "Phó Bí thư", "Nguyễn Văn An")
BY_STATE = Signature("TM. Ủy ban nhân dân\nKT. Chủ tịch", "Phó Chủ tịch", "Nguyễn Văn An")
COLUMNS = (Column("TT", 10, Side.CENTRE), Column("Nhiệm vụ", 110), Column("Hạn", 30, Side.CENTRE))
BODY: tuple[Block, ...] = (
    Paragraph("Đảng ủy báo cáo kết quả thực hiện nhiệm vụ quý IV như sau:"),
    Heading(1, "Kết quả thực hiện"),
    Heading(2, "Công tác xây dựng Đảng"),
    Bullet("Kết nạp 45 đảng viên, đạt 102% chỉ tiêu."),
    Paragraph("Trên đây là báo cáo của Đảng ủy"),
)


def rows(count: int) -> list[list[str]]:
    return [[str(n), f"Việc thứ {n}: rà soát hồ sơ & dữ liệu", "31/12/2026"] for n in range(1, count + 1)]


def party(type: str = "Báo cáo", **changes: Any) -> OfficialDocument:
    head = Head(
        superior="Đảng bộ thành phố Bình Hải",
        issuer="Đảng ủy các cơ quan Đảng thành phố",
        place="Bình Hải",
        day=DAY,
        type=type,
        symbol="ĐU",
        number="7",
    )
    recipients = ("Ban Thường vụ Thành ủy", "Lưu Văn phòng Đảng ủy")
    return replace(OfficialDocument(head, "kết quả quý IV năm 2025", BODY, BY_PARTY, recipients), **changes)


def state(type: str = "Báo cáo", **changes: Any) -> OfficialDocument:
    head = Head(
        style=Style.STATE,
        superior="",
        issuer="Ủy ban nhân dân phường An Biên",
        place="An Biên",
        day=DAY,
        type=type,
        symbol="UBND",
        number="7",
    )
    recipients = ("Như trên", "Lưu: VT, VP")
    return replace(OfficialDocument(head, "Kết quả quý IV năm 2025", BODY, BY_STATE, recipients), **changes)


def undated(content: OfficialDocument) -> OfficialDocument:
    return replace(content, head=replace(content.head, number="", dated=False))


def annexed(content: OfficialDocument, count: int = 3) -> OfficialDocument:
    table = TableBlock(COLUMNS, rows(count))
    return replace(content, annexes=[Annex("Danh mục", [table], landscape=True), Annex("Ghi chú", BODY[:1])])


def opened(content: OfficialDocument) -> DocumentType:
    return Document(io.BytesIO(write_official(content)))


def lines(document: DocumentType) -> list[Line]:
    """Every paragraph of the document in its order, those of tables too."""
    return [Line(each, document._body) for each in document.element.body.iter(f"{{{W}}}p")]


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def line(document: DocumentType, words: str) -> Line:
    """The first paragraph with exactly these words."""
    return next(each for each in lines(document) if each.text == words)
