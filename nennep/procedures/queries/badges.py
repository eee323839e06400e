"""Who reaches the years of a badge between two days, from the register.

Years of membership run from the day of admission; which years are honoured is a figure (`badges.milestones`). Of a
member whose admission is known by its year alone, the year is said and no day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nennep.facts.queries import fact
from nennep.facts.values import FactValue
from nennep.lib.dates import format_known, make_date, month_end
from nennep.members.models import Member
from nennep.members.models.member import MemberQuerySet
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User

MILESTONES = "badges.milestones"


@dataclass(frozen=True)
class Coming:
    member: Member
    years: int
    day: date | None  # None: only the year of admission is known
    year: int

    @property
    def joined(self) -> str:
        return format_known(self.member.admission)


def milestones(on: date) -> tuple[FactValue, list[int]]:
    figure = fact(MILESTONES, on)
    return figure, [int(number) for number in figure.numbers] if figure.known else []


def coming(user: "User", since: date, until: date, years: Sequence[int]) -> MemberQuerySet:
    """Members on the list whom this person sees, by their admission; both days included."""
    reached = Q(pk__in=[])
    for n in years:
        first, last = years_before(since, n), years_before(until, n)
        reached |= Q(admission__gte=first.isoformat(), admission__lte=last.isoformat())
        reached |= Q(admission__in=[str(year) for year in range(first.year, last.year + 1)])
    found = Member.objects.visible_to(user, Act.SEE_MEMBERS).listed().filter(reached)
    return found.select_related("cell").order_by("admission", "sort_key", "pk")


def rows_of(members: Sequence[Member], since: date, until: date, years: Sequence[int]) -> list[Coming]:
    return [row_of(member, since, until, years) for member in members]


def row_of(member: Member, since: date, until: date, years: Sequence[int]) -> Coming:
    begun = int(member.admission[:4])
    if len(member.admission) < len("2026-11-27"):
        n = next(n for n in years if since.year <= begun + n <= until.year)
        return Coming(member, n, None, begun + n)
    day = date.fromisoformat(member.admission)
    n = next(n for n in years if since <= years_after(day, n) <= until)
    return Coming(member, n, years_after(day, n), begun + n)


def years_before(day: date, n: int) -> date:
    return years_after(day, -n)


def years_after(day: date, n: int) -> date:
    """The 29th of February becomes the last of the month."""
    last = month_end(day.year + n, day.month)
    return last if day.day > last.day else make_date(day.year + n, day.month, day.day)


HEADINGS = (_("Họ và tên"), _("Chi bộ"), _("Ngày vào Đảng"), _("Huy hiệu"), _("Ngày đủ tuổi đảng"))


def sheet_rows(rows: Sequence[Coming]) -> Iterator[list[object]]:
    for row in rows:
        yield [row.member.name, row.member.cell.name, row.joined, row.years, row.day or row.year]
