"""The figures as they leave: .xlsx, and a register as .docx."""

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from nennep.directives.models import Assignment
from nennep.evaluation.labels import MARKS
from nennep.evaluation.queries import Figures
from nennep.evaluation.rules import Mark
from nennep.lib.periods import Period
from nennep.lib.text import capitalised
from nennep.organisation.models import Office
from nennep.writing.papers import Column, Letterhead, Paper, Register, write_register

Table = tuple[list[str], list[list[object]]]


def figures_rows(figures: Iterable[Figures]) -> Table:
    words = [str(word) for _mark, word in MARKS]
    headings = ["TT", _("Đơn vị, cá nhân"), *words, _("Tỷ lệ đúng hạn"), _("Tỷ lệ chậm"), _("Tỷ lệ vượt mức")]
    return headings, [
        [n, f.name, *(f.counts[m] for m, _w in MARKS), f.on_time_share, f.late_share, f.exceeded_share]
        for n, f in enumerate(figures, 1)
    ]


def answers_rows(answers: Iterable[Assignment]) -> Table:
    headings = [
        "TT",
        _("Đơn vị, cá nhân"),
        _("Nhiệm vụ"),
        _("Văn bản"),
        _("Mục"),
        _("Hạn"),
        _("Ngày xong"),
        _("Trạng thái"),
    ]
    return headings, [
        [
            n,
            answer.label,
            capitalised(answer.task.text),
            answer.task.directive.reference if answer.task.directive else "",
            answer.task.clause.path if answer.task.clause else "",
            answer.due,
            answer.reported_on,
            answer.get_state_display(),
        ]
        for n, answer in enumerate(answers, 1)
    ]


COLUMNS = (
    *(Column("TT", 10), Column("Đơn vị, cá nhân", 47), Column("Nhiệm vụ", 13), Column("Đúng hạn", 14)),
    *(Column("Chậm", 13), Column("Chưa hoàn thành", 17), Column("Khách quan", 15), Column("Vượt mức", 13)),
    *(Column("Nhập chậm", 13), Column("Đúng hạn (%)", 15)),
)
ON_PAPER = (Mark.ALL, Mark.ON_TIME, Mark.LATE, Mark.NOT_DONE, Mark.EXCUSED, Mark.EXCEEDED, Mark.ENTERED_LATE)


def figures_document(period: Period, figures: Sequence[Figures]) -> bytes:
    """In Vietnamese, whoever asks for it."""
    with override("vi"):
        office = Office.objects.get()
        head = Letterhead(superior=office.superior, issuer=office.name, place=office.place, day=timezone.localdate())
        rows = [
            [str(n), f.name, *(str(f.counts[mark]) for mark in ON_PAPER), f.on_time_share]
            for n, f in enumerate(figures, 1)
        ]
        title = f"{period.name}, theo số liệu thực hiện nhiệm vụ"
        return write_register(Paper(head, Register("SỐ LIỆU PHỤC VỤ ĐÁNH GIÁ, XẾP LOẠI", title, COLUMNS, rows)))
