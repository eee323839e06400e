"""The list as it was on a day: who stood on it, in which cell, in what standing, with which posts.

Cells, standings and posts are spans of time; names and other values are today's: they are corrected, not changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Case, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from nennep.lib.dates import format_date, format_known
from nennep.lib.pieces import pieces
from nennep.members.labels import STANDINGS
from nennep.members.models import CellQuality, Member, MemberPost, Membership, Stay
from nennep.members.models.member import MemberQuerySet
from nennep.members.models.spans import SpanQuerySet
from nennep.members.queries.listing import ORDER
from nennep.members.rules import LIVING, Standing
from nennep.organisation.conditions import at_or_below
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act
from nennep.web.pages import ROWS, KeysFirst

if TYPE_CHECKING:
    from nennep.accounts.models import User

AT_ONCE = 2_000  # members of a file
FEW = 1_000  # members of a unit


@dataclass(frozen=True)
class Asked:
    """The list of a unit with all below it, on a day."""

    unit: Unit
    day: date
    few: bool = True  # whether the unit has few members today


@dataclass(frozen=True)
class Row:
    member: Member
    cell: str
    guest: str  # cells of temporary stays
    standing: str
    posts: str

    @property
    def born(self) -> str:
        return format_known(self.member.dob)

    @property
    def admitted(self) -> str:
        return format_known(self.member.admission)

    @property
    def where(self) -> str:
        said = {"cell": self.cell, "guest": self.guest}
        return _("%(cell)s (tạm thời: %(guest)s)") % said if self.guest else self.cell


def stood(asked: Asked) -> MemberQuerySet:
    """Whoever was on the living list that day, whatever became of them since, and whoever may see them."""
    units = Unit.objects.within([asked.unit.path]).order_by().values("pk")
    if asked.few:  # found by their cells: the index in the order of the list is kept out of it
        here = official(asked.day).filter(cell__in=units).order_by().values("member")
        found = as_of(asked.day).alias(into=Coalesce("merged_into", 0)).filter(into=0, pk__in=here)
    else:  # found in the order of the list: the first of many come soon
        found = as_of(asked.day).filter(merged_into=None)
    return found.filter(cell_then__in=units, standing_then__in=LIVING)


def as_of(day: date) -> MemberQuerySet:
    """Every member with the cell and the standing of that day."""
    cell = last(official(day))
    standing = Subquery(last(Membership.objects.on(day)).values("standing")[:1])
    return Member.objects.annotate(
        cell_then=Subquery(cell.values("cell")[:1]),
        cell_said=Subquery(cell.values("cell__name")[:1]),
        standing_then=Coalesce(standing, on_probation(day)),
    )


def official(day: date) -> SpanQuerySet:
    return Stay.objects.on(day).filter(temporary=False)


def last(spans: SpanQuerySet) -> SpanQuerySet:
    """Of a member, the one that began last: where spans overlap, it is the one that holds."""
    return spans.filter(member=OuterRef("pk")).order_by("-starts", "-pk")


def on_probation(day: date) -> Case:
    """Between admission and official day, which lists tell without a span of its own."""
    said = day.isoformat()
    between = Q(admission__lte=said, official__gt=said) & ~Q(admission="")
    return Case(When(between, then=Value(Standing.PROBATIONARY.value)), default=Value(""))


def list_on(user: "User", asked: Asked) -> MemberQuerySet:
    """Of those within reach today; who has gone out of it is counted by `unseen`, not named."""
    found = stood(asked)
    if not Grant.objects.reaches_all(user, Act.SEE_MEMBERS):
        found = found.filter(pk__in=Member.objects.visible_to(user).order_by().values("pk"))
    return found.order_by(*ORDER)


def pages_on(user: "User", asked: Asked) -> KeysFirst:
    pages = KeysFirst(list_on(user, asked), ROWS)
    pages.kept_as = ("members on a day", user.pk, asked)
    pages.by_key = as_of(asked.day).order_by(*ORDER)
    return pages


def unseen(user: "User", asked: Asked, seen: int) -> int:
    return 0 if Grant.objects.reaches_all(user, Act.SEE_MEMBERS) else stood(asked).count() - seen


def members_today(user: "User", unit: Unit) -> int:
    cells = CellQuality.objects.visible_to(user).filter(at_or_below(unit.path, "cell__"))
    return cells.aggregate(n=Sum("members"))["n"] or 0


def rows_of(members: Sequence[Any], day: date) -> list[Row]:
    """Two questions, however many members."""
    guests: dict[int, list[str]] = defaultdict(list)
    posts: dict[int, list[str]] = defaultdict(list)
    of_these = {"member__in": [one.pk for one in members]}
    for stay in Stay.objects.on(day).filter(temporary=True, **of_these).select_related("cell").order_by("pk"):
        guests[stay.member_id].append(stay.cell.name)
    for post in MemberPost.objects.on(day).filter(**of_these).select_related("unit").order_by("starts", "pk"):
        posts[post.member_id].append(f"{post.title}, {post.unit.name}" if post.unit else post.title)
    words = {key.value: str(word) for key, word in STANDINGS}

    def row_of(one: Any) -> Row:
        told = {"guest": "; ".join(guests[one.pk]), "posts": "; ".join(posts[one.pk])}
        return Row(one, cell=one.cell_said, standing=words[one.standing_then], **told)

    return [row_of(one) for one in members]


def all_rows(members: MemberQuerySet, day: date) -> Iterator[Row]:
    for some in pieces(members.iterator(chunk_size=AT_ONCE), AT_ONCE):
        yield from rows_of(some, day)


def headings(day: date) -> list[str]:
    return [
        *(_("Họ và tên"), _("Giới tính"), _("Ngày sinh"), _("Nơi sinh hoạt ngày %(day)s") % {"day": format_date(day)}),
        *(_("Tư cách ngày ấy"), _("Chức vụ ngày ấy"), _("Ngày vào Đảng"), _("Ngày chính thức")),
        *(_("Số thẻ đảng viên"), _("Trình độ")),
    ]


def sheet_rows(rows: Iterable[Row]) -> Iterator[list[object]]:
    for row in rows:
        one = row.member
        yield [
            *(one.name, one.get_sex_display(), row.born, row.where, row.standing, row.posts, row.admitted),
            *(format_known(one.official), one.card12 or one.card, one.education),
        ]
