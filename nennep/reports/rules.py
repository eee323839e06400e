"""States of reports, the moves between them, and what a paragraph is to its owner."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ReportState(StrEnum):
    WAITING = "waiting"  # chờ cấp dưới
    DRAFTED = "drafted"  # đã soạn
    SENT = "sent"  # đã gửi
    RETURNED = "returned"  # trả lại để sửa
    ACCEPTED = "accepted"  # đã nhận
    LOCKED = "locked"  # đã khóa
    EXCUSED = "excused"  # được miễn kỳ này


class Side(StrEnum):
    UNIT = "unit"  # who reports
    ABOVE = "above"  # to whom


class Step(StrEnum):
    """Moves of a report, in the order in which they are offered."""

    SEND = "send"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    RETURN = "return"
    LOCK = "lock"
    UNLOCK = "unlock"
    EXCUSE = "excuse"
    CALL_IN = "call_in"


@dataclass(frozen=True)
class Move:
    before: frozenset[ReportState]
    after: ReportState
    side: Side
    needs_words: bool = False


_S = ReportState
TO_WRITE = frozenset({_S.WAITING, _S.DRAFTED, _S.RETURNED})  # its words may still change
SETTLED = frozenset({_S.ACCEPTED, _S.LOCKED, _S.EXCUSED})  # nobody above waits for it any more

REPORT_MOVES: dict[Step, Move] = {
    Step.SEND: Move(frozenset({_S.DRAFTED, _S.RETURNED}), _S.SENT, Side.UNIT),
    Step.WITHDRAW: Move(frozenset({_S.SENT}), _S.DRAFTED, Side.UNIT),
    Step.ACCEPT: Move(frozenset({_S.SENT}), _S.ACCEPTED, Side.ABOVE),
    Step.RETURN: Move(frozenset({_S.SENT, _S.ACCEPTED}), _S.RETURNED, Side.ABOVE, needs_words=True),
    Step.LOCK: Move(frozenset({_S.ACCEPTED}), _S.LOCKED, Side.ABOVE),
    Step.UNLOCK: Move(frozenset({_S.LOCKED}), _S.RETURNED, Side.ABOVE, needs_words=True),
    Step.EXCUSE: Move(TO_WRITE, _S.EXCUSED, Side.ABOVE, needs_words=True),
    Step.CALL_IN: Move(frozenset({_S.EXCUSED}), _S.DRAFTED, Side.ABOVE),
}


def steps_from(state: ReportState, side: Side) -> list[Step]:
    return [step for step, move in REPORT_MOVES.items() if move.side == side and state in move.before]


def opens_as(lower: Iterable[ReportState]) -> ReportState:
    """Where a report stands that is being written: it waits while one of those below is neither in nor excused."""
    return ReportState.DRAFTED if all(state in SETTLED for state in lower) else ReportState.WAITING


class ParagraphState(StrEnum):
    MACHINE = "machine"  # as the machine wrote it; a new draft replaces it
    EDITED = "edited"  # a person's words now
    ADDED = "added"  # a person's from the start
    DROPPED = "dropped"  # left out by a person


class Part(StrEnum):
    """What a section of a report holds."""

    HEADING = "heading"
    OPENING = "opening"
    RESULTS = "results"
    FIGURES = "figures"
    SHORTCOMINGS = "shortcomings"
    CAUSES = "causes"
    NEXT = "next"


class Promptness(StrEnum):
    """Of a report that is owed: in by its day, in after it, not in."""

    ON_TIME = "on_time"
    AFTER = "after"
    MISSING = "missing"
    EXCUSED = "excused"


def promptness_of(state: ReportState, sent_on: date | None, due: date) -> Promptness:
    """`sent_on`: the day of its first sending; sent back for correction, it still came on that day."""
    if state == ReportState.EXCUSED:
        return Promptness.EXCUSED
    if sent_on is None:
        return Promptness.MISSING
    return Promptness.ON_TIME if sent_on <= due else Promptness.AFTER
