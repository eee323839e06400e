"""Campaigns as their boards show them: how far, by day and by cell; what a cell still has to say."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Sum, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.lib.curves import Curve, curve_drawn
from nennep.lib.dates import format_known
from nennep.members.checks import repairs
from nennep.members.fields import KeptField, kept_fields, masked
from nennep.members.models import Campaign, CampaignCell, CampaignFlaw, Change, Flaw, ListBack, Member, Suggestion

if TYPE_CHECKING:
    from nennep.accounts.models import User

LIST_HEADINGS = (
    gettext_lazy("Đợt"), gettext_lazy("Phạm vi"), gettext_lazy("Từ ngày"), gettext_lazy("Đến ngày"),
    gettext_lazy("Lúc đầu"), gettext_lazy("Đã sửa"), gettext_lazy("Còn lại"), gettext_lazy("Tình trạng"),
)  # fmt: skip
PART_HEADINGS = (
    gettext_lazy("Chi bộ"), gettext_lazy("Lúc đầu"), gettext_lazy("Đã sửa"), gettext_lazy("Còn lại"),
    gettext_lazy("Lần báo"), gettext_lazy("Hoạt động cuối"),
)  # fmt: skip
FIXED_HEADINGS = (
    gettext_lazy("Ngày"), gettext_lazy("Họ và tên"), gettext_lazy("Chi bộ"), gettext_lazy("Lỗi"),
    gettext_lazy("Ai sửa"), gettext_lazy("Căn cứ"),
)  # fmt: skip
MOST_POINTS = 120  # days drawn


@dataclass(frozen=True)
class Totals:
    cells: int = 0
    idle: int = 0  # cells that have done and said nothing
    at_start: int = 0
    fixed: int = 0
    done: int = 0  # cells with nothing left

    @property
    def left(self) -> int:
        return self.at_start - self.fixed


IDLE = Q(fixed=0, said=0)


def campaigns_of(user: "User") -> "QuerySet[Campaign]":
    sums = {"at_start": Sum("parts__at_start", default=0), "fixed": Sum("parts__fixed", default=0)}
    return Campaign.objects.visible_to(user).select_related("unit").annotate(**sums).order_by("-made_at", "-pk")


def list_rows(campaigns: "Iterable[Campaign]") -> Iterator[list[object]]:
    for one in campaigns:
        at_start, fixed = one.at_start, one.fixed  # type: ignore[attr-defined]
        state = _("Đã kết thúc") if one.closed_at else _("Đang chạy")
        yield [one.name, one.unit.name, one.starts, one.ends, at_start, fixed, at_start - fixed, state]


def parts_of(campaign: Campaign, user: "User") -> "QuerySet[CampaignCell]":
    """Who has done nothing first, then who has most left."""
    idle = Case(When(IDLE, then=Value(True)), default=Value(False), output_field=BooleanField())
    found = CampaignCell.objects.visible_to(user).filter(campaign=campaign).select_related("cell")
    return found.annotate(idle=idle).order_by("-idle", F("fixed") - F("at_start"), "cell__path")


def totals_of(campaign: Campaign, user: "User") -> Totals:
    parts = CampaignCell.objects.visible_to(user).filter(campaign=campaign).order_by()
    counted = parts.aggregate(
        n=Count("pk"), untouched=Count("pk", filter=IDLE), whole=Count("pk", filter=Q(fixed__gte=F("at_start"))),
        first=Sum("at_start", default=0), gone=Sum("fixed", default=0),
    )  # fmt: skip
    return Totals(counted["n"], counted["untouched"], counted["first"], counted["gone"], counted["whole"])


def part_rows(parts: "QuerySet[CampaignCell]") -> Iterator[list[object]]:
    for part in parts.iterator(chunk_size=1000):
        yield [part.cell.name, part.at_start, part.fixed, part.left, part.said, part.last_at]


def curve_of(campaign: Campaign, totals: Totals, user: "User") -> Curve | None:
    """What was put right by each day, beside an even pace to the last one; of all that the person sees."""
    seen = CampaignFlaw.objects.filter(campaign=campaign).exclude(fixed_on=None)
    if totals.cells < campaign.parts.count():
        seen = seen.filter(part__in=CampaignCell.objects.visible_to(user).filter(campaign=campaign))
    by_day = dict(seen.order_by().values_list("fixed_on").annotate(n=Count("pk")))
    today = timezone.localdate()
    last = timezone.localdate(campaign.closed_at) if campaign.closed_at else today
    points = [
        (day.isoformat(), pace(campaign, totals.at_start, day), fixed_by(by_day, day) if day <= last else -1)
        for day in days_of(campaign)
    ]
    return curve_drawn(points, today)


def days_of(campaign: Campaign) -> list[date]:
    """Every day of it, or every so many; the first, the last and today always."""
    length = (campaign.ends - campaign.starts).days
    step = max(1, -(-length // MOST_POINTS))
    days = {campaign.starts + timedelta(days=n) for n in range(0, length + 1, step)} | {campaign.ends}
    today = timezone.localdate()
    return sorted(days | ({today} if campaign.starts <= today <= campaign.ends else set()))


def pace(campaign: Campaign, at_start: int, day: date) -> int:
    length = max(1, (campaign.ends - campaign.starts).days)
    return round(at_start * (day - campaign.starts).days / length)


def fixed_by(by_day: dict[date, int], day: date) -> int:
    return sum(n for fixed_on, n in by_day.items() if fixed_on <= day)


def fixed_found(campaign: Campaign, user: "User", cell: str = "") -> "QuerySet[CampaignFlaw]":
    """What was put right, the newest first, with who did it."""
    found = CampaignFlaw.objects.filter(campaign=campaign).exclude(fixed_on=None)
    found = found.filter(part__in=CampaignCell.objects.visible_to(user).filter(campaign=campaign))
    if cell:
        found = found.filter(part__public_id=cell)
    members = Member.objects.visible_to(user)
    found = found.filter(flaw__member__in=members)
    return found.select_related("flaw__member", "part__cell", "flaw__gone_with__by").order_by("-fixed_on", "-pk")


def who_fixed(change: Change | None) -> str:
    """Who wrote it; whose word it was, the source of the change says."""
    if change is None:
        return _("Lần kiểm toàn sổ")
    return change.by.full_name if change.by else ""


def fixed_rows(fixed: "Iterable[CampaignFlaw]") -> Iterator[list[object]]:
    for one in fixed:
        change = one.flaw.gone_with
        ground = change.source if change else ""
        yield [
            one.fixed_on, one.flaw.member.name, one.part.cell.name, one.flaw.message, who_fixed(change), ground
        ]  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A member of whom the cell is asked something."""

    member: Member
    flaws: list[Flaw]
    fields: list[KeptField]  # that may hold the mistakes
    waiting: list[Suggestion]

    @property
    def born(self) -> str:
        return format_known(self.member.dob)


