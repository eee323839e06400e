"""The calendar's page and its sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nennep.facts.calendars import calendar_for
from nennep.facts.models import CalendarDay, DayKind
from nennep.facts.rules import Shape, shape_of
from nennep.lib.dates import weekday_name
from nennep.lib.decided import decided_years, swapped_days

LABOUR_CODE = _("Bộ luật Lao động 2019, Điều 112 và thông báo nghỉ lễ hằng năm (có sẵn trong phần mềm)")


@dataclass(frozen=True)
class Special:
    """A day on the list below the months, with its source; `own` can be annulled."""

    day: date
    shape: Shape
    name: str
    source: str
    own: CalendarDay | None

    @property
    def weekday(self) -> str:
        return gettext(weekday_name(self.day))


def specials_of(year: int) -> list[Special]:
    """Public holidays, swapped days and the office's own, in the order of the year."""
    calendar = calendar_for(year, year)
    own = {day.day: day for day in CalendarDay.objects.filter(annulled_at=None, day__year=year)}
    known = {swap.off: swap.source for swap in swapped_days()} | {swap.worked: swap.source for swap in swapped_days()}
    law = decided_years()[year].source if year in decided_years() else str(LABOUR_CODE)
    days = sorted({*calendar.holidays, *calendar.days_off, *calendar.make_up})
    found = []
    for day in days:
        shown = shape_of(day, calendar)
        source = own[day].source if day in own else known.get(day, law)
        found.append(Special(day, shown.shape, shown.word, source, own.get(day)))
    return [special for special in found if special.day.year == year]


def annulled_in(year: int) -> list[CalendarDay]:
    return list(CalendarDay.objects.filter(day__year=year).exclude(annulled_at=None).order_by("day", "pk"))


HEADINGS = (
    _("Ngày"),
    _("Thứ"),
    _("Loại"),
    _("Tên"),
    _("Căn cứ"),
)


def word_of(shape: Shape) -> str:
    words = {
        Shape.WORKING: gettext("ngày làm việc"),
        Shape.WEEKEND: gettext("cuối tuần"),
        Shape.HOLIDAY: str(DayKind.HOLIDAY.label),
        Shape.OFF: str(DayKind.OFF.label),
        Shape.WORKED: str(DayKind.WORKED.label),
    }
    return words[shape]


def sheet_rows(specials: Sequence[Special]) -> Iterator[list[object]]:
    for special in specials:
        yield [special.day, special.weekday, word_of(special.shape), special.name, special.source]
