"""Two records as one: which remains, what is taken from the other, which spans join; asked before and while merging."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from nennep.lib.text import fold
from nennep.members.fields import kept_fields
from nennep.members.joining import Held, Joined, joined, with_one_open
from nennep.members.models import Change, Member, MemberPost, Membership, Stay
from nennep.members.models.spans import Span
from nennep.members.resolving import Proposal, Said, Taken, fits, propose
from nennep.members.rules import LIVING, Standing

IDENTITY = ("id12", "name", "sex", "dob", "id9")
PLACES = ("cell", "standing")  # chosen like fields
STOPS = 50  # signposts in a row; more is a circle that nothing of ours makes
SPANS: tuple[Any, ...] = (Stay, Membership, MemberPost)
Spans = dict[type[Span], list[Joined]]


@dataclass(frozen=True)
class Sides:
    winner: Member
    loser: Member


def standing_in(member: Member) -> Member:
    """The record that a signpost leads to."""
    for _step in range(STOPS):
        if member.merged_into is None:
            break
        member = member.merged_into
    return member


def sides_of(one: Member, other: Member) -> Sides:
    """The living one remains, then the fuller, then the older."""
    first, second = sorted((one, other), key=lambda each: (not each.listed, -filled(each), each.pk))
    return Sides(first, second)


def filled(member: Member) -> int:
    return sum(
        bool(member.sealed.get(key) if field.sealed else getattr(member, key)) for key, field in kept_fields().items()
    )


def proposals(sides: Sides) -> dict[str, Proposal]:
    """Of every field in which the two differ, and of cell and standing."""
    written = last_written(sides)
    texts = {each.pk: each.values() for each in (sides.winner, sides.loser)}
    found: dict[str, Proposal] = {}
    for key, field in kept_fields().items():
        one, other = (said_of(key, texts[each.pk], written[each.pk]) for each in (sides.winner, sides.loser))
        if one.text != other.text:
            found[key] = propose(field.kind, one, other)
    as_one_person(found)
    for key in PLACES:
        if (chosen := of_place(key, sides, written)) is not None:
            found[key] = chosen
    return found


def as_one_person(found: dict[str, Proposal]) -> None:
    """Where two persons may be meant, name, sex, birth and number come from one side: that of the sound number, else
    of what was written last."""
    doubtful = [key for key in IDENTITY if key in found and found[key].why not in (Taken.ONLY, Taken.FULLER)]
    for why in (Taken.SOUND, Taken.NEWEST):
        if leading := next((found[key] for key in doubtful if found[key].why is why), None):
            found.update(dict.fromkeys(doubtful, leading))
            return


def said_of(key: str, texts: dict[str, str], written: dict[str, datetime]) -> Said:
    sound = key != "id12" or fits(texts["id12"], texts["sex"], texts["dob"])
    return Said(texts[key], sound, written.get(key))


def of_place(key: str, sides: Sides, written: dict[int, dict[str, datetime]]) -> Proposal | None:
    """Where he is and what he is: as the living record says, then as the one that was written last."""
    winner, loser = sides.winner, sides.loser
    if getattr(winner, f"{key}_id" if key == "cell" else key) == getattr(loser, f"{key}_id" if key == "cell" else key):
        return None
    lives = [Standing(each.standing) in LIVING for each in (winner, loser)]
    if lives[0] != lives[1]:
        return Proposal(lives[1], Taken.ONLY)
    ats = [written[each.pk].get(key) or each.added_at for each in (winner, loser)]
    return Proposal(ats[1] > ats[0], Taken.NEWEST)


def last_written(sides: Sides) -> dict[int, dict[str, datetime]]:
    told: dict[int, dict[str, datetime]] = {sides.winner.pk: {}, sides.loser.pk: {}}
    changes = Change.objects.filter(member__in=told).order_by("pk")
    for whose, at, values in changes.values_list("member", "at", "values"):
        told[whose] |= dict.fromkeys(values, at)
    return told


def taken_by_rules(sides: Sides) -> list[str]:
    return [key for key, each in proposals(sides).items() if each.from_loser]


def spans_of(sides: Sides, taken: Iterable[str], today: date) -> Spans:
    """As they will stand once the two are one."""
    whose = [sides.winner.pk, sides.loser.pk]
    cell = (sides.loser if "cell" in taken else sides.winner).cell_id
    standing = (sides.loser if "standing" in taken else sides.winner).standing
    rows = {model: list(model._default_manager.filter(member__in=whose).order_by("pk")) for model in SPANS}
    stays = [held(row, sides) for row in rows[Stay] if not row.temporary]
    temporary = [held(row, sides) for row in rows[Stay] if row.temporary]
    standings = [held(row, sides) for row in rows[Membership]]
    return {
        Stay: [*with_one_open(joined(stays), cell, today), *joined(temporary)],
        Membership: with_one_open(joined(standings), standing, today),
        MemberPost: joined(held(row, sides) for row in rows[MemberPost]),
    }


def held(row: Any, sides: Sides) -> Held:
    return Held(row.pk, row.member_id == sides.winner.pk, what_of(row), row.starts, row.ends, row.paper)


def what_of(row: Any) -> Any:
    if isinstance(row, Stay):
        return row.cell_id
    return row.standing if isinstance(row, Membership) else (fold(row.title), row.unit_id)
