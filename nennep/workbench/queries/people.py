"""The clean list of a run: one row a person."""

from collections.abc import Sequence

import polars as pl
from django.utils.translation import gettext as _

from nennep.lib.errors import RuleBroken
from nennep.workbench.models import ListRun
from nennep.workbench.queries.tables import Row, Rows
from nennep.workbench.rules import GONE, NOT_MATCHED, RunState, masked


def clean_people(run: ListRun) -> pl.DataFrame:
    """Every person of the run, in the order of its files.

    Columns: `cluster`, `name`, `sex` (nam, nữ), `dob`, `dob_precision` (day, month, year), `id12`, `id9`, `card`,
    `card12`, `admission`, `admission_precision`, `official`, `official_precision`, `phone`, `ethnic`, `religion`,
    `education`, `hometown`, `residence`, `cell`, `unit_code`: text, or null where nothing is known; dates are ISO, cut
    to what is known (`1970-05`). `sources`: list of “file · sheet · row”. `conflicts`: text; what other records of the
    person say, with its place.

    Raises RuleBroken where there is no result, or its data are erased.
    """
    return scan_people(run).collect()


def scan_people(run: ListRun, file: str = "clean.parquet") -> pl.LazyFrame:
    if not run.is_here:
        raise RuleBroken(_(GONE if run.state == RunState.ERASED or run.result else NOT_MATCHED))
    return pl.scan_parquet(run.result_folder / file)


def people_list(run: ListRun, *, only_conflicts: bool) -> Rows:
    """For the pager."""
    return Rows(scan_people(run, "conflicts.parquet" if only_conflicts else "clean.parquet"))


NUMBERS = ("id12", "id9", "card", "card12", "phone")


def told(rows: Sequence[Row]) -> list[Row]:
    """As a page shows them: numbers in part, dates as the office writes them."""
    return [
        {
            **row,
            **{name: masked(row[name] or "") for name in NUMBERS},
            **{name: day_of(row[name]) for name in ("dob", "admission", "official")},
            "conflicts": [masked(each) for each in (row["conflicts"] or "").split("; ") if each],
        }
        for row in rows
    ]


def day_of(iso: str | None) -> str:
    return "/".join(reversed(iso.split("-"))) if iso else ""
