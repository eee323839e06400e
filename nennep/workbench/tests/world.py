"""What the access table speaks of: a run with its result, and a word that was said of one of its pairs."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from nennep.lib.ids import public_id
from nennep.matching.checking.finding import COLUMNS as OF_FINDINGS
from nennep.matching.linking.decided import COLUMNS as OF_DECIDED
from nennep.matching.linking.decided import marks
from nennep.matching.reporting.workbook import Table, workbook
from nennep.workbench.actions.deciding import Pair, decide
from nennep.workbench.actions.matching import confirm_mapping, keep_result
from nennep.workbench.actions.receiving import begin, take_all
from nennep.workbench.child.looking import look
from nennep.workbench.child.settling import SHOWN, Settling, settle
from nennep.workbench.folders import make_folder, write_order
from nennep.workbench.models import ListRun
from nennep.workbench.queries.pairs import Pairs
from nennep.workbench.rules import Said
from nennep.workbench.tests.make import as_proposed, upload
from tests.cast import Cast

SOURCE = "to-chuc.csv"
HEADINGS = ("ho va ten", "ngay sinh", "so cccd", "chi bo")
GIVEN: Sequence[Sequence[str]] = (
    ("Ngô Tấn Lộc", "12/05/1970", "031070001234", "Chi bộ 1"),
    ("Ngô Tấn Lộc", "13/05/1970", "", "Chi bộ 1"),
    ("Mai Quế Chi", "30/11/1982", "", "Chi bộ 1"),
    ("Mai Quế Chi", "11/1982", "", ""),
)
WHY = "Họ tên: trùng cả dấu"


def lists_of(cast: Cast) -> dict[str, Any]:
    """The engine itself stays out: its tables are written as it would, and made ready by the code of the child."""
    run = settled(cast)
    pairs = Pairs(run)
    said = decide(Pair(run, pairs.key_at(pairs.waiting[-1])), Said.LATER, by=cast.organiser)
    return {"matched": run, "lists_pair": said}


def settled(cast: Cast) -> ListRun:
    run = looked_at(cast)
    confirm_mapping(run, as_proposed(run), by=cast.organiser)
    result = f"result-{public_id()}"
    out = run.folder / result
    out.mkdir()
    write_engine_tables(out)
    decided = pl.DataFrame(schema=dict.fromkeys(OF_DECIDED, pl.String))
    told = settle(Settling(out, [SOURCE], decided, out / "none", lambda _told: None))
    keep_result(run, result, {"rows_in": len(GIVEN), **told}, by=cast.organiser)
    return ListRun.objects.select_related("unit", "by", "job").get(pk=run.pk)


def looked_at(cast: Cast) -> ListRun:
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS, *GIVEN])
    run = ListRun(public_id=public_id(), name="Danh sách", unit=cast.tree.root, by=cast.organiser)
    folder = make_folder(run.public_id)
    taken = take_all([upload(text.getvalue().encode(), SOURCE)], folder)
    write_order(folder, {"files": [SOURCE]})
    look(folder, lambda _told: None)
    return begin(run, taken, at_once=True, by=cast.organiser)


def write_engine_tables(out: Path) -> None:
    records = pl.DataFrame([record(n, *person) for n, person in enumerate(GIVEN, 2)], schema=schema())
    records.write_parquet(out / "records.parquet")
    faults = [(SOURCE, "", 5, "cell", "missing", "warning", "Chưa có chi bộ.")]
    pl.DataFrame(faults, schema=OF_FINDINGS, orient="row").write_csv(out / "findings.csv")
    pl.DataFrame({"cluster": range(len(GIVEN))}).write_csv(out / "clusters.csv")
    told = marks(records.with_row_index("uid"))["mark"].to_list()
    rows = [pair(a, b, told) for a, b in ((0, 1), (2, 3))]
    pl.DataFrame(rows).write_csv(out / "pairs.csv")
    workbook([Table("Cặp", ["A"], [["=1+1"]])], out / "report.xlsx")
    (out / "report.html").write_text("<!DOCTYPE html><title>x</title>", "utf-8")


def schema() -> dict[str, Any]:
    return {name: pl.UInt32 if name == "row" else pl.String for name in SHOWN}


def record(row: int, name: str, dob: str, id12: str, cell: str) -> dict[str, Any]:
    day = "-".join(reversed(dob.split("/")))
    known = {"name": name, "dob": day, "id12": id12, "cell": cell}
    return {"source": SOURCE, "sheet": "", "row": row, **{field: text or None for field, text in known.items()}}


def pair(a: int, b: int, told: Sequence[str]) -> dict[str, Any]:
    places = {f"{name}_{side}": text for side in "ab" for name, text in (("source", SOURCE), ("sheet", ""))}
    odds = {"weight": 4.0, "probability": 0.9, "decision": "review", "decided": None, "why": WHY}
    return {**places, "row_a": a + 2, "row_b": b + 2, **odds, "mark_a": told[a], "mark_b": told[b]}
