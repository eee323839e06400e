"""The board as it leaves."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.candidates.labels import STAGES
from nennep.candidates.queries.board import Board, Line
from nennep.candidates.rules import BEFORE_ADMISSION

BOARD_HEADINGS = (
    gettext_lazy("Đơn vị"),
    gettext_lazy("Chỉ tiêu"),
    gettext_lazy("Đã giao tiếp"),
    gettext_lazy("Đã kết nạp"),
    *(word for stage, word in STAGES if stage in BEFORE_ADMISSION),
    gettext_lazy("Đang dự bị"),
    gettext_lazy("Đã công nhận trong năm"),
    gettext_lazy("Dự báo cuối năm"),
    gettext_lazy("Còn thiếu"),
    gettext_lazy("Cần lưu ý"),
)


def board_rows(board: Board) -> Iterator[list[object]]:
    for line in board.lines:
        yield [name_of(line), *figures_of(line)]
    yield [_("Tổng cộng"), *figures_of(board.total)]


def name_of(line: Line) -> str:
    name = line.unit.name if line.unit else ""
    return _("Ghi ở chính %(unit)s") % {"unit": name} if line.is_own else name


def figures_of(line: Line) -> list[object]:
    return [
        line.target, line.allotted, line.admitted, *(line.stages[stage] for stage in BEFORE_ADMISSION),
        line.probation, line.recognised, line.forecast, line.gap if line.target is not None else None,
        sum(line.heeds.values()),
    ]  # fmt: skip
