"""A clean list beside the register: whom each person of it is, by the same engine that cleaned it."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from nennep.jobs.models import Job
from nennep.members.comparing import Compared, Told, compare, folder_of, members_kept, write_members, write_rows
from nennep.workbench.child.comparing import FIELDS

if TYPE_CHECKING:
    from nennep.accounts.models import User

NEW, KNOWN = "danh-sach.csv", "so.csv"


@dataclass
class Found:
    """By record of the list."""

    same: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))  # public ids
    maybe: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))  # public id, why
    together: list[list[int]] = field(default_factory=list)  # records that are one person of the register


def compare_with_register(people: pl.DataFrame, job: Job, told: Told, *, by: "User") -> Found:
    """`people` has `FIELDS`; compared with the members whom the person keeps."""
    with folder_of(job) as folder:
        write_rows(folder, NEW, people.select(FIELDS).iter_rows())
        known = write_members(folder, KNOWN, members_kept(by))
        return found_in(compare(folder, [NEW, KNOWN], told), [public_id for _pk, public_id in known])


def found_in(compared: Compared, ids: list[str]) -> Found:
    found = Found()
    for group in compared.same:
        new = [record for source, record in group if source == NEW]
        old = [ids[record] for source, record in group if source == KNOWN]
        for record in new if old else ():
            found.same[record] += old
        if old and len(new) > 1:
            found.together.append(new)
    for pair in compared.pairs:
        if pair.decision == "review" and pair.file != pair.other_file:
            place, old_place = (pair.record, pair.other) if pair.file == NEW else (pair.other, pair.record)
            found.maybe[place].append((ids[old_place], pair.why))
    return found
