"""States of directives, tasks and answers, the moves between them, and how an answer looks today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, Inexact, InvalidOperation
from enum import StrEnum

MOST_DIGITS, PLACES = 15, 3  # of a target, as many as SQLite keeps exactly; how many may stand behind the comma


class DirectiveState(StrEnum):
    REVIEW = "review"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


class TaskState(StrEnum):
    PROPOSED = "proposed"  # chờ duyệt
    LATER = "later"  # để sau
    ACCEPTED = "accepted"  # đã nhận
    REJECTED = "rejected"  # đã bỏ qua
    ISSUED = "issued"  # đã giao
    ANNULLED = "annulled"  # đã hủy, có lý do


class Kind(StrEnum):
    DELIVERABLE = "deliverable"  # sản phẩm
    TARGET = "target"  # chỉ tiêu
    STANDING = "standing"  # thường xuyên


class Part(StrEnum):
    LEAD = "lead"  # chủ trì
    SUPPORT = "support"  # phối hợp


IN_REVIEW = frozenset({TaskState.PROPOSED, TaskState.LATER, TaskState.ACCEPTED, TaskState.REJECTED})
OPEN = frozenset({TaskState.PROPOSED, TaskState.LATER})

TASK_MOVES: dict[TaskState, frozenset[TaskState]] = {
    TaskState.PROPOSED: frozenset({TaskState.ACCEPTED, TaskState.REJECTED, TaskState.LATER}),
    TaskState.LATER: frozenset({TaskState.ACCEPTED, TaskState.REJECTED, TaskState.PROPOSED}),
    TaskState.ACCEPTED: frozenset({TaskState.PROPOSED, TaskState.REJECTED, TaskState.LATER, TaskState.ISSUED}),
    TaskState.REJECTED: frozenset({TaskState.PROPOSED, TaskState.ACCEPTED}),
    TaskState.ISSUED: frozenset({TaskState.ANNULLED}),
    TaskState.ANNULLED: frozenset(),
}

DIRECTIVE_MOVES: dict[DirectiveState, frozenset[DirectiveState]] = {
    DirectiveState.REVIEW: frozenset({DirectiveState.ISSUED, DirectiveState.WITHDRAWN}),
    DirectiveState.WITHDRAWN: frozenset({DirectiveState.REVIEW}),
    DirectiveState.ISSUED: frozenset(),
}


def may_move(before: TaskState, after: TaskState) -> bool:
    return after in TASK_MOVES[before]


def filed_as(number: str, series: str, year: int) -> str:
    """How an office files what it issued, “2026 12 kl/đu”: case, spaces, leading noughts make no other number."""
    first, second = ("".join(part.split()).casefold() for part in (number, series))
    return f"{year} {first.lstrip('0') or first} {second}"


def figure_of(value: Decimal) -> Decimal | None:
    """A target's number as it is kept; none when it has no value, or more digits than a database keeps exactly."""
    try:
        exact = Context(prec=MOST_DIGITS, traps=[Inexact])
        kept = exact.create_decimal(value.quantize(Decimal(1).scaleb(-PLACES)))
    except (Inexact, InvalidOperation):
        return None
    return kept if kept.is_finite() and abs(kept) < Decimal(10) ** MOST_DIGITS else None


class AnswerState(StrEnum):
    """Where one unit stands with what it owes."""

    GIVEN = "given"  # đã giao
    ACCEPTED = "accepted"  # đã tiếp nhận
    DECLINED = "declined"  # xin trả lại
    DOING = "doing"  # đang thực hiện
    REPORTED = "reported"  # báo hoàn thành, chờ xem xét
    RETURNED = "returned"  # trả lại để làm tiếp
    CONFIRMED = "confirmed"  # đã xác nhận
    CANCELLED = "cancelled"  # đã hủy


class Side(StrEnum):
    UNIT = "unit"  # who owes
    GIVER = "giver"  # who gave


