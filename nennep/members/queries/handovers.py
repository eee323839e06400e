"""Whom a hand-over holds, what the receiver would refuse, and from which earlier one a set of changes goes on."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from nennep.members.models import Basis, Change, Flaw, Handover, Member, UnitCount
from nennep.members.models.handover import FOLLOWED
from nennep.members.models.member import MemberQuerySet
from nennep.members.outgoing.layout import ALL, Column, Layout
from nennep.members.queries.layouts import layout_for
from nennep.members.rules import Standing
from nennep.organisation.conditions import at_or_below
from nennep.organisation.models import Unit
from nennep.organisation.rules import SEGMENT, Act

if TYPE_CHECKING:
    from nennep.accounts.models import User

OFFICIAL_ONES = Q(standing__in=(Standing.OFFICIAL, Standing.EXEMPT))
CODE = r"^[0-9]{2}(\.[0-9]{3}){4}$"  # M1.M2.M3.M4.M5
CODE_OF_CELL = "cell.code"
BLANK = {  # source of a column → members of whom nothing would stand there; what is not here is not asked of anybody
    "name": Q(name=""),
    "sex": Q(sex=""),
    "dob": Q(dob=""),
    "id12": Q(id12_mark=""),
    "card12": Q(card12=""),
    "admission": Q(admission=""),
    "official": Q(official=""),
    CODE_OF_CELL: Q(cell__in=Unit.objects.exclude(code__regex=CODE).values("pk")),
}
BLANK |= {f"{day}.year": BLANK[day] for day in ("dob", "admission", "official")}  # of a day in three columns
TELEPHONE = "phone"
LACKS, ANYTHING = "lacks", "anything"
MANY_UNITS = 150  # from which a list of all of them is no help
LARGE = 5_000  # members up to which they are counted while somebody waits
MANY = 100  # earlier ones to go on from
HEADINGS = (
    *(_("Lúc"), _("Loại"), _("Đơn vị"), _("Nơi nhận"), _("Mục đích"), _("Văn bản yêu cầu"), _("Người lập")),
    *(_("Lập xong lúc"), _("Số dòng"), _("Để lại"), _("Số lần tải"), _("Mã kiểm SHA-256")),
)
KINDS_OF_CHANGE = (
    ("added", _("Thêm mới")),
    ("changed", _("Thay đổi")),
    ("moved_in", _("Chuyển đến")),
    ("moved_out", _("Chuyển đi")),
    ("gone", _("Ra khỏi danh sách")),
    ("merged", _("Gộp hồ sơ")),
    ("erased", _("Không còn trong sổ")),
)


def within(unit: Unit) -> Q:
    return Q(cell__in=Unit.objects.within([unit.path]).order_by().values("pk"))


def members_for(user: "User", unit: Unit) -> MemberQuerySet:
    """The living list of the unit and below, as far as the person may read what is sealed there."""
    return Member.objects.visible_to(user, Act.UNMASK_MEMBERS).listed().filter(within(unit))


def lacking(columns: Collection[Column]) -> dict[str, Q]:
    """Heading → members whom the column would leave blank although it is needed."""
    found = {}
    for column in columns:
        if column.needed and column.source in BLANK:
            found[column.heading] = BLANK[column.source] & (Q() if column.needed == ALL else OFFICIAL_ONES)
    return found


def at_fault(kept: Collection[str], today: date) -> Q:
    """Members whom the receiver is reported to refuse, as they are: a needed column is blank, or the checks found an
    error in what a column says. The checks write it beside each member (`actions.checking`)."""
    filled = [one for one in layout_for(today).columns if one.is_filled(kept)]
    blank = Q()
    for condition in lacking([one for one in filled if one.source != CODE_OF_CELL]).values():
        blank |= condition
    said = {one.source.partition(".")[0] for one in filled} | {""}
    wrong = Flaw.objects.standing().filter(member=OuterRef("pk"), severity="error", field__in=said)
    return blank | Q(Exists(wrong))


def refused(today: date) -> Q:
    """And those of cells whose code is no code, where a column asks for it: that is put right at the cell."""
    marked = Q(refused__in=[True])  # as `listed`
    if not any(one.source == CODE_OF_CELL and one.needed for one in layout_for(today).columns):
        return marked
    held = Unit.objects.filter(quality__members__gt=0)
    codeless = list(held.exclude(code__regex=CODE).order_by().values_list("pk", flat=True))
    return marked | Q(cell__in=codeless) if codeless else marked


def has_telephone() -> Q:
    """Asked of the sealed values without opening one; a blank one is not kept."""
    return Q(sealed__has_key=TELEPHONE)


def lacking_conditions(kept: Collection[str], today: date) -> dict[str, Q]:
    """As counts name them: "lacks/id12" and so on, and "lacks/anything"."""
    filled = [column for column in layout_for(today).columns if column.is_filled(kept) and column.source in BLANK]
    told = {f"{LACKS}/{column.source}": q for column in filled for q in lacking([column]).values()}
    return told | {f"{LACKS}/{ANYTHING}": refused(today)}


def who_lacks(source: str, today: date) -> Q:
    """Members that a figure of the page before counts: without this, or ANYTHING of what is needed."""
    if source == ANYTHING:
        return refused(today)
    found = {column.source: column for column in layout_for(today).columns}.get(source)
    asked = lacking([found]) if found else {}
    return next(iter(asked.values()), Q(pk__in=[]))


@dataclass(frozen=True)
class Ahead:
    """What a hand-over of the whole would hold, before it is made."""

    user: "User"
    unit: Unit
    basis: Basis
    today: date

    @cached_property
    def layout(self) -> Layout:
        return layout_for(self.today)

    @cached_property
    def empty(self) -> list[Column]:
        return self.layout.empty(self.basis.fields)

    @cached_property
    def asked(self) -> list[Column]:
        """Needed columns that the register can fill."""
        filled = [column for column in self.layout.columns if column.is_filled(self.basis.fields)]
        return [column for column in filled if lacking([column])]

    @cached_property
    def counted(self) -> UnitCount | None:
        """What the clock counted, where there are too many to count while somebody waits."""
        few = members_for(self.user, self.unit).order_by().values("pk")[: LARGE + 1].count() <= LARGE
        return None if few else UnitCount.objects.filter(unit=self.unit).first()

    @cached_property
    def counts(self) -> dict[str, int]:
        if self.counted:
            return dict(self.counted.below)
        conditions = lacking_conditions(self.basis.fields, self.today)
        asked = {f"n{n}": Count("pk", filter=q) for n, q in enumerate(conditions.values())}
        found = members_for(self.user, self.unit).aggregate(all=Count("pk"), **asked)
        return {"all": found["all"], **{name: found[f"n{n}"] for n, name in enumerate(conditions)}}

    @property
    def telephones(self) -> int:
        if self.counted:
            return int(self.counted.below.get(TELEPHONE, 0))
        return members_for(self.user, self.unit).filter(has_telephone()).count()

    @property
    def all(self) -> int:
        return self.counts.get("all", 0)

    @property
    def bad(self) -> int:
        return self.counts.get(f"{LACKS}/{ANYTHING}", 0)

    @property
    def blanks(self) -> list[tuple[Column, int]]:
        """Columns and members whom they would leave blank, where there are any; most first."""
        told = [(column, self.counts.get(f"{LACKS}/{column.source}", 0)) for column in self.asked]
        return sorted(((column, n) for column, n in told if n), key=lambda one: -one[1])


def units_to_choose(user: "User", asked: str = "") -> QuerySet[Unit]:
    """Units whose members one keeps; of thousands the highest and those right below, and the one that is asked for."""
    units = Unit.objects.living().visible_to(user, Act.KEEP_MEMBERS)
    if units.values("pk")[: MANY_UNITS + 1].count() <= MANY_UNITS:
        return units
    top = units.order_by("path").values_list("path", flat=True)[0]
    near = Q(length__lte=len(top) + SEGMENT + 1)
    return units.annotate(length=Length("path")).filter(near | Q(public_id=asked))


def to_go_on_from(user: "User") -> list[Handover]:
    """The newest of each unit and receiver: a set of changes begins where the last one ended."""
    made = Handover.objects.visible_to(user).made().filter(kind__in=FOLLOWED)
    newest = made.order_by().values("unit", "to").annotate(last=Max("pk")).values("last")
    return list(made.filter(pk__in=newest).select_related("unit", "by").defer("persons")[:MANY])


def changed_since(earlier: Handover) -> int:
    """Members of its unit with a change since, for the page before; those who came or left are told by the file."""
    found = Change.objects.filter(pk__gt=earlier.upto)
    return found.filter(at_or_below(earlier.unit.path, "member__cell__")).values("member").distinct().count()


def last_change() -> int:
    """Every change up to it can be seen: those being written by others are waited for."""
    with transaction.atomic():
        if connection.vendor == "postgresql":  # numbers are given out before an act ends; SQLite lets one act at a time
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {connection.ops.quote_name(Change._meta.db_table)} IN SHARE MODE")
        return Change.objects.aggregate(last=Max("pk"))["last"] or 0


def handover_rows(handovers: Iterable[Handover]) -> Iterator[list[object]]:
    for one in handovers:
        yield [
            *(one.asked_at, one.get_kind_display(), one.unit.name, one.to, one.why, one.paper, one.by.full_name),
            *(one.made_at, one.rows, one.left_out or None, one.taken, one.sha256),
        ]
