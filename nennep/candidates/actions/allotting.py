"""The year's target, set at the top and allotted to the units below; what is changed keeps its former figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.candidates.models import Quota
from nennep.candidates.rules import FIRST_YEAR, LAST_YEAR, passed
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.notices.actions import News, tell_each
from nennep.organisation.models import Grant, Unit
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act, Role

BOARD = "/growth/"


@dataclass(frozen=True)
class Allotment:
    """The figures of one unit and of those directly below it, by public id; None: no figure."""

    unit: Unit
    year: int
    below: Mapping[str, int | None]
    own: int | None = None
    sets_own: bool = False  # whether `own` is said at all
    reason: str = ""
    over_is_meant: bool = False
    seen: str = ""  # `version_of` what the page showed; empty: nothing was shown


@dataclass(frozen=True)
class Change:
    """A figure that differs from the one in force."""

    unit: Unit
    before: Quota | None
    number: int | None


@transaction.atomic
def allot(allotment: Allotment, *, by: User) -> int:
    """Writes what differs from today; how many figures that were."""
    unit = Unit.objects.select_for_update().get(pk=allotment.unit.pk)
    must(by, Act.ALLOT_GROWTH, unit)
    if not FIRST_YEAR <= allotment.year <= LAST_YEAR:
        raise RuleBroken(_("Năm %(year)s không đúng.") % {"year": allotment.year})
    children = {child.public_id: child for child in Unit.objects.filter(parent=unit).living()}
    if not set(allotment.below) <= set(children):
        raise RuleBroken(_("Có đơn vị không còn trực thuộc. Hãy mở lại trang rồi giao."))
    units = [unit, *children.values()]
    if allotment.seen and allotment.seen != version_of(allotment.year, units):
        raise RuleBroken(_("Chỉ tiêu vừa được sửa ở nơi khác. Hãy mở lại trang, xem số mới rồi ghi."))
    now = quotas_now(allotment.year, units)
    own = allotment.own if allotment.sets_own else number_of(now.get(unit.pk))
    so_far = {key: number_of(now.get(child.pk)) for key, child in children.items()}
    check_sum(own, so_far | dict(allotment.below), allotment)
    wanted = [(children[key], number) for key, number in allotment.below.items()]
    wanted += [(unit, allotment.own)] if allotment.sets_own else []
    changes = [Change(one, now.get(one.pk), n) for one, n in wanted if number_of(now.get(one.pk)) != n]
    if any(change.before for change in changes) and not allotment.reason.strip():
        raise RuleBroken(_("Có số đã giao nay sửa lại. Hãy ghi căn cứ hoặc lý do."))
    for change in changes:
        write(change, allotment, by=by)
    tell(changes, allotment.year, by)
    return len(changes)


def quotas_now(year: int, units: list[Unit]) -> dict[int, Quota]:
    return {quota.unit_id: quota for quota in Quota.objects.in_force(year).filter(unit__in=units)}


def number_of(quota: Quota | None) -> int | None:
    return quota.number if quota else None


def version_of(year: int, units: Iterable[Unit]) -> str:
    """Another one after every figure set, changed or withdrawn."""
    of_these = Quota.objects.filter(year=year, unit__in=list(units))
    told = of_these.aggregate(last=Max("pk"), standing=Count("pk", filter=Q(replaced_at=None)))
    return f"{told['last'] or 0}-{told['standing']}"


def check_sum(own: int | None, below: Mapping[str, int | None], allotment: Allotment) -> None:
    more = passed(below, own)
    if more and not allotment.over_is_meant:
        raise RuleBroken(
            _("Tổng giao vượt chỉ tiêu của đơn vị %(more)s người. Nếu chủ ý, hãy đánh dấu xác nhận rồi ghi lại.")
            % {"more": more}
        )


def write(change: Change, allotment: Allotment, *, by: User) -> None:
    reason = allotment.reason.strip()[:300]
    before = number_of(change.before)
    if change.before:
        change.before.replaced_at = timezone.now()
        change.before.save(update_fields=["replaced_at"])
    if change.number is None:
        assert change.before
        record(by, "quota.withdrawn", change.before, year=allotment.year, before=before, reason=reason)
        return
    made = Quota.objects.create(year=allotment.year, unit=change.unit, number=change.number, reason=reason, set_by=by)
    record(by, "quota.set", made, year=allotment.year, before=before, after=change.number, reason=reason)


def tell(changes: list[Change], year: int, by: User) -> None:
    """The contacts of each unit hear of their own figure."""
    given = {change.unit.pk: change for change in changes if change.number is not None}
    grants = Grant.objects.living().filter(role=Role.CONTACT, unit__in=given).exclude(user=by)
    news = {(grant.user_id, grant.unit_id): grant for grant in grants.select_related("user", "unit")}
    tell_each(news_of(grant, given[grant.unit_id], year) for grant in news.values())


def news_of(grant: Grant, change: Change, year: int) -> News:
    said = {"unit": change.unit.label, "n": change.number, "year": year}
    return News(
        grant.user,
        "growth.allotted",
        lambda: _("%(unit)s được giao kết nạp %(n)s đảng viên năm %(year)s.") % said,
        f"{BOARD}?year={year}&unit={change.unit.public_id}",
    )
