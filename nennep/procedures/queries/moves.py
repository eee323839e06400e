"""Dates that moved with the calendar."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from nennep.procedures.models import Case, CaseEvent, Recount

if TYPE_CHECKING:
    from nennep.accounts.models import User


def moved_by(recount: Recount, user: "User") -> QuerySet[CaseEvent]:
    """Of this person's cases, those that moved."""
    seen = recount.events.filter(step__case__in=Case.objects.visible_to(user))
    return seen.select_related("step__case__unit", "step__case__version__procedure").order_by("now", "pk")


HEADINGS = (
    gettext_lazy("Hồ sơ"),
    gettext_lazy("Quy trình"),
    gettext_lazy("Đơn vị"),
    gettext_lazy("Hạn trước"),
    gettext_lazy("Hạn nay"),
)


def sheet_rows(found: QuerySet[CaseEvent]) -> Iterator[list[object]]:
    for event in found:
        case = event.step.case
        yield [case.subject, case.version.procedure.name, case.unit.name, event.was, event.now]
