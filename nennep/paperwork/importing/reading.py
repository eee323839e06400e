"""A filled form from anybody → whose it is and its rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from nennep.directives.rules import Via
from nennep.imports.reading import Opened, RawSheet, open_form
from nennep.imports.rules import Row, rows_of
from nennep.lib.errors import RuleBroken
from nennep.paperwork.formfiles.columns import ANSWER_FIELDS, OWN_TITLE, ROW, SHEET, TASK
from nennep.paperwork.stamps import Stamp, find_stamp, has_token

MOST_ROWS = 5_000


@dataclass(frozen=True)
class Filled:
    """A form that came back, as read; what stands in its rows is not judged yet."""

    stamp: Stamp
    rows: list[Row]
    sha256: str
    via: Via  # Excel or Word


def read_form(content: Iterable[bytes]) -> Filled:
    """Raises BadFile, or RuleBroken where the file is sound but is no form of this office."""
    return form_in(open_form(content))


def form_in(opened: Opened) -> Filled:
    sheets, via = opened.sheets, Via.WORD if opened.is_text else Via.EXCEL
    stamp = stamp_of(sheets)
    rows = [row for sheet in sheets for row in rows_of(sheet.name[:60], sheet.first, sheet.rows, [SHEET]) if row.kind]
    rows = [stamped(row, stamp, via) for row in rows if is_answer(row)]
    if not rows:
        raise RuleBroken(_("Không thấy bảng trả lời trong tệp. Hãy lấy mẫu mới, giữ nguyên dòng tiêu đề cột."))
    if len(rows) > MOST_ROWS:
        raise RuleBroken(_("Mẫu có quá %(most)s dòng. Hãy tách ra.") % {"most": MOST_ROWS})
    return Filled(stamp, rows, opened.sha256, via)


def stamp_of(sheets: Sequence[RawSheet]) -> Stamp:
    said = "\n".join(cell for sheet in sheets for row in sheet.rows for cell in row if "NN1." in cell)
    if stamp := find_stamp(said):
        return stamp
    if has_token(said):
        raise RuleBroken(_("Mẫu này không do Văn phòng này lập, hoặc mã mẫu đã bị sửa. Hãy lấy mẫu mới rồi điền lại."))
    raise RuleBroken(_("Tệp này không phải mẫu trả lời, hoặc dòng mã mẫu đã bị xóa. Hãy lấy mẫu ở trang của đơn vị."))


def is_answer(row: Row) -> bool:
    """A row of a task, or one that the unit added; not the empty ones below and not the title above those."""
    named = row.values.get(ROW, "")
    added = any(row.values.get(name) for name in (TASK, *ANSWER_FIELDS))
    is_title = row.values.get(TASK, "").startswith(OWN_TITLE[:20])
    return not is_title and (bool(named and not named.startswith("+")) or added)


def stamped(row: Row, stamp: Stamp, via: Via) -> Row:
    """With the form's token and its way in, so that the kept row says all that it is judged by."""
    named = row.values.get(ROW, "")
    said = {ROW: "" if named.startswith("+") else named, "form": stamp.token, "via": via}
    return replace(row, values=row.values | said)
