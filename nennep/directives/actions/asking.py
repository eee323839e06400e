"""A later date, or a cause outside the unit: asked with a reason, decided on record, recounted in the open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.actions.answering import Said, Tally, Target, one_by_one, take, write
from nennep.directives.models import Assignment, Extension, ObjectiveCause
from nennep.directives.rules import TO_DO, AnswerState, AskState, Side, Verb, Via
from nennep.directives.telling import tell_giver, tell_owner
from nennep.facts.calendars import calendar_for
from nennep.lib.dates import format_date
from nennep.lib.errors import RuleBroken


@dataclass(frozen=True)
class Later:
    """A new date: a day, or a number of working days from the present one."""

    until: date | None = None
    days: int | None = None


def must_be_to_do(assignment: Assignment) -> None:
    if AnswerState(assignment.state) not in TO_DO or not assignment.is_open:
        raise RuleBroken(
            _("Việc đang ở trạng thái “%(state)s” nên không đổi hạn hay ghi nguyên nhân được.")
            % {"state": assignment.get_state_display()}
        )


def must_be_askable(assignment: Assignment, until: date, reason: str) -> None:
    """What asking for a later date needs; nothing is written."""
    must_be_to_do(assignment)
    if not assignment.due or not assignment.is_dated:
        raise RuleBroken(_("Việc này không có hạn cố định nên không cần xin gia hạn."))
    must_be_later(assignment, until)
    if not reason.strip():
        raise RuleBroken(_("Xin gia hạn phải ghi lý do."))
    if assignment.extensions.filter(state=AskState.ASKED).exists():
        raise RuleBroken(_("Đơn vị đã xin gia hạn và đang chờ quyết định."))


@transaction.atomic
def ask_extension(target: Target, until: date, reason: str, via: Via = Via.WEB, *, by: User) -> Extension:
    assignment = take(target, Side.UNIT, by=by)
    must_be_askable(assignment, until, reason)
    assert assignment.due
    asked = Extension.objects.create(
        assignment=assignment, reason=reason.strip()[:1000], asked_by=by, before=assignment.due, until=until
    )
    said = Said(f"{format_date(until)} – {asked.reason}", via=via)
    write(assignment, Verb.ASK_EXTENSION, said, day=timezone.localdate(), by=by)
    tell_giver(assignment, Verb.ASK_EXTENSION)
    return asked


def must_be_later(assignment: Assignment, until: date) -> None:
    today = timezone.localdate()
    if assignment.due and until <= max(assignment.due, today):
        raise RuleBroken(
            _("Hạn mới phải sau hạn hiện nay (%(due)s) và sau hôm nay.") % {"due": format_date(assignment.due)}
        )


@transaction.atomic
def decide_extension(asked: Extension, grant: Later | None, words: str = "", *, by: User) -> Extension:
    """Grant a date (not always the one asked for), or refuse with words."""
    assignment = take(Target(asked.assignment.public_id), Side.GIVER, by=by)
    asked = Extension.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    if asked.state != AskState.ASKED:
        raise RuleBroken(_("Đề nghị này đã được quyết định rồi."))
    if grant is None and not words.strip():
        raise RuleBroken(_("Không đồng ý thì phải ghi lý do."))
    asked.state = AskState.REFUSED if grant is None else AskState.GRANTED
    asked.decided_by, asked.decided_at, asked.answer = by, timezone.now(), words.strip()[:1000]
    if grant is None:
        asked.save()
        write(assignment, Verb.REFUSE_EXTENSION, Said(asked.answer), day=timezone.localdate(), by=by)
        tell_owner(assignment, Verb.REFUSE_EXTENSION, asked.answer)
        return asked
    must_be_to_do(assignment)
    asked.days, asked.granted_until = grant.days, prolong(assignment, grant)
    asked.save()
    say_extended(assignment, asked.answer or asked.reason, by=by)
    return asked


@transaction.atomic
def extend(target: Target, later: Later, reason: str, *, by: User) -> Extension:
    """The giver extends unasked, or answers what was asked."""
    assignment = take(target, Side.GIVER, by=by)
    must_be_to_do(assignment)
    if not reason.strip():
        raise RuleBroken(_("Gia hạn phải ghi lý do."))
    if not assignment.due or not assignment.is_dated:
        raise RuleBroken(_("Việc này không có hạn cố định nên không cần gia hạn."))
    if waiting := assignment.extensions.filter(state=AskState.ASKED).first():
        return decide_extension(waiting, later, reason, by=by)
    before, now = assignment.due, timezone.now()
    until = prolong(assignment, later)
    made = Extension.objects.create(
        assignment=assignment,
        reason=reason.strip()[:1000],
        before=before,
        until=until,
        granted_until=until,
        days=later.days,
        state=AskState.GRANTED,
        decided_by=by,
        decided_at=now,
    )
    say_extended(assignment, made.reason, by=by)
    return made


def prolong(assignment: Assignment, later: Later) -> date:
    """Count the new date in the open: working days from the present date, or the day that was named."""
    assert assignment.due
    if later.days is not None:
        if not 1 <= later.days <= 999:
            raise RuleBroken(_("Số ngày làm việc phải từ 1 đến 999."))
        counted = calendar_for(assignment.due.year, assignment.due.year + 5).count(assignment.due, later.days)
        skipped = [[day.isoformat(), why] for day, why in counted.skipped]
        assignment.counting = {
            "start": counted.start.isoformat(),
            "days": counted.days,
            "end": counted.end.isoformat(),
            "skipped": skipped,
        }
        until = counted.end
    elif later.until is not None:
        until, assignment.counting = later.until, {}
    else:
        raise RuleBroken(_("Hãy ghi hạn mới, hoặc số ngày làm việc được thêm."))
    must_be_later(assignment, until)
    assignment.due = until
    return until


def say_extended(assignment: Assignment, reason: str, *, by: User) -> None:
    assert assignment.due
    words = f"{format_date(assignment.due)} – {reason}"
    write(assignment, Verb.EXTEND, Said(words), day=timezone.localdate(), by=by)
    tell_owner(assignment, Verb.EXTEND, words)


@transaction.atomic
def extend_many(ids: Iterable[str], later: Later, reason: str, *, by: User) -> Tally:
    return one_by_one(ids, lambda target: extend(target, later, reason, by=by))


@transaction.atomic
def grant_as_asked(ids: Iterable[str], words: str = "", *, by: User) -> Tally:
    """Each unit gets the very date that it asked for."""
    return one_by_one(ids, lambda target: grant_asked(target, words, by=by))


def grant_asked(target: Target, words: str, *, by: User) -> Extension:
    assignment = take(target, Side.GIVER, by=by)
    waiting = assignment.extensions.filter(state=AskState.ASKED).first()
    if waiting is None:
        raise RuleBroken(_("Không có đề nghị gia hạn nào đang chờ."))
    return decide_extension(waiting, Later(waiting.until), words, by=by)


def must_be_stateable(assignment: Assignment, since: date, reason: str) -> None:
    """What stating a cause needs; nothing is written."""
    must_be_to_do(assignment)
    if not reason.strip():
        raise RuleBroken(_("Hãy nêu nguyên nhân."))
    if since > timezone.localdate():
        raise RuleBroken(_("Ngày bắt đầu vướng mắc không thể ở sau hôm nay."))
    if assignment.causes.filter(state=AskState.ASKED).exists():
        raise RuleBroken(_("Đơn vị đã nêu nguyên nhân và đang chờ quyết định."))


@transaction.atomic
def state_cause(target: Target, since: date, reason: str, via: Via = Via.WEB, *, by: User) -> ObjectiveCause:
    assignment = take(target, Side.UNIT, by=by)
    must_be_stateable(assignment, since, reason)
    stated = ObjectiveCause.objects.create(
        assignment=assignment, reason=reason.strip()[:1000], asked_by=by, since=since
    )
    write(assignment, Verb.STATE_CAUSE, Said(stated.reason, via=via), day=timezone.localdate(), by=by)
    tell_giver(assignment, Verb.STATE_CAUSE)
    return stated


@transaction.atomic
def decide_cause(stated: ObjectiveCause, admit: bool, words: str = "", *, by: User) -> ObjectiveCause:
    """Admitted, the unit is not marked down: neither called late nor counted so."""
    assignment = take(Target(stated.assignment.public_id), Side.GIVER, by=by)
    stated = ObjectiveCause.objects.select_for_update(of=("self",)).get(pk=stated.pk)
    if stated.state != AskState.ASKED:
        raise RuleBroken(_("Nguyên nhân này đã được quyết định rồi."))
    if not admit and not words.strip():
        raise RuleBroken(_("Không ghi nhận thì phải ghi lý do."))
    stated.state = AskState.GRANTED if admit else AskState.REFUSED
    stated.decided_by, stated.decided_at, stated.answer = by, timezone.now(), words.strip()[:1000]
    stated.save()
    assignment.excused = assignment.excused or admit
    verb = Verb.ADMIT_CAUSE if admit else Verb.REFUSE_CAUSE
    write(assignment, verb, Said(stated.answer or stated.reason), day=timezone.localdate(), by=by)
    tell_owner(assignment, verb, stated.answer)
    return stated
