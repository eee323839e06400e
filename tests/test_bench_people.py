"""The invented lists are what they say, and the score counts what it should."""

import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from bench.matching_score import clusters, score
from bench.people.files import TRUTH, Shape, write
from bench.people.layouts import vni
from bench.people.names import names
from bench.people.persons import persons
from bench.people.places import communes
from bench.people.records import Order, records, tcvn3
from nennep.lib.legacy import Encoding, convert

pytestmark = pytest.mark.slow

SMALL = Order(3_000, seed=5)
PRINT = (
    "from bench.people.records import *; print([f.hash_rows(1).sum() for f in records(Order(3000, seed=5)).values()])"
)
TRUE = pl.DataFrame(
    {"source": ["a", "a", "b", "b"], "sheet": [""] * 4, "row": [2, 3, 2, 3], "person": [1, 2, 1, 3]},
    schema_overrides={"person": pl.UInt64},
).with_columns(pl.Series("twins", [None, 7, None, 7], dtype=pl.UInt64))
HEADING = "source_a,sheet_a,row_a,source_b,sheet_b,row_b,weight,probability,decision"


def test_the_same_seed_gives_the_same_lists_on_any_number_of_threads() -> None:
    environment = {**os.environ, "POLARS_MAX_THREADS": "1"}

    told = subprocess.run([sys.executable, "-c", PRINT], env=environment, check=True, capture_output=True, text=True)

    assert told.stdout.strip() == str([frame.hash_rows(1).sum() for frame in records(SMALL).values()])


@pytest.mark.parametrize("flavour", [1, 2])
def test_no_number_is_given_to_two_persons(flavour: int) -> None:
    everybody = persons(40_000, 1, flavour)

    for number in ("id12", "id9", "card", "card12"):
        assert everybody[number].n_unique() == everybody.height


@pytest.mark.parametrize("flavour", [1, 2])
def test_twins_share_family_and_birth_and_differ_in_given_name(flavour: int) -> None:
    everybody = persons(40_000, 1, flavour)

    second = everybody.filter("twin")
    first = everybody[(second["person"] - 1).cast(pl.UInt32)]

    assert second.height == pytest.approx(40_000 * 0.002, rel=0.4)
    for same in ("family", "dob", "home", "twins"):
        assert second[same].to_list() == first[same].to_list()
    assert (second["given"] != first["given"]).all()
    assert (second["id9"].cast(pl.Int64) - first["id9"].cast(pl.Int64) == 1).all()


def test_a_person_is_grown_at_admission_and_official_after_it() -> None:
    everybody = persons(20_000, 2, 1)

    assert (everybody["admission"].dt.year() - everybody["dob"].dt.year() >= 18).all()
    assert (everybody["official"] > everybody["admission"]).all()


def test_old_programs_store_what_the_decoder_reads_back() -> None:
    words = pl.concat([names(1).families.unique(), communes()["ward"].unique()]).unique()

    for encoding, encode in ((Encoding.VNI, vni), (Encoding.TCVN3, tcvn3)):
        back = [convert(code, encoding) for code in encode(words)]
        assert [word.lower() for word in back] == [word.lower() for word in words]


@pytest.mark.parametrize("xlsx", [False, True])
@pytest.mark.parametrize("dirty", [False, True])
def test_the_truth_names_every_row_that_is_a_person(tmp_path: Path, xlsx: bool, dirty: bool) -> None:
    paths = write(tmp_path, Order(800), Shape("ABD", xlsx, dirty))

    truth = pl.read_parquet(tmp_path / TRUTH)
    typed = truth.filter(pl.col("source").str.starts_with("chi-bo"))
    first = 8 if dirty else 2

    assert {path.name for path in paths} == set(truth["source"])
    assert typed["row"].min() == first
    if not xlsx:
        lines = (tmp_path / str(typed["source"][0])).read_text("utf-8-sig").splitlines()
        assert lines[first - 1].startswith("1;")


def test_the_score_counts_pairs_decisions_and_twins(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.csv"
    lines = ["a,,2,b,,2,9,1,same", "a,,3,b,,3,5,.9,same", "a,,2,b,,3,1,.5,review", "a,,1,b,,3,-1,.4,review"]
    pairs.write_text("\n".join([HEADING, *lines]))

    found = score(pairs, TRUE)

    assert (found.same.found, found.same.right, found.same.wanted) == (2, 1, 1)
    assert (found.kept.precision, found.kept.recall) == (0.25, 1.0)
    assert (found.best.f1, found.sure.recall, found.sure_weight) == (1.0, 1.0, 9.0)
    assert (found.review.found, found.twins, found.nowhere) == (2, 1, 1)


def test_every_two_rows_of_a_cluster_are_a_pair(tmp_path: Path) -> None:
    told = tmp_path / "clusters.csv"
    told.write_text("source,sheet,row,cluster\na,,2,1\nb,,2,1\nb,,3,1\na,,3,2\n")

    rates = clusters(told, TRUE)

    assert (rates.found, rates.right, rates.wanted) == (3, 1, 1)