class Verb(StrEnum):
    """Moves of an assignment, and words said about it that move nothing."""

    ACCEPT = "accept"
    DECLINE = "decline"
    INSIST = "insist"
    RELEASE = "release"
    PROGRESS = "progress"
    REPORT = "report"
    WITHDRAW = "withdraw"
    CONFIRM = "confirm"
    RETURN = "return"
    CLOSE = "close"
    CANCEL = "cancel"
    # said, without a move
    ASK_EXTENSION = "ask_extension"
    EXTEND = "extend"
    REFUSE_EXTENSION = "refuse_extension"
    STATE_CAUSE = "state_cause"
    ADMIT_CAUSE = "admit_cause"
    REFUSE_CAUSE = "refuse_cause"
    REMIND = "remind"
    ESCALATE = "escalate"
    NOTE = "note"


@dataclass(frozen=True)
class Move:
    before: frozenset[AnswerState]
    after: AnswerState
    side: Side
    needs_words: bool = False


_A = AnswerState
TO_DO = frozenset({_A.GIVEN, _A.ACCEPTED, _A.DOING, _A.RETURNED})
STILL_OPEN = frozenset({*TO_DO, _A.DECLINED, _A.REPORTED})
CLOSED = frozenset({_A.CONFIRMED, _A.CANCELLED})

ANSWER_MOVES: dict[Verb, Move] = {
    Verb.ACCEPT: Move(frozenset({_A.GIVEN}), _A.ACCEPTED, Side.UNIT),
    Verb.DECLINE: Move(frozenset({_A.GIVEN, _A.ACCEPTED}), _A.DECLINED, Side.UNIT, needs_words=True),
    Verb.INSIST: Move(frozenset({_A.DECLINED}), _A.GIVEN, Side.GIVER, needs_words=True),
    Verb.RELEASE: Move(frozenset({_A.DECLINED}), _A.CANCELLED, Side.GIVER),
    Verb.PROGRESS: Move(TO_DO, _A.DOING, Side.UNIT),
    Verb.REPORT: Move(TO_DO, _A.REPORTED, Side.UNIT),
    Verb.WITHDRAW: Move(frozenset({_A.REPORTED}), _A.DOING, Side.UNIT),
    Verb.CONFIRM: Move(frozenset({_A.REPORTED}), _A.CONFIRMED, Side.GIVER),
    Verb.RETURN: Move(frozenset({_A.REPORTED, _A.CONFIRMED}), _A.RETURNED, Side.GIVER, needs_words=True),
    Verb.CLOSE: Move(STILL_OPEN, _A.CONFIRMED, Side.GIVER, needs_words=True),
    Verb.CANCEL: Move(STILL_OPEN, _A.CANCELLED, Side.GIVER, needs_words=True),
}


class Route(StrEnum):
    """What kind of answer a task asks for."""

    CARRY_OUT = "carry_out"  # thực hiện
    OPINION = "opinion"  # cho ý kiến
    FIGURES = "figures"  # báo cáo số liệu
    INFORMATION = "information"  # để biết


@dataclass(frozen=True)
class RouteRule:
    """Whether an answer is due, who closes it, and what a report must carry."""

    owes_answer: bool
    closed_by: Side
    needs_words: bool = False
    needs_figure: bool = False


ROUTES: dict[Route, RouteRule] = {
    Route.CARRY_OUT: RouteRule(owes_answer=True, closed_by=Side.GIVER),
    Route.OPINION: RouteRule(owes_answer=True, closed_by=Side.UNIT, needs_words=True),
    Route.FIGURES: RouteRule(owes_answer=True, closed_by=Side.GIVER, needs_figure=True),
    Route.INFORMATION: RouteRule(owes_answer=False, closed_by=Side.UNIT),
}


def moves_from(state: AnswerState, side: Side) -> list[Verb]:
    return [verb for verb, move in ANSWER_MOVES.items() if move.side == side and state in move.before]


