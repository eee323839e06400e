"""The form as a Word table: answers in content controls, all else locked; and the same on paper, for a pen."""

from collections.abc import Sequence

from docx.shared import Pt

from nennep.organisation.models import Unit
from nennep.paperwork.formfiles.columns import (
    ANSWER_FIELDS,
    DAY,
    FIGURE,
    HEADINGS,
    HOW,
    OWN,
    OWN_FIELDS,
    OWN_TITLE,
    PERCENT,
    PROOF,
    REASON,
    SAID,
    STATE,
    TASK,
    TITLE,
    UNTIL,
)  # fmt: skip
from nennep.paperwork.queries import Line
from nennep.paperwork.rules import CLAIMS
from nennep.paperwork.stamps import new_token
from nennep.web.form_texts import add_table, band, control, opened, paragraph, row, saved, seal, write

FIRST = "TT, mã"
BEFORE = "Đã báo"
WIDTHS = {
    FIRST: 15, TASK: 60, BEFORE: 26, STATE: 25, PERCENT: 11, FIGURE: 17, SAID: 42, DAY: 20, PROOF: 22, UNTIL: 20,
    REASON: 19,
}  # fmt: skip
COLUMNS = [HEADINGS.get(name, name) for name in WIDTHS]
BOXES = "☐ Đang làm\n☐ Xong\n☐ Xin gia hạn\n☐ Vướng"  # short, so that each stands in one line
PAPER_TITLE = "PHIẾU TRẢ LỜI NHIỆM VỤ ĐƯỢC GIAO"
PAPER_HOW = (
    "Điền bằng bút, đánh dấu vào ô trạng thái, ký tên rồi gửi về Văn phòng. Văn phòng nhập thay đơn vị theo mã ở "
    "cột đầu. Dòng nào không có gì mới thì để trống."
)


def word_form(unit: Unit, lines: Sequence[Line]) -> bytes:
    """To fill in by Word or LibreOffice and send back."""
    document = opened(TITLE, unit.name, HOW)
    rows = [row(WIDTHS, told(n, line), controls(line.row, ANSWER_FIELDS)) for n, line in enumerate(lines, 1)]
    own = [row(WIDTHS, {FIRST: f"+{n}"}, controls(f"+{n}", (TASK, *OWN_FIELDS))) for n in range(1, OWN + 1)]
    add_table(document, WIDTHS, COLUMNS, [*rows, band(WIDTHS, OWN_TITLE), *own])
    seal(document, "Mã mẫu (xin đừng xóa)", new_token(unit))
    return saved(document)


def paper_form(unit: Unit, lines: Sequence[Line]) -> bytes:
    """To print and fill in with a pen; a clerk keys it by the code of each row."""
    document = opened(PAPER_TITLE, unit.name, PAPER_HOW)
    blank = {STATE: paragraph(BOXES)}
    rows = [row(WIDTHS, told(n, line), blank) for n, line in enumerate(lines, 1)]
    own = [row(WIDTHS, {FIRST: f"+{n}", TASK: "\n\n"}, blank) for n in range(1, 4)]
    add_table(document, WIDTHS, COLUMNS, [*rows, band(WIDTHS, OWN_TITLE), *own])
    signed = document.add_paragraph()
    signed.paragraph_format.space_before = Pt(12)
    write(signed, "Người điền phiếu (ký, ghi rõ họ tên): ……………………………………    Ngày ……/……/…………", size=11)
    return saved(document)


def told(number: int, line: Line) -> dict[str, str]:
    return {FIRST: f"{number}\n{line.code}", TASK: asked(line), BEFORE: line.before}


def asked(line: Line) -> str:
    facts = (("Từ", line.source), ("Hạn", line.due), ("Cần nộp", line.proof), ("Chỉ tiêu", line.target))
    return "\n".join([line.task, " · ".join(f"{word}: {fact}" for word, fact in facts if fact)])


def controls(whose: str, names: Sequence[str]) -> dict[str, str]:
    return {name: control(whose, name, HEADINGS[name], CLAIMS.values() if name == STATE else ()) for name in names}
