"""The clean list of a run: one row a person."""

import polars as pl

from nennep.lib.errors import RuleBroken
from nennep.workbench.models import ListRun
from nennep.workbench.rules import GONE, NOT_MATCHED, RunState


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


def scan_people(run: ListRun) -> pl.LazyFrame:
    if not run.is_here:
        raise RuleBroken(NOT_MATCHED if run.state != RunState.ERASED and not run.result else GONE)
    return pl.scan_parquet(run.result_folder / "clean.parquet")