def asked_members(part: CampaignCell) -> "QuerySet[Member]":
    """With a flaw that the campaign asks for, in the order of a list of names."""
    open_flaws = Flaw.objects.standing().filter(cell=part.cell_id, rule__in=part.campaign.rules)
    return Member.objects.listed().filter(pk__in=open_flaws.values("member"), cell=part.cell_id).select_related("cell")


def asked_of(part: CampaignCell, members: Sequence[Member], kept: Sequence[str]) -> list[Asked]:
    """Two questions, however many members."""
    flaws: dict[int, list[Flaw]] = defaultdict(list)
    standing = Flaw.objects.standing().filter(member__in=members, rule__in=part.campaign.rules)
    for flaw in standing.order_by("pk"):
        flaws[flaw.member_id].append(flaw)
    waiting: dict[int, list[Suggestion]] = defaultdict(list)
    for one in Suggestion.objects.waiting().filter(member__in=members).order_by("pk"):
        waiting[one.member_id].append(one)
    return [Asked(one, flaws[one.pk], fields_for(flaws[one.pk], kept), waiting[one.pk]) for one in members]


def fields_for(flaws: Iterable[Flaw], kept: Sequence[str]) -> list[KeptField]:
    wanted = {key for flaw in flaws for key in repairs(flaw.rule, flaw.field)}
    return [field for key, field in kept_fields().items() if key in wanted and key in kept]


def now_said(member: Member, field: KeptField) -> str:
    """What the register says, as may be shown."""
    text = member.value(field.key)
    if field.sealed:
        return masked(field, text)
    return format_known(text) if field.kind == "day" else text


def lists_back_of(user: "User", part: CampaignCell | None = None) -> "QuerySet[ListBack]":
    found = ListBack.objects.visible_to(user).select_related("preview__by", "by", "part__cell", "part__campaign")
    return found.filter(part=part) if part else found
