"""States of directives and tasks, and the moves between them."""

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
