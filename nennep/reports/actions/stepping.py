"""A report's way up: sent, taken in or sent back, locked, opened again; each move on record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.telling import contacts_of
from nennep.journal.actions import record
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.notices.actions import notify
from nennep.organisation.models import Grant, Post, Unit
from nennep.organisation.rules import Role
from nennep.reports.actions.closing import close_duties
from nennep.reports.actions.numbering import number_of
from nennep.reports.labels import STEPS
from nennep.reports.models import Paragraph, Report, ReportStep
from nennep.reports.permissions import may_step
from nennep.reports.rules import REPORT_MOVES, SETTLED, TO_WRITE, ReportState, Step, opens_as


@dataclass(frozen=True)
class Words:
    """What goes with a move: a reason; for the lock of the office's own report, in whose name and of which day."""

    text: str = ""
    post: Post | None = None
    day: date | None = None


@dataclass(frozen=True)
class Seen:
    """A report as its page showed it."""

    public_id: str
    version: int | None = None


def take(seen: Seen) -> Report:
    found = Report.objects.select_for_update(of=("self",)).select_related("unit__parent", "period", "above")
    report = found.filter(public_id=seen.public_id).first()
    if report is None:
        raise NotAllowed
    if seen.version not in (None, report.version):
        raise RuleBroken(_("Báo cáo vừa có người cập nhật. Xem lại rồi làm tiếp."))
    return report


@transaction.atomic
def step(seen: Seen, which: Step, words: Words | None = None, *, by: User) -> Report:
    words, move = words or Words(), REPORT_MOVES[which]
    report = take(seen)
    if not may_step(by, report, which, move.side):
        raise NotAllowed
    if ReportState(report.state) not in move.before:
        said = {"state": report.get_state_display(), "step": dict(STEPS)[which]}
        raise RuleBroken(_("Báo cáo đang ở trạng thái “%(state)s” nên không “%(step)s” được.") % said)
    if move.needs_words and not words.text.strip():
        raise RuleBroken(_("Hãy ghi lý do."))
    if which in REQUIRED:
        REQUIRED[which](report)
    if which in EFFECTS:
        EFFECTS[which](report, words, by)
    report.state = move.after
    if report.state == ReportState.DRAFTED:
        report.state = opens_as(map(ReportState, report.below.values_list("state", flat=True)))
    report.version += 1
    report.save()
    ReportStep.objects.create(report=report, step=which, by=by, words=words.text.strip()[:1000])
    settle_above(report)
    tell(report, which, words.text)
    record(by, f"report.{which}", report, period=report.period.key, reason=words.text.strip()[:500])
    return report


def must_be_in(report: Report) -> None:
    """Upward only when those below are in, or excused."""
    missing = report.below.exclude(state__in=list(SETTLED)).count()
    if missing:
        raise RuleBroken(
            _("Còn %(n)s báo cáo cấp dưới chưa nhận. Nhận hoặc miễn các báo cáo ấy trước.") % {"n": missing}
        )
    if report.drafted_at is None:
        raise RuleBroken(_("Báo cáo chưa được soạn. Hãy soạn từ số liệu trước."))
    orphans = Paragraph.objects.filter(section__report=report, sources=None, owner=None).count()
    if orphans:
        raise RuleBroken(_("Còn %(n)s đoạn chưa có nguồn và chưa ai nhận là của mình.") % {"n": orphans})


def must_stand_open_above(report: Report) -> None:
    """What was consolidated and sent does not lose a part of itself."""
    if report.above and ReportState(report.above.state) not in TO_WRITE:
        raise RuleBroken(_("Báo cáo cấp trên đã gửi hoặc đã khóa. Mở báo cáo ấy trước."))


def on_send(report: Report, _words: Words, _by: User) -> None:
    report.sent_on = report.sent_on or timezone.localdate()


def on_accept(report: Report, _words: Words, by: User) -> None:
    close_duties(report, by=by)


def on_lock(report: Report, words: Words, by: User) -> None:
    """The office's own gets its number and its day as it is locked."""
    if not report.is_own:
        return
    if words.post is None:
        raise RuleBroken(_("Chọn người ký báo cáo."))
    report.signed_as, report.signed_on = words.post, words.day or timezone.localdate()
    report.number = report.number or number_of(report, by=by)


REQUIRED: dict[Step, Callable[[Report], None]] = {
    Step.SEND: must_be_in,
    Step.RETURN: must_stand_open_above,
    Step.UNLOCK: must_stand_open_above,
    Step.CALL_IN: must_stand_open_above,
}
EFFECTS: dict[Step, Callable[[Report, Words, User], None]] = {
    Step.SEND: on_send,
    Step.ACCEPT: on_accept,
    Step.LOCK: on_lock,
}


def settle_above(report: Report) -> None:
    """Who waits for this one may go on, or waits again; what was returned stays so until it is sent."""
    above = report.above
    if above is None or above.state not in (ReportState.WAITING, ReportState.DRAFTED):
        return
    stands = opens_as(map(ReportState, above.below.values_list("state", flat=True)))
    if stands != above.state:
        Report.objects.filter(pk=above.pk).update(state=stands)


def tell(report: Report, which: Step, words: str) -> None:
    """The unit hears what became of its report; who opened the period, that one came in; leaders, the office's own."""
    upward = which in (Step.SEND, Step.WITHDRAW)
    opener = report.period.opened_by
    if upward and report.above and report.above.unit_id != report.period.unit_id:
        people = contacts_of([report.above.unit])[report.above.unit_id]
    elif upward:
        people = [*([opener] if opener else []), *(leaders_of(report.unit) if report.is_own else [])]
    else:
        people = contacts_of([report.unit])[report.unit_id]

    def sentence() -> str:
        line = f"{dict(STEPS)[which]}: {report.unit.label}, {report.period.span.said}"
        return f"{line} – {words.strip()[:200]}" if words.strip() else line

    notify(people, f"report.{which}", sentence, reverse("reports:report", args=[report.public_id]))


def leaders_of(unit: Unit) -> list[User]:
    return [grant.user for grant in Grant.objects.living().filter(role=Role.LEADER, unit=unit).select_related("user")]
