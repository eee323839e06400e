"""A run from its files to its end, by the real child."""

import os
from pathlib import Path

import polars as pl
import pytest

from nennep.journal.models import Entry
from nennep.lib.errors import BadFile, NotAllowed, RuleBroken
from nennep.matching.command import main as match_command
from nennep.workbench.actions.deciding import Pair, decide, undo
from nennep.workbench.actions.erasing import erase
from nennep.workbench.actions.matching import Confirmed, confirm_mapping, start_matching
from nennep.workbench.models import KeptMapping, ListRun, ListSheet, PairDecision
from nennep.workbench.queries import clean_people
from nennep.workbench.queries.pairs import Pairs
from nennep.workbench.rules import LOOK_AT_ONCE, Said
from nennep.workbench.tests.make import (
    FORM,
    OLD,
    PLAIN,
    as_proposed,
    form_file,
    matched,
    matched_again,
    old_file,
    plain_file,
    received,
    upload,
    work,
)
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def names(run: ListRun) -> list[str]:
    return clean_people(run)["name"].to_list()


def test_small_files_are_looked_at_at_once_and_lie_in_a_private_folder(cast: Cast) -> None:
    run = received(cast.tree.root, cast.organiser)

    assert (run.state, run.name) == ("mapping", "Biểu chi bộ và 2 tệp khác")
    sheets = ListSheet.objects.filter(file__run=run)
    assert [(sheet.file.name, sheet.records) for sheet in sheets] == [(FORM, 4), (OLD, 3), (PLAIN, 4)]
    assert {"name", "dob", "id12"} <= set(sheets[1].mapping.values())
    assert run.folder.stat().st_mode & 0o777 == 0o700
    modes = {path.stat().st_mode & 0o077 for path in run.folder.rglob("*")}
    assert modes == {0}
    assert Entry.objects.filter(action="lists.received", object=f"listrun:{run.public_id}").exists()


def test_the_same_file_twice_is_told_and_leaves_nothing(cast: Cast, lists_root: Path) -> None:
    with pytest.raises(RuleBroken, match="giống hệt nhau"):
        received(cast.tree.root, cast.organiser, upload(plain_file(), "a.csv"), upload(plain_file(), "b.csv"))

    assert (ListRun.objects.count(), list(lists_root.iterdir())) == (0, [])


@pytest.mark.parametrize("content", [b"%PDF-1.4\n%\xe2\xe3", b"", b"PK\x03\x04 broken", b"MZ\x90\x00" + b"\x00" * 200])
def test_what_is_no_list_is_named_in_one_sentence_and_leaves_nothing(
    content: bytes, cast: Cast, lists_root: Path
) -> None:
    with pytest.raises(BadFile, match=r"“b\.xlsx”"):
        received(cast.tree.root, cast.organiser, upload(plain_file(), "a.csv"), upload(content, "b.xlsx"))

    assert (ListRun.objects.count(), list(lists_root.iterdir())) == (0, [])


def test_two_files_of_one_name_keep_apart(cast: Cast) -> None:
    files = upload(plain_file(), "ds.csv"), upload(old_file(), "DS.csv")

    run = received(cast.tree.root, cast.organiser, *files)

    assert [file.name for file in run.files.all()] == ["ds.csv", "DS (2).csv"]


def test_a_large_file_is_looked_at_by_a_job(cast: Cast) -> None:
    rows = [(f"Nguyen Van A{n}", "12/05/1970", f"0310{n:08}", "", "CB 1") for n in range(25_000)]
    content = plain_file(rows)
    assert len(content) > LOOK_AT_ONCE

    run = received(cast.tree.root, cast.organiser, upload(content, "tinh.csv"))
    job = work(run.job)

    run.refresh_from_db()
    assert (run.state, job.result_url) == ("mapping", f"/lists/{run.public_id}/mapping/")


def test_a_large_file_that_cannot_be_read_leaves_its_sentence_on_the_run(cast: Cast) -> None:
    run = received(cast.tree.root, cast.organiser, upload(os.urandom(LOOK_AT_ONCE + 1), "la.xlsx"))

    job = work(run.job)

    run.refresh_from_db()
    assert (run.state, job.state) == ("failed", "failed")
    assert run.fault == job.message
    assert "“la.xlsx”" in run.fault


def test_who_keeps_no_members_brings_no_lists(cast: Cast, lists_root: Path) -> None:
    with pytest.raises(NotAllowed):
        received(cast.tree.root, cast.clerk)

    assert not lists_root.exists()


def test_a_mapping_is_remembered_by_the_headings(cast: Cast) -> None:
    run = received(cast.tree.root, cast.organiser, upload(plain_file(), PLAIN))
    [sheet] = ListSheet.objects.filter(file__run=run)
    confirm_mapping(run, Confirmed({sheet.pk: {**sheet.mapping, "E": None}}, {}), by=cast.organiser)

    again = received(cast.tree.root, cast.organiser, upload(plain_file()[:-40] + b"\n", "thang sau.csv"))

    [later] = ListSheet.objects.filter(file__run=again)
    assert later.mapping["E"] is None
    assert later.kept == KeptMapping.objects.get(by=cast.organiser)


def test_a_mapping_without_names_or_without_any_sheet_is_refused(cast: Cast) -> None:
    run = received(cast.tree.root, cast.organiser, upload(plain_file(), PLAIN))
    [sheet] = ListSheet.objects.filter(file__run=run)

    with pytest.raises(RuleBroken, match="họ và tên"):
        confirm_mapping(run, Confirmed({sheet.pk: {"A": "cell"}}, {}), by=cast.organiser)
    with pytest.raises(RuleBroken, match="bị bỏ ra"):
        confirm_mapping(run, Confirmed({sheet.pk: None}, {}), by=cast.organiser)


