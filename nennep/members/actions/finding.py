"""The register compared with itself: written out for the engine, and the pairs that come back kept."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.jobs.actions import enqueue
from nennep.jobs.models import Job, JobState
from nennep.journal.actions import record
from nennep.members.actions.noting import pair_of
from nennep.members.comparing import TWINS, Pair, Told, compare, folder_of, members_kept, write_members
from nennep.members.models import Member, Twins
from nennep.members.permissions import must_be_open
from nennep.members.rules import TwinsFound, TwinsState
from nennep.organisation.permissions import must_any
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User

PEOPLE = "so.csv"
KINDS = {"same": TwinsFound.SAME, "review": TwinsFound.REVIEW}
STALE = (TwinsFound.SAME, TwinsFound.REVIEW)  # what only the engine found goes when it no longer does
Key = tuple[int, int]


@dataclass
class Tally:
    new: int = 0
    same: int = 0
    review: int = 0
    gone: int = 0


def ask_for_twins(title: str, *, by: "User") -> Job:
    must_any(by, Act.KEEP_MEMBERS)
    must_be_open()
    return enqueue(TWINS, title, {}, by=by)


@transaction.atomic
def look_soon(*, by: "User") -> Job | None:
    """After many members came: what they say of each other and of the others. Once, however many lists come."""
    if Job.objects.filter(kind=TWINS, state=JobState.WAITING, by=by).exists():
        return None
    return ask_for_twins(_("Tìm cặp hồ sơ nghi trùng sau khi nhập"), by=by)


def is_looked_for(by: "User") -> bool:
    """Whether a search of this person is under way, or about to be."""
    return Job.objects.filter(kind=TWINS, state__in=[JobState.WAITING, JobState.RUNNING], by=by).exists()


def find_twins(job: Job, told: Told, *, by: "User") -> Tally:
    """Within reach of who asked. What lies on the disk meanwhile lies in a folder of the job alone."""
    must_any(by, Act.KEEP_MEMBERS)
    must_be_open()
    with folder_of(job) as folder:
        told("Ghi sổ ra cho máy so khớp")
        people = [pk for pk, _public_id in write_members(folder, PEOPLE, members_kept(by))]
        if len(people) < 2:
            return kept(people, [], by=by)
        pairs = compare(folder, [PEOPLE], told).pairs
    told("Ghi các cặp tìm được")
    return kept(people, pairs, by=by)


@transaction.atomic
def kept(people: list[int], pairs: list[Pair], *, by: "User") -> Tally:
    """What people have said of a pair stands; a pair that only the machine found goes when it is found no more."""
    tally = Tally()
    found = {ordered(people[each.record], people[each.other]): each for each in pairs if each.weight is not None}
    stand = {(pair.one_id, pair.other_id): pair for pair in Twins.objects.visible_to(by)}
    members = Member.objects.in_bulk([pk for key in found if key not in stand for pk in key])
    made = []
    for key, told in found.items():
        kind = KINDS[told.decision]
        tally.same += kind is TwinsFound.SAME
        tally.review += kind is TwinsFound.REVIEW
        if pair := stand.get(key):
            weigh(pair, kind, told)
        elif all(pk in members for pk in key):  # one may have been erased meanwhile
            made.append(pair_of(members[key[0]], members[key[1]], kind))
            weigh(made[-1], kind, told)
    again = [stand[key] for key in found if key in stand and stand[key].state in (TwinsState.WAITING, TwinsState.LATER)]
    Twins.objects.bulk_update(again, ["found", "weight", "why"], batch_size=500)
    tally.new = len(Twins.objects.bulk_create(made, batch_size=500, ignore_conflicts=True))
    tally.gone = forgotten(stand, set(found), set(people))
    record(by, "twins.found", must_be_open(), persons=len(people), same=tally.same, review=tally.review)
    return tally


def ordered(one: int, other: int) -> Key:
    return (min(one, other), max(one, other))


def weigh(pair: Twins, kind: TwinsFound, told: Pair) -> None:
    pair.found, pair.weight = kind, told.weight
    pair.why = [part.split(": ", 1) for part in told.why.split("; ") if ": " in part]


def forgotten(stand: dict[Key, Twins], found: set[Key], people: set[int]) -> int:
    """Pairs that wait, of two who were compared, and that the machine no longer takes for one."""
    gone = [
        pair.pk
        for key, pair in stand.items()
        if key not in found and pair.state == TwinsState.WAITING and pair.found in STALE and people.issuperset(key)
    ]
    return Twins.objects.filter(pk__in=gone).delete()[0]
