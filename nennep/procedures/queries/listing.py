"""The list of cases: what it is narrowed to, how many there are of each state, the rows of a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nennep.lib.text import fold
from nennep.procedures.labels import TIMES
from nennep.procedures.models import Case, CaseEvent, CaseQuerySet, EventKind, Procedure, ProcedureVersion
from nennep.procedures.rules import SOON_DAYS, CaseState, Time, time_of

if TYPE_CHECKING:
    from nennep.accounts.models import User

ENDED = {"closed": CaseState.CLOSED, "annulled": CaseState.ANNULLED}
STATES = (*(time.value for time in Time), *ENDED)


@dataclass(frozen=True)
class Wanted:
    """`state` empty: every open case."""

    state: str = ""
    procedure: str = ""
    words: str = ""

    @property
    def narrows(self) -> bool:
        return bool(self.state or self.procedure or self.words)


def in_state(state: str, today: date) -> Q:
    if state in ENDED:
        return Q(state=ENDED[state])
    soon = today + timedelta(days=SOON_DAYS)
    times = {
        Time.LATE: Q(due__lt=today),
        Time.SOON: Q(due__gte=today, due__lte=soon),
        Time.LATER: Q(due__gt=soon),
        Time.NONE: Q(due=None),
    }
    return Q(state=CaseState.OPEN) & (times[Time(state)] if state else Q())


def cases(user: "User", wanted: Wanted, today: date) -> CaseQuerySet:
    """Those of this person, the one first due on top, those that ended by their last day."""
    found = Case.objects.visible_to(user).filter(in_state(wanted.state, today))
    if wanted.procedure:
        found = found.filter(version__procedure__key=wanted.procedure)
    for word in fold(wanted.words).split():
        found = found.filter(folded__contains=word)
    order = ("-ended_on", "-pk") if wanted.state in ENDED else (F("due").asc(nulls_last=True), "pk")
    return found.select_related("unit").order_by(*order)


def counts(user: "User", today: date) -> dict[str, int]:
    """How many cases of this person stand in each state; `open` is the sum of those that still run."""
    asked = {state: Count("pk", filter=in_state(state, today)) for state in STATES}
    found: dict[str, int] = Case.objects.visible_to(user).aggregate(**asked)
    return found | {"open": sum(found[time] for time in Time)}


@dataclass(frozen=True)
class Row:
    case: Case
    procedure: str
    step: str
    shape: str
    word: str


def rows_of(found: Sequence[Case], today: date) -> list[Row]:
    """Two queries more, however many rows: the versions that their cases point to, each with its text once."""
    asked = ProcedureVersion.objects.filter(pk__in={case.version_id for case in found}).select_related("procedure")
    versions = {version.pk: version for version in asked}
    return [row_of(case, versions[case.version_id], today) for case in found]


def row_of(case: Case, version: ProcedureVersion, today: date) -> Row:
    told = version.told
    if case.state == CaseState.OPEN:
        shape, word = TIMES[time_of(case.due, today)]
        return Row(case, told.name, told.step(case.at).name, shape, str(word))
    if case.state == CaseState.CLOSED:
        return Row(case, told.name, told.step(case.at).name, "done", told.end(case.end).name)
    return Row(case, told.name, told.step(case.at).name, "no", _("Đã hủy"))


def undated() -> CaseQuerySet:
    """Open cases of which no limit runs or stands still."""
    started = CaseEvent.objects.filter(step__case=OuterRef("pk"), step__done_on=None, kind=EventKind.STARTED)
    return Case.objects.filter(~Exists(started), state=CaseState.OPEN, due=None)


def undated_words(case: Case, today: date) -> str:
    n = (today - case.opened_on).days
    if case.version.told.step(case.at).limit:
        return ngettext("chưa rõ hạn, mở %(n)s ngày", "chưa rõ hạn, mở %(n)s ngày", n) % {"n": n}
    return ngettext("không tính hạn, mở %(n)s ngày", "không tính hạn, mở %(n)s ngày", n) % {"n": n}


def pressing_cases(user: "User", today: date, most: int) -> list[Row]:
    """Late or due soon, the first due on top; then those without a date, the oldest first. One query."""
    near = in_state(Time.LATE, today) | in_state(Time.SOON, today) | Q(pk__in=undated().values("pk"))
    found = Case.objects.visible_to(user).filter(near).select_related("unit", "version__procedure")
    ordered = found.order_by(F("due").asc(nulls_last=True), "opened_on", "pk")
    rows = [row_of(case, case.version, today) for case in ordered[:most]]
    return [row if row.case.due else replace(row, word=undated_words(row.case, today)) for row in rows]


def procedures_of(user: "User") -> list[Procedure]:
    """Those of which this person has a case, for the filter."""
    held = Case.objects.visible_to(user).values("version__procedure")
    return list(Procedure.objects.filter(pk__in=held).order_by("name"))


HEADINGS = (
    gettext_lazy("Hồ sơ"),
    gettext_lazy("Quy trình"),
    gettext_lazy("Đơn vị"),
    gettext_lazy("Ngày bắt đầu"),
    gettext_lazy("Bước"),
    gettext_lazy("Tình trạng"),
    gettext_lazy("Hạn của bước"),
    gettext_lazy("Ngày kết thúc"),
)


def sheet_rows(found: Sequence[Case], today: date) -> Iterator[list[object]]:
    for row in rows_of(found, today):
        case = row.case
        yield [
            *(case.subject, row.procedure, case.unit.name, case.opened_on),
            *(row.step, row.word, case.due, case.ended_on),
        ]