def lands_in(verb: Verb, route: Route, part: Part) -> AnswerState:
    """Where a move ends: information closes when acknowledged, an opinion of who leads closes itself when given."""
    rule = ROUTES[route]
    acknowledged = verb == Verb.ACCEPT and not rule.owes_answer
    answered = verb == Verb.REPORT and rule.closed_by == Side.UNIT and part == Part.LEAD
    return AnswerState.CONFIRMED if acknowledged or answered else ANSWER_MOVES[verb].after


class Status(StrEnum):
    """How an assignment looks today: exactly one of these."""

    DONE = "done"
    CANCELLED = "cancelled"
    WAITING = "waiting"  # báo xong, chờ xem xét
    RETURNED = "returned"
    DECLINED = "declined"
    EXCUSED = "excused"  # nguyên nhân khách quan
    SILENT = "silent"
    LATE = "late"
    EXTENDED = "extended"
    SOON = "soon"
    DOING = "doing"


NEVER = date(9999, 12, 31)  # of a task: no open answer of it can become late
SOON = 7  # days before a date at which it is called near


@dataclass(frozen=True)
class Standing:
    """What of an assignment decides its status."""

    state: AnswerState
    due: date | None
    heard_on: date  # when the unit last said anything; else when it was given
    is_dated: bool = True  # past its date it is late; a standing duty is not, it is silent
    owes_answer: bool = True
    excused: bool = False
    first_due: date | None = None

    @property
    def extended(self) -> bool:
        return bool(self.due and self.first_due and self.due > self.first_due)


_OF_STATE = {
    AnswerState.CONFIRMED: Status.DONE,
    AnswerState.CANCELLED: Status.CANCELLED,
    AnswerState.REPORTED: Status.WAITING,
    AnswerState.RETURNED: Status.RETURNED,
    AnswerState.DECLINED: Status.DECLINED,
}


def status_of(one: Standing, today: date, silent_after: int) -> Status:
    """`silent_after`: days without a word after which a unit is called silent."""
    if one.state in _OF_STATE:
        return _OF_STATE[one.state]
    if not one.owes_answer:
        return Status.DOING
    if one.excused:
        return Status.EXCUSED
    past = one.due is not None and one.due < today
    if (today - one.heard_on).days > silent_after or (past and not one.is_dated):
        return Status.SILENT
    if past:
        return Status.LATE
    if one.extended:
        return Status.EXTENDED
    near = one.is_dated and one.due is not None and (one.due - today).days <= SOON
    return Status.SOON if near else Status.DOING


class Via(StrEnum):
    """By which way a word came in."""

    WEB = "web"
    PAPER = "paper"
    EXCEL = "xlsx"
    WORD = "docx"
    MAIL = "mail"
    CLOCK = "clock"  # the machine, by the calendar


class AskState(StrEnum):
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True)
class EntryRules:
    """Within how many working days what happened must be entered (PEERS, wish 12)."""

    urgent: int = 0
    ordinary: int = 1
    many: int = 2
    many_from: int = 5  # units of one task from which it counts as many

    def days_for(self, *, urgent: bool, units: int) -> int:
        if urgent:
            return self.urgent
        return self.many if units >= self.many_from else self.ordinary


def percent_of(figure: Decimal, allotted: Decimal | None) -> int | None:
    """How far a figure is of a share, 0 to 100; none where no share was allotted."""
    return max(0, min(100, int(figure * 100 / allotted))) if allotted else None


def weighted_percent(parts: Sequence[tuple[int, int]]) -> int:
    """Mean of (percent, weight), rounded down: a whole is full when every part is; without weights all count alike."""
    total = sum(weight for _, weight in parts)
    if not parts:
        return 0
    if not total:
        return sum(percent for percent, _ in parts) // len(parts)
    return sum(percent * weight for percent, weight in parts) // total