def test_three_messy_lists_become_one_clean_one(cast: Cast) -> None:
    run = matched(received(cast.tree.root, cast.organiser), cast.organiser)

    assert (run.state, run.figures["rows_in"], run.figures["rows_out"], run.figures["review"]) == ("done", 15, 11, 4)
    people = clean_people(run)
    inh = people.row(names(run).index("Lò Văn Inh"), named=True)
    assert (inh["dob"], inh["id12"], inh["dob_precision"]) == ("1965-08-07", "014065000777", "day")
    assert inh["sources"] == [f"{FORM} · Đảng viên · 9", f"{OLD} · 4", f"{PLAIN} · 4"]
    assert {"Ngô Thị Ánh", "Ngo Thi Ngoc"} <= set(names(run))
    assert len(Pairs(run).waiting) == 2  # the old list says of both what the form says


def test_a_sheet_that_is_left_out_is_not_in_the_result(cast: Cast) -> None:
    run = received(cast.tree.root, cast.organiser)
    said = as_proposed(run)
    out = ListSheet.objects.get(file__run=run, file__name=PLAIN)
    confirm_mapping(run, Confirmed({**said.sheets, out.pk: None}, {}), by=cast.organiser)

    run = matched_again(run, cast.organiser)

    assert run.figures["rows_out"] == 7
    assert not any(PLAIN in place for places in clean_people(run)["sources"].to_list() for place in places)


def test_the_clean_list_equals_that_of_the_command_with_the_same_decisions(cast: Cast, tmp_path: Path) -> None:
    run = matched(received(cast.tree.root, cast.organiser), cast.organiser)
    lan, hung = (pairs_named(run, name) for name in ("Lan", "Hung"))
    decide(Pair(run, lan), Said.SAME, by=cast.organiser)
    decide(Pair(run, hung), Said.DIFFERENT, by=cast.organiser)
    assert Pairs(run).stale == 2

    run = matched_again(run, cast.organiser)

    assert Pairs(run).stale == 0
    assert [name for name in names(run) if "Lan" in name] == ["Trần Thị Lan"]
    assert clusters(run.result_folder) == by_command(tmp_path, {lan: "same", hung: "different"})


def pairs_named(run: ListRun, name: str) -> str:
    rows = pl.read_parquet(run.result_folder / "pairs.parquet").filter(
        pl.col("decision") == "review", pl.col("name_b").str.contains(name)
    )
    return str(rows["key"][0])


def clusters(folder: Path) -> list[list[tuple[str, int]]]:
    rows = pl.read_csv(folder / "clusters.csv").group_by("cluster").agg(pl.struct("source", "row"))
    return sorted(sorted((each["source"], each["row"]) for each in group) for group in rows["source"].to_list())


def by_command(folder: Path, said: dict[str, str]) -> list[list[tuple[str, int]]]:
    for name, content in ((FORM, form_file()), (OLD, old_file()), (PLAIN, plain_file())):
        (folder / name).write_bytes(content)
    lines = [f"{key.replace('-', ',')},{word}" for key, word in said.items()]
    (folder / "said.csv").write_text("\n".join(["mark_a,mark_b,decided", *lines]), "utf-8")
    files = [str(folder / name) for name in (FORM, OLD, PLAIN)]
    match_command([*files, "--out", str(folder / "out"), "--yes", "--decisions", str(folder / "said.csv")])
    return clusters(folder / "out")


def test_what_was_said_is_remembered_in_the_next_run_and_can_be_taken_back_there(cast: Cast) -> None:
    run = matched(received(cast.tree.root, cast.organiser), cast.organiser)
    key = pairs_named(run, "Lan")
    decide(Pair(run, key), Said.DIFFERENT, by=cast.organiser)

    other = matched(received(cast.tree.root, cast.organiser), cast.organiser)

    found = Pairs(other)
    assert [row["key"] for row in found.rows(found.places("decided"))] == [key]
    assert [row["word"].by for row in found.rows(found.places("decided"))] == [cast.organiser]
    undo(other, key, by=cast.organiser)
    assert key in [row["key"] for row in Pairs(other).rows(Pairs(other).waiting)]
    assert PairDecision.objects.holding() == {}


def test_a_second_run_of_the_job_comes_to_the_same_end(cast: Cast) -> None:
    run = received(cast.tree.root, cast.organiser, upload(plain_file(), PLAIN))
    confirm_mapping(run, as_proposed(run), by=cast.organiser)
    job = start_matching(run, by=cast.organiser).job
    assert job
    unfinished = run.folder / f"result-{job.public_id}.new"  # as a worker that was killed leaves it
    unfinished.mkdir()
    (unfinished / "records.parquet").write_bytes(b"half")

    work(job)
    job.state = "waiting"
    job.save()
    work(job)

    run.refresh_from_db()
    assert len(names(run)) == 4
    assert [path.name for path in run.folder.glob("result-*")] == [run.result]


def test_a_run_that_is_being_matched_is_left_alone(cast: Cast) -> None:
    run = received(cast.tree.root, cast.organiser, upload(plain_file(), PLAIN))
    confirm_mapping(run, as_proposed(run), by=cast.organiser)
    run = start_matching(run, by=cast.organiser)

    with pytest.raises(RuleBroken, match="Hãy chờ xong"):
        start_matching(run, by=cast.organiser)
    with pytest.raises(RuleBroken, match="Hãy chờ xong"):
        erase(run, by=cast.organiser)
