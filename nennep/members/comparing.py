"""Members before the engine, alone or beside a clean list: written into a private folder of a job, compared, and gone.

What lies there is in clear, sealed values too: the folder is the job's own, readable by the program alone.
"""

import csv
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.utils import timezone

from nennep.jobs.models import Job
from nennep.jobs.presence import is_alive, take_place
from nennep.members.models import Member
from nennep.organisation.rules import Act
from nennep.workbench.child.comparing import FIELDS
from nennep.workbench.child.places import COMPARED, GIVEN
from nennep.workbench.folders import write_order
from nennep.workbench.running import carry_out

if TYPE_CHECKING:
    from nennep.accounts.models import User
    from nennep.members.models.member import MemberQuerySet

TWINS, LIST = "find_twins", "compare_members"  # the jobs that compare
CHUNK = 2_000
Told = Callable[[str], None]


class Pair(NamedTuple):
    """Two records by file and place (from 0)."""

    file: str
    record: int
    other_file: str
    other: int
    weight: float | None
    decision: str  # same, review
    why: str


@dataclass(frozen=True)
class Compared:
    same: list[list[tuple[str, int]]]  # records of one person, by file and place
    pairs: list[Pair]


@contextmanager
def folder_of(job: Job) -> Iterator[Path]:
    """Emptied before and after; what a job that was killed has left is emptied by the next one. A folder in use is told
    by a lock that the kernel lets go with its process."""
    top = Path(settings.ENVIRONMENT.data) / "compared"
    top.mkdir(parents=True, exist_ok=True)
    top.chmod(0o700)
    held = take_place(at_work(job.public_id))
    for left in top.iterdir():
        if left.name == job.public_id or not is_alive(at_work(left.name)):
            shutil.rmtree(left, ignore_errors=True)
    folder = top / job.public_id
    (folder / GIVEN).mkdir(mode=0o700, parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def at_work(job: str) -> str:
    return f"compared-{job}"


def members_kept(by: "User") -> "MemberQuerySet":
    return Member.objects.visible_to(by, Act.KEEP_MEMBERS).filter(merged_into=None).order_by("pk")


def write_members(folder: Path, name: str, members: "MemberQuerySet") -> list[tuple[int, str]]:
    """Number and public id of each, in the order of the rows."""
    written: list[tuple[int, str]] = []

    def rows() -> Iterator[list[str]]:
        for member in members.select_related("cell").iterator(chunk_size=CHUNK):
            written.append((member.pk, member.public_id))
            yield [member.cell.name if field == "cell" else member.value(field) for field in FIELDS]

    write_rows(folder, name, rows())
    return written


def write_rows(folder: Path, name: str, rows: Iterable[Sequence[str | None]]) -> None:
    """In the order of `FIELDS`."""
    file = os.open(folder / GIVEN / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(FIELDS)
        writer.writerows(rows)


def compare(folder: Path, names: Sequence[str], told: Told) -> Compared:
    write_order(folder, {"files": list(names), "today": timezone.localdate().isoformat()})
    carry_out("compare", folder, told)
    compared = json.loads((folder / COMPARED).read_text("utf-8"))
    return Compared(compared["same"], [Pair(*pair) for pair in compared["pairs"]])
