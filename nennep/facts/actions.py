"""Days that differ from the ordinary week: added with their source, annulled with a reason, never deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.facts.events import calendar_changed
from nennep.facts.models import CalendarDay, DayKind
from nennep.facts.rules import FIRST_YEAR, LAST_YEAR
from nennep.journal.actions import record
from nennep.lib.dates import format_date
from nennep.lib.errors import RuleBroken
from nennep.lib.text import nfc, one_line
from nennep.web.rights import must_hold

if TYPE_CHECKING:
    from nennep.accounts.models import User

KEEP_CALENDAR = "keep_calendar"


@dataclass(frozen=True)
class NewDay:
    day: date
    kind: str
    name: str
    source: str


@transaction.atomic
def add_days(days: Sequence[NewDay], *, by: "User") -> list[CalendarDay]:
    """All or none: a day given away and the day worked for it belong together."""
    must_hold(by, KEEP_CALENDAR)
    added = [add_one(new, by=by) for new in days]
    if not added:
        raise RuleBroken(_("Chưa có ngày nào để ghi."))
    tell(added[0].day, f"Thêm vào lịch: {'; '.join(str(day) for day in added)}.", by=by)
    return added


def add_one(new: NewDay, *, by: "User") -> CalendarDay:
    name, source = one_line(nfc(new.name)), one_line(nfc(new.source))
    if not name or not source:
        raise RuleBroken(_("Mỗi ngày phải có tên và căn cứ."))
    if not FIRST_YEAR <= new.day.year <= LAST_YEAR:
        raise RuleBroken(
            _("Lịch chỉ ghi từ năm %(first)s đến năm %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    other = CalendarDay.objects.select_for_update().filter(day=new.day, annulled_at=None).first()
    if other:
        raise RuleBroken(
            _("Ngày %(day)s đã ghi là %(kind)s: %(name)s. Hãy hủy trước.")
            % {"day": format_date(new.day), "kind": other.get_kind_display(), "name": other.name}
        )
    day = CalendarDay.objects.create(day=new.day, kind=DayKind(new.kind), name=name, source=source, added_by=by)
    record(by, "calendar_day.added", day, kind=new.kind, source=source)
    return day


@transaction.atomic
def annul_day(day: CalendarDay, why: str, *, by: "User") -> CalendarDay:
    must_hold(by, KEEP_CALENDAR)
    day = CalendarDay.objects.select_for_update().get(pk=day.pk)
    if day.annulled_at:
        raise RuleBroken(_("Ngày này đã hủy."))
    why = one_line(nfc(why))
    if not why:
        raise RuleBroken(_("Hãy ghi lý do hủy."))
    day.annulled_at, day.annulled_why = timezone.now(), why[:300]
    day.save(update_fields=["annulled_at", "annulled_why"])
    record(by, "calendar_day.annulled", day, why=why)
    tell(day.day, f"Hủy trong lịch: {day}.", by=by)
    return day


def tell(day: date, sentence: str, *, by: "User") -> None:
    calendar_changed.send(sender=CalendarDay, day=day, sentence=sentence, by=by)
