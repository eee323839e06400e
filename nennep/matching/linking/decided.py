"""What people have said of pairs: it outranks the machine in every later run, wherever the records then stand."""

import csv
from pathlib import Path

import duckdb
import polars as pl

from nennep.lib.errors import BadFile

DIFFERENT = "different"
SAID = ("same", DIFFERENT)
MARKED_BY = ("name", "dob", "id12", "id9", "card", "card12")  # what a record says of its person
COLUMNS = ("mark_a", "mark_b", "decided")
MARK = 12  # figures of the sum
NONE = pl.DataFrame(schema={"uid_l": pl.UInt32, "uid_r": pl.UInt32, "said": pl.String})


def marks(people: pl.DataFrame) -> pl.DataFrame:
    """`uid`, `mark`: a sum over `MARKED_BY`, the same wherever the record stands."""
    texts = ", ".join(f"coalesce({column}, '')" for column in MARKED_BY)
    with duckdb.connect() as connection:
        connection.register("people", people.select("uid", *MARKED_BY).to_arrow())
        mark = f"left(md5(concat_ws('|', {texts})), {MARK}) as mark"
        summed = connection.sql(f"select uid, {mark} from people order by uid")  # noqa: S608 -- names of our own
        return pl.DataFrame(pl.from_arrow(summed.to_arrow_table()))


def read_decided(path: Path) -> pl.DataFrame:
    """`mark_a`, `mark_b`, `decided` from a pairs.csv in which somebody has written same or different under `decided`.

    Raises BadFile where the columns are not there, or another word stands.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if not set(COLUMNS) <= set(rows.fieldnames or ()):
            raise BadFile("decisions", "Tệp “{name}” cần các cột {columns}.", name=path.name, columns=list(COLUMNS))
        said = [(row["mark_a"], row["mark_b"], (row["decided"] or "").strip().lower()) for row in rows]
    wrong = next((word for _, _, word in said if word and word not in SAID), None)
    if wrong:
        message = "Tệp “{name}”: cột decided chỉ nhận same hoặc different, không nhận “{word}”."
        raise BadFile("decisions", message, name=path.name, word=wrong)
    decided = pl.DataFrame([row for row in said if row[2]], schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
    return decided.unique(COLUMNS[:2], keep="last", maintain_order=True)


def found_again(decided: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """`uid_l`, `uid_r`, `said`: the records that now bear the marks."""
    marked = marks(people)
    both = decided.join(marked.rename({"mark": "mark_a", "uid": "one"}), on="mark_a").join(
        marked.rename({"mark": "mark_b", "uid": "other"}), on="mark_b"
    )
    ordered = both.filter(pl.col("one") != pl.col("other")).select(
        pl.min_horizontal("one", "other").alias("uid_l"),
        pl.max_horizontal("one", "other").alias("uid_r"),
        said="decided",
    )
    return ordered.unique(["uid_l", "uid_r"], keep="last", maintain_order=True)


def outranked(pairs: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
    """The machine's pairs with what people `said` in its place; pairs that only people named have no weight."""
    told = pairs.join(decided, on=["uid_l", "uid_r"], how="full", coalesce=True)
    kept = told.filter(pl.col("said").is_null() | (pl.col("said") != DIFFERENT))
    return kept.with_columns(decision=pl.coalesce("said", "decision")).sort("uid_l", "uid_r")
