"""A person is away: a substitute is given the same roles for these days, and they are taken back together."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.dates import format_date
from nennep.lib.errors import RuleBroken
from nennep.notices.actions import notify
from nennep.organisation.absences import Absence
from nennep.organisation.models import Grant
from nennep.organisation.permissions import must_end, must_note
from nennep.organisation.queries.absences import lendable
from nennep.organisation.rules import LONGEST_ABSENCE

if TYPE_CHECKING:
    from nennep.accounts.models import User


@dataclass(frozen=True)
class Away:
    """Who is away, from which day to which, and who stands in."""

    person: "User"
    substitute: "User"
    starts: date
    ends: date
    reason: str


@transaction.atomic
def note_absence(away: Away, *, by: "User") -> Absence:
    must_note(by, away.person)
    check_days(away)
    check_substitute(away, by)
    sources = list(lendable(away.person, away.starts, by=by))
    if not sources:
        raise RuleBroken(_("%(name)s không có vai trò nào giao cho người thay được.") % {"name": away.person.full_name})
    absence = Absence.objects.create(**vars(away), noted_by=by)
    for source in sources:
        lend(source, absence, by)
    about = {"away": away.person.full_name, "substitute": away.substitute.full_name, "reason": away.reason}
    roles = [f"{source.role}: {source.unit.label}" for source in sources]
    days = {"starts": away.starts.isoformat(), "until": away.ends.isoformat()}
    record(by, "absence.noted", absence, **about, **days, roles=roles)
    tell(absence, by)
    return absence


def check_days(away: Away) -> None:
    if away.starts < timezone.localdate():
        raise RuleBroken(_("Ngày bắt đầu phải từ hôm nay trở đi."))
    if away.ends < away.starts:
        raise RuleBroken(_("Ngày hết phải từ ngày bắt đầu trở đi."))
    if away.ends - away.starts > LONGEST_ABSENCE:
        raise RuleBroken(
            _("Vắng quá %(days)s ngày thì không dùng người thay; hãy giao quyền cho người khác.")
            % {"days": LONGEST_ABSENCE.days}
        )


def check_substitute(away: Away, by: "User") -> None:
    name = {"name": away.substitute.full_name}
    if away.substitute == away.person:
        raise RuleBroken(_("Không ai tự thay mình. Hãy chọn người khác."))
    if away.substitute == by:
        raise RuleBroken(_("Không ai tự giao quyền cho mình. Hãy nhờ người quản trị khác."))
    if not away.substitute.is_active:
        raise RuleBroken(_("Tài khoản của %(name)s đang khóa.") % name)
    at_once = Absence.objects.touching(away.starts, away.ends)
    if other := at_once.filter(person=away.person).first():
        days = {"starts": format_date(other.starts), "ends": format_date(other.ends)}
        raise RuleBroken(_("Đã ghi một lần vắng từ %(starts)s đến %(ends)s trùng những ngày này.") % days)
    if at_once.filter(person=away.substitute).exists():
        raise RuleBroken(_("%(name)s cũng vắng trong những ngày này.") % name)


def lend(source: Grant, absence: Absence, by: "User") -> Grant:
    return Grant.objects.create(
        user=absence.substitute, role=source.role, unit=source.unit, subtree=source.subtree, starts=absence.starts,
        ends=absence.ends, reason=absence.reason, given_by=by, absence=absence, source=source,
    )  # fmt: skip


def tell(absence: Absence, by: "User") -> None:
    said = {
        "name": absence.person.full_name, "who": absence.substitute.full_name,
        "starts": format_date(absence.starts), "ends": format_date(absence.ends),
    }  # fmt: skip

    def to_substitute() -> str:
        return _("Đồng chí thay %(name)s từ %(starts)s đến %(ends)s.") % said

    def to_the_absent() -> str:
        return _("%(who)s thay đồng chí từ %(starts)s đến %(ends)s.") % said

    notify([absence.substitute], "absence.noted", to_substitute, "/absences/")
    if by != absence.person:
        notify([absence.person], "absence.noted", to_the_absent, "/absences/")


@transaction.atomic
def end_absence(absence: Absence, *, by: "User") -> Absence:
    """The person is back: everything lent is taken back at once."""
    absence = Absence.objects.select_for_update(of=("self",)).select_related("person", "substitute").get(pk=absence.pk)
    must_end(by, absence)
    if absence.ended_at or absence.ends < timezone.localdate():
        raise RuleBroken(_("Lần vắng này đã hết."))
    absence.ended_at = timezone.now()
    absence.save(update_fields=["ended_at"])
    Grant.objects.filter(absence=absence, revoked_at=None).update(revoked_at=absence.ended_at)
    record(by, "absence.ended", absence, away=absence.person.full_name, substitute=absence.substitute.full_name)
    name = {"name": absence.person.full_name}
    notify([absence.substitute], "absence.ended", lambda: _("%(name)s đã về; đồng chí thôi thay.") % name, "/absences/")
    return absence
