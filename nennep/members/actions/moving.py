"""A member's cell, standing and posts over time: an end and a beginning, never a rewriting."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.dates import format_date
from nennep.lib.errors import RuleBroken
from nennep.members.actions.people import PAGE, Origin, keep_change, locked, must_be_current
from nennep.members.models import Change, Member, MemberPost, Membership, Stay
from nennep.members.models.spans import Span
from nennep.members.permissions import must_keep
from nennep.members.rules import MOVES, Standing
from nennep.organisation.models import Unit

if TYPE_CHECKING:
    from nennep.accounts.models import User


@dataclass(frozen=True)
class Dated:
    day: date  # from which it holds
    paper: str = ""  # number of the decision, of the letter of introduction
    origin: Origin = PAGE


@transaction.atomic
def move_member(member: Member, cell: Unit, when: Dated, *, temporary: bool = False, by: "User") -> Change:
    """To another cell of this office. A temporary stay leaves the member in the strength of the official cell."""
    member = locked(member)
    must_keep(by, member.cell)
    must_keep(by, cell)
    must_be_current(member, None)
    if cell == member.cell:
        raise RuleBroken(_("Đồng chí này đang sinh hoạt ở %(cell)s.") % {"cell": cell.label})
    before = member.cell.label
    if not temporary:
        end_open(member.stays.filter(temporary=False), when.day)
        member.cell = cell
    member.version += 1
    member.save()
    Stay.objects.create(member=member, cell=cell, temporary=temporary, starts=when.day.isoformat(), paper=when.paper)
    record(by, "member.moved", member, cell=cell.label, day=when.day.isoformat(), temporary=temporary)
    said = _("%(cell)s (tạm thời)") % {"cell": cell.label} if temporary else cell.label
    return keep_change(member, {"cell": [before, said]}, when.origin, by=by)


@transaction.atomic
def end_temporary_stay(stay: Stay, day: date, *, by: "User") -> Change:
    member = locked(stay.member)
    must_keep(by, member.cell)
    if not stay.temporary or stay.ends:
        raise RuleBroken(_("Lần sinh hoạt tạm thời này đã kết thúc."))
    must_come_after(stay, day)
    stay.ends = day.isoformat()
    stay.save(update_fields=["ends"])
    record(by, "member.moved", member, cell=member.cell.label, day=day.isoformat(), temporary=False)
    before = _("%(cell)s (tạm thời)") % {"cell": stay.cell.label}
    return keep_change(member, {"cell": [before, member.cell.label]}, PAGE, by=by)


@transaction.atomic
def change_standing(member: Member, standing: Standing, when: Dated, *, by: "User") -> Change:
    member = locked(member)
    must_keep(by, member.cell)
    must_be_current(member, None)
    before = Standing(member.standing)
    if standing not in MOVES[before]:
        raise RuleBroken(
            _("Từ “%(before)s” không chuyển sang tư cách này được.") % {"before": member.get_standing_display()}
        )
    end_open(member.memberships.all(), when.day)
    member.stand(standing)
    member.version += 1
    member.save()
    Membership.objects.create(member=member, standing=standing, starts=when.day.isoformat(), paper=when.paper)
    record(by, "member.standing_changed", member, standing=standing, day=when.day.isoformat())
    return keep_change(member, {"standing": [before, standing]}, when.origin, by=by)


@transaction.atomic
def take_standing_back(member: Member, why: str, *, by: "User") -> Change:
    """The last change of standing was a slip: what stood before stands again; both remain in the history."""
    member = locked(member)
    must_keep(by, member.cell)
    last, *earlier = list(Membership.objects.filter(member=member).order_by("-pk")[:2])
    if not earlier:
        raise RuleBroken(_("Không có tư cách nào trước đó để trở lại."))
    (before,) = earlier
    slip = Standing(member.standing)
    last.delete()
    before.ends = ""
    before.save(update_fields=["ends"])
    member.stand(Standing(before.standing))
    member.version += 1
    member.save()
    record(by, "member.standing_taken_back", member, standing=before.standing, why=why)
    return keep_change(member, {"standing": [slip, before.standing]}, Origin(PAGE.kind, why=why), by=by)


@transaction.atomic
def give_post(member: Member, title: str, unit: Unit | None, when: Dated, *, by: "User") -> MemberPost:
    member = locked(member)
    must_keep(by, member.cell)
    must_be_current(member, None)
    starts = when.day.isoformat()
    post = MemberPost.objects.create(member=member, title=title, unit=unit, starts=starts, paper=when.paper)
    keep_change(member, {"post": ["", said_post(post)]}, when.origin, by=by)
    record(by, "member.post_given", member, title=title, day=starts)
    return post


@transaction.atomic
def end_member_post(post: MemberPost, day: date, *, by: "User") -> MemberPost:
    member = locked(post.member)
    must_keep(by, member.cell)
    if post.ends:
        raise RuleBroken(_("Chức vụ này đã thôi từ trước."))
    must_come_after(post, day)
    post.ends = day.isoformat()
    post.save(update_fields=["ends"])
    keep_change(member, {"post": [said_post(post), ""]}, PAGE, by=by)
    record(by, "member.post_ended", member, title=post.title, day=post.ends)
    return post


def said_post(post: MemberPost) -> str:
    return f"{post.title}, {post.unit.label}" if post.unit else post.title


def end_open(spans: QuerySet[Any], day: date) -> None:
    """What held until now ends the day before."""
    for span in spans.filter(ends=""):
        must_come_after(span, day)
        span.ends = (day - timedelta(days=1)).isoformat()
        span.save(update_fields=["ends"])


def must_come_after(span: Span, day: date) -> None:
    if span.starts and day.isoformat() <= span.starts:
        started = span.starts if len(span.starts) < len("2000-01-01") else format_date(date.fromisoformat(span.starts))
        raise RuleBroken(_("Ngày phải sau ngày bắt đầu trước đó (%(day)s).") % {"day": started})
