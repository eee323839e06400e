"""What a member's standing may become, how long a party age is, what counts as a living list."""

from datetime import date
from enum import StrEnum

from nennep.matching.checking.figures import figure

MONTHS = 12  # of a year


class Standing(StrEnum):
    """Tư cách đảng viên."""

    PROBATIONARY = "probationary"  # dự bị
    OFFICIAL = "official"  # chính thức
    EXEMPT = "exempt"  # miễn công tác và sinh hoạt
    TRANSFERRED = "transferred"  # chuyển đi đảng bộ khác
    LEFT = "left"  # xin ra khỏi Đảng
    REMOVED = "removed"  # xóa tên
    EXPELLED = "expelled"  # khai trừ
    DECEASED = "deceased"  # từ trần


LIVING = frozenset({Standing.PROBATIONARY, Standing.OFFICIAL, Standing.EXEMPT})
ENDINGS = frozenset(Standing) - LIVING
MOVES: dict[Standing, frozenset[Standing]] = {
    Standing.PROBATIONARY: ENDINGS | {Standing.OFFICIAL},
    Standing.OFFICIAL: ENDINGS | {Standing.EXEMPT},
    Standing.EXEMPT: ENDINGS | {Standing.OFFICIAL},
    Standing.TRANSFERRED: LIVING,  # comes back
    Standing.LEFT: frozenset({Standing.PROBATIONARY}),  # admitted again
    Standing.REMOVED: frozenset({Standing.PROBATIONARY}),
    Standing.EXPELLED: frozenset({Standing.PROBATIONARY}),
    Standing.DECEASED: frozenset(),
}


class SourceKind(StrEnum):
    """Whence a value came."""

    PAGE = "page"  # typed by who keeps the register
    IMPORT = "import"  # committed from a preview
    SUGGESTION = "suggestion"  # said by the cell, taken by who keeps the register
    MERGE = "merge"
    UNDO = "undo"


class SuggestionState(StrEnum):
    WAITING = "waiting"
    TAKEN = "taken"
    REFUSED = "refused"


def first_standing(official: str, admission: str, today: date) -> Standing:
    """Of a member whose list tells only the days. Without an official day whoever was admitted lately is on probation;
    twice its length after, the list has left the day out."""
    years = years_between(admission, today)
    lately = years is not None and years * MONTHS < 2 * figure("probation")
    return Standing.PROBATIONARY if lately and not official else Standing.OFFICIAL


def years_between(start: str, today: date) -> int | None:
    """Full years from a day as far as it is known (`1970-05-12`, `1970-05`, `1970`); what is not known is taken at its
    earliest, so that a year alone tells the years that may have passed."""
    if not start:
        return None
    year, month, day = (int(part) for part in (*start.split("-"), "1", "1")[:3])
    return max(0, today.year - year - ((today.month, today.day) < (month, day)))


class TwinsState(StrEnum):
    """Of two records that may be one person."""

    WAITING = "waiting"
    LATER = "later"  # put off
    ASKED = "asked"  # a merge of them waits for a second person
    MERGED = "merged"
    APART = "apart"  # two persons, remembered


class TwinsFound(StrEnum):
    """What took them for one; in the order in which they are looked at."""

    SAME = "a_same"  # beyond the bounds of the model
    NUMBER = "b_num"  # a number agrees; nothing was weighed yet
    REVIEW = "c_look"  # to be looked at
    HAND = "d_hand"  # a person put them side by side


class MergingState(StrEnum):
    WAITING = "waiting"  # for a second person
    DOING = "doing"  # by a job
    DONE = "done"
    REFUSED = "refused"
    UNDOING = "undoing"
    UNDONE = "undone"


class ToMail(StrEnum):
    """Which cells of a campaign are sent their lists."""

    UNREACHED = "unreached"  # never sent, or it did not arrive
    LEFT = "left"  # all that have something left


class MergeState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    LEFT = "left"  # could not be done
    UNDONE = "undone"


class Second(StrEnum):
    """Why one person does not merge alone."""

    MANY = "many"  # more pairs than the office lets one person merge at once
    NUMBERS = "numbers"  # each record has an identity number of its own


MERGED_ALONE = 20  # pairs, where the office has set no limit of its own
MOST_LIMIT = 500
AT_ONCE = 10  # pairs that are merged while one waits; more are a job


def second_person(pairs: int, limit: int, *, apart: bool) -> Second | None:
    if apart:
        return Second.NUMBERS
    return Second.MANY if pairs > limit else None


class Follow(StrEnum):
    """What becomes of a row that points to a record when the record is merged into another."""

    JOINS = "joins"  # a span of time: goes over, and is one with a span of the other that it overlaps
    MOVES = "moves"  # goes over
    PAIRS = "pairs"  # a pair with a third record becomes one with the other
    STAYS = "stays"  # tells what was: the other's page shows it beside its own


POINTERS = {  # every foreign key to a member; tests refuse one that nobody has decided about
    "members.stay.member": Follow.JOINS,
    "members.membership.member": Follow.JOINS,
    "members.memberpost.member": Follow.JOINS,
    "members.suggestion.member": Follow.MOVES,
    "members.change.member": Follow.STAYS,
    "members.flaw.member": Follow.STAYS,  # the next check finds those of the record that remains
    "members.member.merged_into": Follow.STAYS,  # records merged before lead on over this one
    "members.twins.one": Follow.PAIRS,
    "members.twins.other": Follow.PAIRS,
    "members.merge.winner": Follow.STAYS,
    "members.merge.loser": Follow.STAYS,
    "candidates.candidate.member": Follow.MOVES,  # the road by which he came
    "procedures.case.member": Follow.MOVES,  # whom a case is about
}
