"""The register compared with itself: written out for the engine, and the pairs that come back kept."""

import csv
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from nennep.jobs.actions import enqueue
from nennep.jobs.models import Job, JobState
from nennep.journal.actions import record
from nennep.members.actions.noting import pair_of
from nennep.members.child.linking import FIELDS, PAIRS, PEOPLE
from nennep.members.models import Member, Twins
from nennep.members.permissions import must_be_open
from nennep.members.rules import TwinsFound, TwinsState
from nennep.organisation.permissions import must_any
from nennep.organisation.rules import Act
from nennep.workbench.running import carry_out

if TYPE_CHECKING:
    from nennep.accounts.models import User

JOB, MODULE = "find_twins", "nennep.members.child"
KINDS = {"same": TwinsFound.SAME, "review": TwinsFound.REVIEW}
CHUNK = 2000
STALE = (TwinsFound.SAME, TwinsFound.REVIEW)  # what only the engine found goes when it no longer does
Told = Callable[[str], None]
Key = tuple[int, int]


@dataclass
class Tally:
    new: int = 0
    same: int = 0
    review: int = 0
    gone: int = 0
    kept: set[Key] = field(default_factory=set)


def ask_for_twins(title: str, *, by: "User") -> Job:
    must_any(by, Act.KEEP_MEMBERS)
    must_be_open()
    return enqueue(JOB, title, {}, by=by)


def find_twins(job: Job, told: Told, *, by: "User") -> Tally:
    """Within reach of who asked. What lies on the disk meanwhile lies in a folder of the job alone."""
    must_any(by, Act.KEEP_MEMBERS)
    must_be_open()
    with folder_of(job) as folder:
        told("Ghi sổ ra cho máy so khớp")
        people = written_out(folder, by)
        if len(people) < 2:
            return kept(people, [], by=by)
        carry_out("link", folder, told, MODULE)
        with (folder / PAIRS).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    told("Ghi các cặp tìm được")
    return kept(people, rows, by=by)


@contextmanager
def folder_of(job: Job) -> Iterator[Path]:
    """Emptied before and after; what a job that was killed has left is emptied by the next one."""
    top = Path(settings.ENVIRONMENT.data) / "twins"
    top.mkdir(mode=0o700, parents=True, exist_ok=True)
    running = set(Job.objects.filter(kind=JOB, state=JobState.RUNNING).values_list("public_id", flat=True))
    for left in top.iterdir():
        if left.name not in running or left.name == job.public_id:
            shutil.rmtree(left, ignore_errors=True)
    folder = top / job.public_id
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def written_out(folder: Path, by: "User") -> list[int]:
    """The members in the order of their rows."""
    members = Member.objects.visible_to(by, Act.KEEP_MEMBERS).filter(merged_into=None).order_by("pk")
    names = [each.value for each in FIELDS]
    people: list[int] = []
    file = os.open(folder / PEOPLE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(names)
        for member in members.select_related("cell").iterator(chunk_size=CHUNK):
            people.append(member.pk)
            writer.writerow([member.cell.name if name == "cell" else member.value(name) for name in names])
    return people


@transaction.atomic
def kept(people: list[int], rows: list[dict[str, str]], *, by: "User") -> Tally:
    """What people have said of a pair stands; a pair that only the machine found goes when it is found no more."""
    tally = Tally()
    found = {ordered(people[int(row["one"])], people[int(row["other"])]): row for row in rows if row["weight"]}
    stand = {(pair.one_id, pair.other_id): pair for pair in Twins.objects.visible_to(by)}
    members = Member.objects.in_bulk([pk for key in found if key not in stand for pk in key])
    made = []
    for key, row in found.items():
        kind = KINDS[row["decision"]]
        tally.same += kind is TwinsFound.SAME
        tally.review += kind is TwinsFound.REVIEW
        if pair := stand.get(key):
            weigh(pair, kind, row)
        elif all(pk in members for pk in key):  # one may have been erased meanwhile
            made.append(pair_of(members[key[0]], members[key[1]], kind))
            weigh(made[-1], kind, row)
    again = [stand[key] for key in found if key in stand and stand[key].state in (TwinsState.WAITING, TwinsState.LATER)]
    Twins.objects.bulk_update(again, ["found", "weight", "why"], batch_size=500)
    tally.new = len(Twins.objects.bulk_create(made, batch_size=500, ignore_conflicts=True))
    tally.gone = forgotten(stand, set(found), set(people))
    record(by, "twins.found", must_be_open(), persons=len(people), same=tally.same, review=tally.review)
    return tally


def ordered(one: int, other: int) -> Key:
    return (min(one, other), max(one, other))


def weigh(pair: Twins, kind: TwinsFound, row: dict[str, str]) -> None:
    pair.found, pair.weight = kind, float(row["weight"])
    pair.why = [part.split(": ", 1) for part in row["why"].split("; ") if ": " in part]


def forgotten(stand: dict[Key, Twins], found: set[Key], people: set[int]) -> int:
    """Pairs that wait, of two who were compared, and that the machine no longer takes for one."""
    gone = [
        pair.pk
        for key, pair in stand.items()
        if key not in found and pair.state == TwinsState.WAITING and pair.found in STALE and people.issuperset(key)
    ]
    return Twins.objects.filter(pk__in=gone).delete()[0]
