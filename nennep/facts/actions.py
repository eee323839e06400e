"""Days that differ from the ordinary week, and statutory figures: never deleted, and every change has its source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.facts.events import calendar_changed, fact_changed
from nennep.facts.models import CalendarDay, Confidence, DayKind, Fact, FactState, FactUnit
from nennep.facts.rules import FIRST_YEAR, LAST_YEAR
from nennep.facts.uses import needs_of
from nennep.facts.values import COUNTED, check_value, limit_of
from nennep.journal.actions import record
from nennep.lib.dates import format_date
from nennep.lib.errors import RuleBroken
from nennep.lib.text import nfc, one_line
from nennep.web.rights import must_hold

if TYPE_CHECKING:
    from nennep.accounts.models import User

KEEP_CALENDAR = "keep_calendar"
KEEP_FACTS = "keep_facts"
CARRIED = (
    *("key", "field", "name", "unit", "shift_off_days", "start_event", "note", "question"),
    *("extension_value", "extension_unit", "extension_times", "extension_ground"),
)  # from one version of a figure to the next


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


@dataclass(frozen=True)
class Correction:
    """What the paper says: the figure, the document it stands in, and from when it holds."""

    value: str
    document: str
    article: str
    effective_from: date
    reason: str
    unit: str = ""  # empty: as it was
    start_event: str = ""
    shift: bool | None = None  # None: as it was
    extension: "Extending | None" = None  # None: as it was


@dataclass(frozen=True)
class Extending:
    """How much longer, how often and on what ground; an empty value: never."""

    value: str = ""
    unit: str = ""
    times: int | None = None
    ground: str = ""


@transaction.atomic
def confirm_fact(fact: Fact, *, by: "User") -> Fact:
    """The office has seen the paper; a correction or an offered version then takes the place of the one before."""
    must_hold(by, KEEP_FACTS)
    fact = Fact.objects.select_for_update().get(pk=fact.pk)
    if fact.is_confirmed or fact.state == FactState.REFUSED:
        raise RuleBroken(_("Mức này đã được quyết định rồi."))
    if not fact.value:
        raise RuleBroken(_("Mức này chưa có giá trị. Hãy ghi giá trị theo văn bản trước."))
    check_usable(fact.key, fact.value, fact.unit)
    if fact.proposed_by == by:
        raise RuleBroken(_("Người đề nghị sửa không tự xác nhận được; cần người thứ hai."))
    fact.confirmed_by, fact.confirmed_at = by, timezone.now()
    fact.save(update_fields=["confirmed_by", "confirmed_at"])
    record(by, "fact.confirmed", fact, key=fact.key, value=fact.value)
    if fact.state != FactState.STANDING:
        was = standing_of(fact.key)
        take_place(fact, was)
        fact_changed.send(sender=Fact, fact=fact, was=was, by=by)
    return fact


@transaction.atomic
def correct_fact(fact: Fact, said: Correction, *, by: "User") -> Fact:
    """A new version that waits for a second person; the one that stands goes on standing until then."""
    must_hold(by, KEEP_FACTS)
    check_correction(said, fact)
    versions = list(Fact.objects.select_for_update().filter(key=fact.key).order_by("version"))
    if any(each.state == FactState.PROPOSED for each in versions):
        raise RuleBroken(_("Đã có một đề nghị sửa mức này đang chờ người thứ hai."))
    standing = standing_of(fact.key)
    new = Fact(**{name: getattr(standing, name) for name in CARRIED})
    new.version, new.state, new.proposed_by = versions[-1].version + 1, FactState.PROPOSED, by
    new.value, new.document, new.article = said.value, said.document, said.article
    new.effective_from, new.reason, new.confidence = said.effective_from, said.reason, Confidence.HIGH
    new.unit, new.start_event = said.unit or standing.unit, said.start_event or standing.start_event
    new.shift_off_days = standing.shift_off_days if said.shift is None else said.shift
    if said.extension:
        for name, value in vars(said.extension if said.extension.value else Extending()).items():
            setattr(new, f"extension_{name}", value)
    new.save()
    record(by, "fact.corrected", new, key=new.key, value=new.value, document=new.document, reason=said.reason)
    return new


def check_correction(said: Correction, fact: Fact) -> None:
    if not said.value:
        raise RuleBroken(_("Hãy ghi mức theo văn bản."))
    if not said.document or not said.reason:
        raise RuleBroken(_("Hãy ghi văn bản và lý do sửa."))
    check_usable(fact.key, said.value, said.unit or fact.unit)
    if said.extension and said.extension.value:
        check_extension(said.extension)


def check_extension(said: Extending) -> None:
    if limit_of(said.value, said.unit, shift_off_days=False) is None:
        raise RuleBroken(_("Gia hạn phải là một số nguyên ngày, tháng hoặc năm."))
    if not said.ground:
        raise RuleBroken(_("Hãy ghi khi nào được gia hạn."))


def check_usable(key: str, value: str, unit: str) -> None:
    """Whoever counts, votes or waits with it must be able to go on with what it becomes."""
    check_value(value, unit)
    length = limit_of(value, unit, shift_off_days=False)  # refuses one too long to be counted
    for need in needs_of(key):
        if unit not in need.units:
            units = ", ".join(str(each.label) for each in FactUnit if each in need.units)
            values = {"where": need.word, "units": units}
            raise RuleBroken(_("%(where)s: chỉ dùng được mức tính bằng %(units)s.") % values)
        if unit in COUNTED and length is None:
            raise RuleBroken(_("%(where)s: chỉ dùng được mức là một số nguyên.") % {"where": need.word})


@transaction.atomic
def refuse_fact(fact: Fact, why: str, *, by: "User") -> Fact:
    """A correction, also by who proposed it, or an offered version; it stays on record with the reason."""
    must_hold(by, KEEP_FACTS)
    fact = Fact.objects.select_for_update().get(pk=fact.pk)
    if fact.state not in {FactState.PROPOSED, FactState.OFFERED}:
        raise RuleBroken(_("Không có đề nghị nào đang chờ ở mức này."))
    why = one_line(nfc(why))
    if not why:
        raise RuleBroken(_("Hãy ghi lý do không nhận."))
    fact.state, fact.reason = FactState.REFUSED, why[:300]
    fact.save(update_fields=["state", "reason"])
    record(by, "fact.refused", fact, key=fact.key, why=why)
    return fact


def standing_of(key: str) -> Fact:
    return Fact.objects.select_for_update().get(key=key, state=FactState.STANDING, replaced_by=None)


def take_place(new: Fact, was: Fact) -> None:
    """The one before ends the day before; where the new one has no first day, it stands for all time."""
    if new.effective_from and (was.effective_to is None or was.effective_to >= new.effective_from):
        was.effective_to = new.effective_from - timedelta(days=1)
    was.replaced_by = new
    was.save(update_fields=["effective_to", "replaced_by"])
    new.state = FactState.STANDING
    new.save(update_fields=["state"])
