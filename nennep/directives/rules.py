"""States of directives and tasks, and the moves between them."""

from enum import StrEnum


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
