"""The list that a case keeps: lines come in, are done, are opened as cases of their own, are dropped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.facts.queries import fact
from nennep.journal.actions import record
from nennep.lib.dates import parse_date
from nennep.lib.errors import RuleBroken
from nennep.lib.text import one_line
from nennep.procedures.actions.opening import Opening, open_case
from nennep.procedures.actions.recording import check_day, taken_up
from nennep.procedures.catalogue.shape import Roster
from nennep.procedures.models import Case, RosterLine

LONGEST, MOST_AT_ONCE = 200, 1_000


@dataclass(frozen=True)
class LineTold:
    words: str
    note: str = ""
    until: date | None = None


@transaction.atomic
def add_lines(case: Case, told: Sequence[LineTold], *, by: User) -> list[RosterLine]:
    """Those that are new; words that stand in the list already are left as they are."""
    case = taken_up(case, by=by)
    if case.version.told.roster is None:
        raise RuleBroken(_("Quy trình này không có danh sách."))
    if len(told) > MOST_AT_ONCE:
        raise RuleBroken(_("Mỗi lần thêm nhiều nhất %(most)s dòng.") % {"most": MOST_AT_ONCE})
    there = set(case.roster.filter(dropped_at=None).values_list("words", flat=True))
    fresh = {one_line(one.words)[:LONGEST]: one for one in told if one_line(one.words)}
    until = day_for_all(case, case.version.told.roster)
    rows = [
        RosterLine(case=case, words=words, note=one_line(one.note)[:LONGEST], until=one.until or until, by=by)
        for words, one in fresh.items()
        if words not in there
    ]
    if not rows:
        raise RuleBroken(_("Không có dòng nào mới."))
    made = RosterLine.objects.bulk_create(rows)
    record(by, "case.roster_added", case, lines=len(made))
    return made


def day_for_all(case: Case, roster: Roster) -> date | None:
    """Of the year in which the case began, as the figure says it: 31/12."""
    if not roster.until:
        return None
    try:
        return parse_date(f"{fact(roster.until, case.opened_on).value}/{case.opened_on.year}")
    except ValueError:  # the office has put it otherwise, in words
        return None


@transaction.atomic
def mark_lines(case: Case, lines: Sequence[str], day: date | None, *, by: User) -> int:
    """Done on that day; without one, not done any more. How many changed."""
    case = taken_up(case, by=by)
    if day:
        check_day(day)
    chosen = case.roster.filter(public_id__in=lines, dropped_at=None, child=None)
    changed = chosen.filter(done_on=None).update(done_on=day) if day else chosen.update(done_on=None)
    if not changed:
        raise RuleBroken(_("Hãy đánh dấu ít nhất một dòng chưa ghi."))
    record(by, "case.roster_marked", case, lines=changed, day=day.isoformat() if day else "")
    return changed


@transaction.atomic
def drop_lines(case: Case, lines: Sequence[str], *, by: User) -> int:
    """Taken from the list; a line with a case of its own stays."""
    case = taken_up(case, by=by)
    dropped = case.roster.filter(public_id__in=lines, dropped_at=None, child=None).update(dropped_at=timezone.now())
    if not dropped:
        raise RuleBroken(_("Hãy đánh dấu ít nhất một dòng."))
    record(by, "case.roster_dropped", case, lines=dropped)
    return dropped


@transaction.atomic
def open_line(line: RosterLine, procedure: str, day: date, *, by: User) -> Case:
    """A case of its own below this one; the list waits for it."""
    case = taken_up(line.case, by=by)
    line = RosterLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    roster = case.version.told.roster
    if roster is None or procedure not in roster.cases:
        raise RuleBroken(_("Danh sách này không mở hồ sơ theo quy trình ấy."))
    if line.child_id or line.done_on or line.dropped_at:
        raise RuleBroken(_("Dòng này đã mở hồ sơ hoặc đã xong."))
    child = open_case(Opening(procedure, case.unit, line.words, day, parent=case), by=by)
    line.child = child
    line.save()
    return child
