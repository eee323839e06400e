"""A clean list beside the register: whom each person of it is, by the same engine that cleaned it."""

import json
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings
from django.utils import timezone

from nennep.members.models import Member
from nennep.workbench.child.places import COMPARED, GIVEN
from nennep.workbench.folders import write_order
from nennep.workbench.running import carry_out

NEW, KNOWN = "danh-sach.csv", "so.csv"
COLUMNS = (
    *("name", "sex", "dob", "id12", "id9", "card", "card12", "admission", "official", "phone"),
    *("ethnic", "religion", "education", "hometown", "residence", "cell"),
)


@dataclass
class Found:
    """By record of the list."""

    same: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))  # public ids
    maybe: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))  # public id, why
    together: list[list[int]] = field(default_factory=list)  # records that are one person of the register


def compare_with_register(people: pl.DataFrame, known: Iterable[Member], told: Callable[[str], None]) -> Found:
    """`people` has `COLUMNS`. What is written for the engine lies in a private folder and is gone afterwards."""
    root = Path(settings.LISTS_ROOT)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="compare-", dir=root))
    try:
        (folder / GIVEN).mkdir(mode=0o700)
        ids, register = as_table(known)
        for name, table in ((NEW, people.select(COLUMNS)), (KNOWN, register)):
            (folder / GIVEN / name).touch(mode=0o600)
            table.write_csv(folder / GIVEN / name)
        write_order(folder, {"files": [NEW, KNOWN], "today": timezone.localdate().isoformat()})
        carry_out("compare", folder, told)
        return found_in(json.loads((folder / COMPARED).read_text("utf-8")), ids)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def as_table(known: Iterable[Member]) -> tuple[list[str], pl.DataFrame]:
    """Public ids, and what the register knows of them, in clear: only for the private folder of a comparison."""
    ids, rows = [], []
    for member in known:
        ids.append(member.public_id)
        rows.append([member.cell.name if key == "cell" else member.value(key) or None for key in COLUMNS])
    return ids, pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")


def found_in(compared: dict[str, Any], ids: list[str]) -> Found:
    found = Found()
    for group in compared["same"]:
        new = [record for source, record in group if source == NEW]
        old = [ids[record] for source, record in group if source == KNOWN]
        for record in new if old else ():
            found.same[record] += old
        if old and len(new) > 1:
            found.together.append(new)
    for source_a, a, source_b, b, _weight, why in compared["review"]:
        if source_a != source_b:
            record, member = (a, ids[b]) if source_a == NEW else (b, ids[a])
            found.maybe[record].append((member, why))
    return found
