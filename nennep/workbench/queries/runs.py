"""The list of runs, and one run on its page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nennep.workbench.labels import SHAPES
from nennep.workbench.models import ListRun
from nennep.workbench.rules import RunState

if TYPE_CHECKING:
    from nennep.accounts.models import User

HEADINGS = (
    _("Tên"), _("Đơn vị"), _("Người đưa vào"), _("Lúc"), _("Tình trạng"), _("Số dòng"), _("Số người"), _("Ngày xóa"),
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    run: ListRun
    state: str
    shape: str
    rows: int | None
    persons: int | None


def runs_for(user: "User") -> "QuerySet[ListRun]":
    return ListRun.objects.visible_to(user).select_related("unit", "by", "job")


def shown(runs: Iterable[ListRun]) -> list[Shown]:
    return [
        Shown(
            run,
            run.get_state_display(),
            SHAPES[RunState(run.state)],
            run.figures.get("rows_in"),
            run.figures.get("persons"),
        )
        for run in runs
    ]


def sheet_rows(runs: Iterable[ListRun]) -> Iterator[list[object]]:
    for each in shown(runs):
        run = each.run
        yield [
            run.name, run.unit.name, run.by.full_name, run.made_at, each.state, each.rows, each.persons, run.erase_on,
        ]  # fmt: skip
