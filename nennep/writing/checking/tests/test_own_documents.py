"""What this house writes passes its own checker."""

from datetime import date

import pytest

from nennep.writing.checking.checker import check
from nennep.writing.content import (
    Annex,
    Article,
    Block,
    Bullet,
    Column,
    Formula,
    Head,
    Heading,
    Marks,
    OfficialDocument,
    Paragraph,
    Signature,
    TableBlock,
)
from nennep.writing.layout import Style
from nennep.writing.official import write_official

WORDS = "Các chi bộ, đảng bộ trực thuộc rà soát, hoàn thành việc đối chiếu hồ sơ đảng viên trước ngày 30/11/2026."
TEXT: list[Block] = [
    *(Paragraph(WORDS), Heading(1, "KẾT QUẢ"), Heading(2, "Kết quả đạt được"), Paragraph(WORDS), Bullet(WORDS)),
    *(Heading(2, "Hạn chế"), Heading(3, "Về tổ chức"), Paragraph(WORDS), Heading(1, "NHIỆM VỤ"), Paragraph(WORDS)),
]
DECISION: list[Block] = [Formula("QUYẾT ĐỊNH"), Article(1, words=WORDS), Article(2, words=WORDS)]
TABLE = TableBlock([Column("TT", 10), Column("Nội dung", 100)], [("1", "Rà soát hồ sơ")])
CASES = [
    *((Style.PARTY, kind) for kind in ("Kết luận", "Nghị quyết", "Quyết định", "Báo cáo", "Tờ trình", "Công văn")),
    *((Style.STATE, kind) for kind in ("Quyết định", "Kế hoạch", "Báo cáo", "Tờ trình", "Công văn")),
]


def written(style: Style, kind: str) -> OfficialDocument:
    party, decides = style is Style.PARTY, kind == "Quyết định"
    symbol = "ĐU" if party else "UBND-VP" if kind == "Công văn" else "UBND"
    head = Head(
        style=style, superior="Đảng bộ thành phố Bình Hải" if party else "", place="An Biên", day=date(2026, 2, 3),
        issuer="Đảng ủy phường An Biên" if party else "Ủy ban nhân dân phường An Biên", type=kind, symbol=symbol,
        number="5",
    )  # fmt: skip
    signs = ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ") if party else ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    return OfficialDocument(
        head=head,
        abstract="về kết quả thực hiện nhiệm vụ",
        blocks=DECISION if decides else TEXT,
        signature=Signature(*signs, "Trần Minh Khoát"),
        recipients=["Các chi bộ trực thuộc", "Lưu Văn phòng Đảng ủy" if party else "Lưu: VT"],
        addressees=["Các chi bộ", "Văn phòng"] if kind in {"Công văn", "Tờ trình"} else [],
        grounds=["Căn cứ Điều lệ Đảng", "Căn cứ Quy chế làm việc"] if decides else [],
        annexes=[Annex("Danh mục", [TABLE], landscape=True)],
        marks=Marks(urgency="HỎA TỐC"),
    )


@pytest.mark.parametrize(("style", "kind"), CASES)
def test_an_official_document_of_the_house_has_no_finding(style: Style, kind: str) -> None:
    report = check(write_official(written(style, kind)))

    assert [f"{finding.code} {finding.message}" for finding in report.findings] == []
    assert (report.style, report.type) == (style, kind)
