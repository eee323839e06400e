"""What waits for the decision of who gave it: asked for, sent back, reported done."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, Q, Value
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.models import Assignment, AssignmentQuerySet, Extension, ObjectiveCause
from nennep.directives.queries.answers import ASKING, asked_for
from nennep.directives.rules import AnswerState, AskState, Status
from nennep.lib.dates import format_date
from nennep.organisation.models import Grant
from nennep.organisation.rules import Act

FEW, MOST = 8, 1_000
STATED = {AnswerState.DECLINED: Status.DECLINED, AnswerState.REPORTED: Status.WAITING}


@dataclass(frozen=True)
class ToDecide:
    answer: Assignment
    shape: str
    asks: str  # what for, in the unit's words where it gave some


@dataclass(frozen=True)
class Decisions:
    rows: list[ToDecide]
    counts: dict[str, int]  # status of the list of answers → how many, past MOST nobody counts

    @property
    def all(self) -> int:
        return sum(self.counts.values())


def decided_by(user: User) -> Q:
    """Condition on an answer that the person may decide on it."""
    if Grant.objects.reaches_all(user, Act.ISSUE):
        return Q()
    return Grant.objects.reaching(user, Act.ISSUE, "task__unit__")


def decisions_in(answers: AssignmentQuerySet, user: User, most: int = FEW) -> Decisions:
    """What is asked for before what was sent back, that before what is done; the oldest first."""
    mine = answers.open().filter(decided_by(user)).order_by()
    asking = list(mine.filter(asked_for()).values_list("pk", flat=True)[:MOST])
    # one question each: of two states at once no index tells
    by_state = {state: list(mine.filter(state=state).values_list("pk", flat=True)[:MOST]) for state in STATED}
    order = [*sorted(asking), *sorted(by_state[AnswerState.DECLINED]), *sorted(by_state[AnswerState.REPORTED])]
    counts = {ASKING: len(asking)} | {STATED[state]: len(found) for state, found in by_state.items()}
    return Decisions(told(list(dict.fromkeys(order))[:most]), {status: n for status, n in counts.items() if n})


def told(ids: list[int]) -> list[ToDecide]:
    """Each with what it asks, in the order of the ids."""
    if not ids:
        return []
    found = Assignment.objects.select_related("task__clause", "unit", "person").in_bulk(ids)
    asked = asked_of(ids)
    return [ToDecide(found[pk], *asked.get(pk, stated_by(found[pk]))) for pk in ids if pk in found]


def stated_by(answer: Assignment) -> tuple[str, str]:
    if answer.state == AnswerState.DECLINED:
        return "back", _("Xin trả lại việc")
    day = format_date(answer.reported_on) if answer.reported_on else ""
    return "wait", _("Báo hoàn thành %(day)s, chờ xem xét") % {"day": day}


def asked_of(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """The shape and words of what waits to be decided, by the answer's key."""
    kind, which = CharField(max_length=8), {"assignment__in": ids, "state": AskState.ASKED}
    later = Extension.objects.filter(**which).order_by().annotate(kind=Value("more", kind))
    causes = ObjectiveCause.objects.filter(**which).order_by().annotate(kind=Value("cause", kind))
    asked = later.values_list("assignment", "kind", "until", "reason").union(
        causes.values_list("assignment", "kind", "since", "reason"), all=True
    )
    words = {"more": _("Gia hạn đến %(day)s: %(reason)s"), "cause": _("Ghi nhận nguyên nhân khách quan: %(reason)s")}
    return {pk: (kind, words[kind] % {"day": format_date(day), "reason": reason}) for pk, kind, day, reason in asked}
