"""What waits for the decision of who gave it: asked for, sent back, reported done."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from django.db.models import CharField, Q, Value
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.models import Assignment, AssignmentQuerySet
from nennep.directives.queries.answers import ASKING, asked_for
from nennep.directives.queries.asks import asks_of, with_asks
from nennep.directives.rules import AnswerState, Status
from nennep.lib.dates import format_date
from nennep.organisation.models import Grant
from nennep.organisation.rules import Act

FEW, MOST = 8, 1_000
STATED = {AnswerState.DECLINED: Status.DECLINED, AnswerState.REPORTED: Status.WAITING}
WAITING = (ASKING, *STATED.values())


@dataclass(frozen=True)
class ToDecide:
    answer: Assignment
    shape: str
    asks: str  # what for, in the unit's words where it gave some


@dataclass(frozen=True)
class Decisions:
    rows: list[ToDecide]
    counts: dict[str, int]  # status of the list of answers → how many, past MOST nobody counts

    @classmethod
    def among(cls, keys: Mapping[str, list[int]], most: int = FEW) -> "Decisions":
        """What is asked for before what was sent back, that before what is done; the oldest first."""
        waiting = {status: sorted(keys[status]) for status in WAITING if keys.get(status)}
        order = list(dict.fromkeys(chain.from_iterable(waiting.values())))
        return cls(told(order[:most]), {status: len(found) for status, found in waiting.items()})

    @property
    def all(self) -> int:
        return sum(self.counts.values())


def decided_by(user: User) -> Q:
    """Condition on an answer that the person may decide on it."""
    if Grant.objects.reaches_all(user, Act.ISSUE):
        return Q()
    return Grant.objects.reaching(user, Act.ISSUE, "task__unit__")


def waiting_in(answers: AssignmentQuerySet, user: User) -> dict[str, AssignmentQuerySet]:
    """What waits for the person's decision, apart by state: of two states at once no index tells."""
    mine = answers.open().filter(decided_by(user))
    return {ASKING: mine.filter(asked_for())} | {STATED[state]: mine.filter(state=state) for state in STATED}


def keys_of(lists: Mapping[str, AssignmentQuerySet]) -> dict[str, list[int]]:
    """Keys of the answers of several lists, in one question; past MOST of a list nobody counts."""
    found: dict[str, list[int]] = defaultdict(list)
    parts = [
        Assignment.objects.filter(pk__in=some.order_by().values("pk")[: MOST + 1])
        .order_by()
        .annotate(list=Value(name, CharField()))
        .values_list("list", "pk")
        for name, some in lists.items()
    ]
    if parts:
        for name, pk in parts[0].union(*parts[1:], all=True):
            found[name].append(pk)
    return found


def told(ids: list[int]) -> list[ToDecide]:
    """Each with what it asks, in the order of the ids."""
    if not ids:
        return []
    answers = Assignment.objects.select_related("task__clause", "unit", "person").defer("task__machine", "task__folded")
    found = with_asks(answers).in_bulk(ids)
    return [ToDecide(found[pk], *what_waits(found[pk])) for pk in ids if pk in found]


def what_waits(answer: Assignment) -> tuple[str, str]:
    """The shape and words of what is to be decided; a cause before a date."""
    if asks := asks_of(answer):
        return ("more" if asks[-1].until else "cause"), asks[-1].words
    if answer.state == AnswerState.DECLINED:
        return "back", _("Xin trả lại việc")
    day = format_date(answer.reported_on) if answer.reported_on else ""
    return "wait", _("Báo hoàn thành %(day)s, chờ xem xét") % {"day": day}
