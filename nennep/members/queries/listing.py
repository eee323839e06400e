"""The list of members as narrowed, for the page and for the sheet; sealed fields are in neither."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.lib.dates import format_known
from nennep.members.bands import condition_of, facets
from nennep.members.models import CellQuality, Member
from nennep.members.models.member import MemberQuerySet
from nennep.members.queries.handovers import ANYTHING, who_lacks
from nennep.members.queries.layouts import layout_for
from nennep.members.rules import Standing, years_between
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act
from nennep.web.memory import remembered
from nennep.web.pages import ROWS, FoundKeys, KeysFirst, Pages

if TYPE_CHECKING:
    from nennep.accounts.models import User

ALL, ORDER = "all", ("sort_key", "pk")
SHORTEST_NUMBER = 8  # figures
MANY_UNITS = 150  # from which a list of units is no help
HEADINGS = (
    *(_("Họ và tên"), _("Giới tính"), _("Ngày sinh"), _("Nơi sinh hoạt"), _("Tư cách")),
    *(_("Ngày vào Đảng"), _("Ngày chính thức"), _("Số thẻ đảng viên"), _("Trình độ")),
)


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; without a standing, the living list."""

    words: str = ""
    unit: str = ""  # public id: the unit and all below it
    standing: str = ""  # "" the living list, "all", or one of Standing
    sex: str = ""
    education: str = ""
    born_from: int | None = None  # years, both included
    born_to: int | None = None
    party_from: int | None = None  # year of the admission
    party_to: int | None = None
    here: bool = False  # the unit itself, without what is below
    by: str = ""  # a band of the statistics: "age" and "31-40", see bands.toml
    band: str = ""
    lacks: str = ""  # what a receiver needs and the register does not say, see `handovers.who_lacks`

    @property
    def narrows(self) -> bool:
        return self != Wanted()


def members_found(user: "User", wanted: Wanted) -> MemberQuerySet:
    found = Member.objects.visible_to(user)
    if wanted.standing in tuple(Standing):
        found = found.filter(merged_into=None, standing=wanted.standing)
    elif wanted.standing == ALL:
        found = found.filter(merged_into=None)
    else:
        found = found.listed()
    if wanted.unit and not is_everything(user, wanted.unit):
        found = found.filter(below(wanted.unit))
    for key in ("sex", "education"):
        if said := getattr(wanted, key):
            found = found.filter(**{key: said})
    found = found.filter(between("dob", wanted.born_from, wanted.born_to))
    found = found.filter(between("admission", wanted.party_from, wanted.party_to))
    found = found.filter(counted(wanted, timezone.localdate()))
    return searched(found, wanted.words).select_related("cell").order_by(*ORDER)


def pages_found(user: "User", wanted: Wanted) -> Pages:
    """Of a list that nothing but the unit narrows the count lies beside each cell."""
    found = members_found(user, wanted)
    pages = FoundKeys(found, ROWS) if wanted.words else KeysFirst(found, ROWS)
    pages.kept_as = ("members", user.pk, wanted)
    pages.by_key = Member.objects.select_related("cell").order_by(*ORDER)
    if wanted.words:
        return pages
    if not replace(wanted, unit="").narrows:
        cells = CellQuality.objects.visible_to(user)
        if wanted.unit:
            cells = cells.filter(below(wanted.unit))
        pages.count = cells.aggregate(n=Sum("members"))["n"] or 0
    return pages


def is_everything(user: "User", public_id: str) -> bool:
    """The only top, of whose members one sees all: then the list needs no condition."""
    return Grant.objects.reaches_all(user, Act.SEE_MEMBERS) and path_of(public_id).count(".") == 1


def below(public_id: str, cell: str = "cell") -> Q:
    """Condition on a row whose cell is at `cell`: the unit named in an address, and all below it."""
    path = path_of(public_id)
    if not path:
        return Q(pk__in=[])
    return Q(**{f"{cell}__in": Unit.objects.within([path]).order_by().values("pk")})


def path_of(public_id: str) -> str:
    """Where the unit named in an address stands; empty where there is none."""
    found = Unit.objects.filter(public_id=public_id).values_list("path", flat=True)
    return remembered(("path of a unit", public_id), lambda: found.first() or "")


def counted(wanted: Wanted, today: date) -> Q:
    """The members whom a figure counts that led here: of the statistics, of what is lacking before a hand-over."""
    asked = Q(cell__public_id=wanted.unit) if wanted.here else Q()
    if wanted.by:
        asked &= condition_of(wanted.by, wanted.band, today)
    if wanted.lacks:
        asked &= who_lacks(wanted.lacks, today)
    return asked


def said_of(wanted: Wanted, today: date) -> list[str]:
    """In words, what the form of the list has no field for."""
    told = [str(_("trực tiếp, không kể cấp dưới"))] if wanted.here else []
    facet = facets().get(wanted.by)
    if facet and (band := facet.band(wanted.band)):
        told.append(f"{facet.said.lower()}: {band.said.lower()}")
    column = {one.source: one for one in layout_for(today).columns}.get(wanted.lacks)
    if column and column.source:
        told.append(_("còn thiếu %(what)s") % {"what": column.heading.lower()})
    elif wanted.lacks == ANYTHING:
        told.append(str(_("còn thiếu điều nơi nhận cần, hoặc còn lỗi")))
    return told


def between(field: str, first: int | None, last: int | None) -> Q:
    """Years of a day as far as it is known."""
    narrowed = Q()
    if first is not None:
        narrowed &= Q(**{f"{field}__gte": f"{first:04}"})
    if last is not None:
        narrowed &= Q(**{f"{field}__lt": f"{last + 1:04}"}) & ~Q(**{field: ""})
    return narrowed


def searched(found: MemberQuerySet, words: str) -> MemberQuerySet:
    for word in words.split():
        found = found.named(word)
    return found


def figures_of(number: str) -> str:
    """An identity or card number without spaces; nothing where it is too short to be one."""
    figures = "".join(character for character in number if character.isdigit() or character == ".")
    return figures if sum(character.isdigit() for character in figures) >= SHORTEST_NUMBER else ""


@dataclass(frozen=True)
class Row:
    member: Member
    born: str
    admitted: str
    years: int | None  # of party age


def shown(members: "Iterator[Member] | list[Member]", today: date) -> list[Row]:
    return [
        Row(one, format_known(one.dob), format_known(one.admission), years_between(one.admission, today))
        for one in members
    ]


def sheet_rows(members: MemberQuerySet) -> Iterator[list[object]]:
    for one in members.iterator(chunk_size=2000):
        yield [
            *(one.name, one.get_sex_display(), format_known(one.dob), one.cell.name, one.get_standing_display()),
            *(format_known(one.admission), format_known(one.official), one.card12 or one.card, one.education),
        ]


def units_to_choose(user: "User") -> list[Unit]:
    """Units whose members one sees; none where they are too many for a list."""
    units = list(Unit.objects.living().visible_to(user, Act.SEE_MEMBERS).order_by("path")[: MANY_UNITS + 1])
    return units if 1 < len(units) <= MANY_UNITS else []
