"""The flaws behind a figure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nennep.lib.dates import format_known
from nennep.members.checks import SHARED, rules_in
from nennep.members.finding import NUMBERS
from nennep.members.models import Flaw, Member
from nennep.organisation.models import Unit

if TYPE_CHECKING:
    from nennep.accounts.models import User

SHAPES = {"error": "late", "warning": "heed", "info": "open"}
HEADINGS = (_("Họ và tên"), _("Ngày sinh"), _("Nơi sinh hoạt"), _("Quy tắc"), _("Mức"), _("Lỗi"), _("Nguồn"), _("Tệp"))
MOST_OTHERS = 3  # names of members with the same number


@dataclass(frozen=True)
class Wanted:
    unit: str = ""
    own: bool = False  # the unit's own members, not those below
    rule: str = ""  # or a group of rules
    severity: str = ""
    kind: str = ""
    file: str = ""
    source: bool = False  # kind and file narrow, be they empty


@dataclass(frozen=True)
class Shown:
    flaw: Flaw
    born: str
    shape: str
    others: Sequence[Member]  # that bear the same number, as far as one sees them


def flaws_found(user: "User", wanted: Wanted, unit: Unit | None) -> "QuerySet[Flaw]":
    found = Flaw.objects.visible_to(user).standing()
    if unit and wanted.own:
        found = found.filter(cell=unit)
    elif unit and unit.parent_id:
        below = Unit.objects.within([unit.path])
        found = found.filter(cell__in=below.values("pk"))
    if wanted.rule:
        found = found.filter(rule__in=rules_in(wanted.rule))
    if wanted.severity:
        found = found.filter(severity=wanted.severity)
    if wanted.source:
        found = found.filter(kind=wanted.kind, file=wanted.file)
    return found.select_related("member", "cell").order_by("cell_id", "pk")


def shown(user: "User", flaws: Iterable[Flaw]) -> list[Shown]:
    page = list(flaws)
    others = others_of(user, page)
    return [
        Shown(
            flaw,
            format_known(flaw.member.dob),
            SHAPES[flaw.severity],
            others.get((flaw.field, flaw.number), [])[:MOST_OTHERS],
        )
        for flaw in page
    ]


def others_of(user: "User", flaws: Iterable[Flaw]) -> dict[tuple[str, str], list[Member]]:
    """Field and number → members that bear it; asked once for a page."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for flaw in flaws:
        if flaw.rule in SHARED:
            wanted[flaw.field].add(flaw.number)
    if not wanted:
        return {}
    which = Q(pk__in=[])
    for field, numbers in wanted.items():
        which |= Q(**{f"{NUMBERS[field]}__in": numbers})
    found: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in Member.objects.visible_to(user).listed().filter(which).select_related("cell"):
        for field, column in NUMBERS.items():
            found[field, getattr(member, column)].append(member)
    return found


def sheet_rows(flaws: "QuerySet[Flaw]") -> Iterator[list[object]]:
    for flaw in flaws.iterator(chunk_size=1000):
        yield [
            flaw.member.name, format_known(flaw.member.dob), flaw.cell.name, flaw.get_rule_display(),
            flaw.get_severity_display(), flaw.message, flaw.get_kind_display() if flaw.kind else "", flaw.file,
        ]  # fmt: skip
