"""The figures as they leave: .xlsx, and a register as .docx."""

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from nennep.directives.models import Assignment
from nennep.evaluation.labels import MARKS, RATES
from nennep.evaluation.queries import Figures
from nennep.lib.periods import Period
from nennep.lib.text import capitalised
from nennep.organisation.models import Office
from nennep.writing.papers import Column, Letterhead, Paper, Register, Side, write_register

Table = tuple[list[str], list[list[object]]]


def figures_rows(figures: Iterable[Figures]) -> Table:
    """The columns of the page, in its order; the paper has the same."""
    headings = ["TT", _("Đơn vị, cá nhân"), *(str(word) for _each, word in (*MARKS, *RATES))]
    return headings, [
        [n, f.name, *(f.counts[mark] for mark, _word in MARKS), *(f.rates[rate] for rate, _word in RATES)]
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


WIDTHS = (9, 42, *([17] * len(MARKS)), *([20] * len(RATES)))  # mm, on a turned sheet


def figures_document(period: Period, figures: Sequence[Figures]) -> bytes:
    """In Vietnamese, whoever asks for it."""
    with override("vi"):
        office = Office.objects.get()
        head = Letterhead(superior=office.superior, issuer=office.name, place=office.place, day=timezone.localdate())
        headings, rows = figures_rows(figures)
        sides = [Side.LEFT, Side.LEFT, *([Side.CENTRE] * (len(WIDTHS) - 2))]
        columns = [Column(*each) for each in zip(headings, WIDTHS, sides, strict=True)]
        texts = [[str(cell) for cell in row] for row in rows]
        title = f"{capitalised(period.name)}, theo số liệu thực hiện nhiệm vụ"
        register = Register("SỐ LIỆU PHỤC VỤ ĐÁNH GIÁ, XẾP LOẠI", title, columns, texts, landscape=True)
        return write_register(Paper(head, register))
