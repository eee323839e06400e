import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import polars as pl
import pytest
from lxml import html
from openpyxl import load_workbook

from nennep.matching.command import REFUSED, UNREADABLE, main
from nennep.matching.engine import Asked, match
from nennep.matching.mapping import propose
from nennep.matching.model import Mapping, Sheet
from nennep.matching.tests.make_files import FAULTS, GOOD, TREE, faulty, form, old_software, twins

pytestmark = pytest.mark.slow  # a run takes a second or two
WRITTEN = ["clusters.csv", "findings.csv", "mapping.json", "pairs.csv", "records.parquet", "report.html", "report.xlsx"]


def run(*argv: str | Path) -> int:
    return main([str(each) for each in argv])


def records(out: Path) -> list[dict[str, Any]]:
    return list(pl.read_parquet(out / "records.parquet").iter_rows(named=True))


def pairs(out: Path) -> set[tuple[str, int, str, int, str]]:
    columns = ("source_a", "row_a", "source_b", "row_b", "decision")
    return set(pl.read_csv(out / "pairs.csv").select(columns).iter_rows())


def summary(out: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    return read


def test_every_planted_fault_is_found_in_its_row_and_nothing_else(tmp_path: Path) -> None:
    tree, out = tmp_path / "cay.csv", tmp_path / "out"
    tree.write_text(TREE, encoding="utf-8")

    assert run(faulty(tmp_path), "--out", out, "--yes", "--units", tree) == 0

    found = pl.read_csv(out / "findings.csv").select("row", "rule").rows()
    assert found == [(row, rule) for row, (rule, _) in enumerate(FAULTS, 2 + len(GOOD))]


def test_rows_in_are_rows_out_and_rows_reported(tmp_path: Path) -> None:
    out = tmp_path / "out"

    assert run(form(tmp_path), faulty(tmp_path), "--out", out, "--yes") == 0

    said = summary(out)
    aside = pl.read_csv(out / "findings.csv").filter(pl.col("rule") == "not_a_record")
    assert said["rows_in"] == said["rows_out"] + said["rows_reported"]
    assert (said["rows_out"], said["rows_reported"]) == (len(records(out)), aside.height)
    assert said["seconds"].keys() == said["peak_mb"].keys() >= {"reading", "linking", "total"}


def test_records_and_mappings_stand_in_the_order_of_the_files_whichever_is_read_first(tmp_path: Path) -> None:
    """The smallest is read first."""
    large, small, out = form(tmp_path), faulty(tmp_path), tmp_path / "out"
    assert large.stat().st_size > small.stat().st_size

    run(large, small, "--out", out, "--yes")

    named = [large.name, small.name]
    assert list(dict.fromkeys(each["source"] for each in records(out))) == named
    assert list(json.loads((out / "mapping.json").read_text("utf-8"))) == named


def test_a_form_with_titles_merged_headings_figures_and_a_hidden_sheet_is_read(tmp_path: Path) -> None:
    out = tmp_path / "out"

    run(form(tmp_path), "--out", out, "--yes")

    read = [(each["sheet"], each["row"], each["name"], each["sex"], each["dob"]) for each in records(out)]
    assert read == [
        ("Đảng viên", 7, "Nguyễn Văn Hùng", "nam", "1970-05-12"),
        ("Đảng viên", 8, "Trần Thị Lan", "nữ", "1982-11-30"),
        ("Đảng viên", 9, "Lò Văn Inh", "nam", "1965-08-07"),
        ("Đảng viên", 10, "Đỗ Thị Hường", "nữ", "1961-03-09"),
        ("Chuyển đến", 2, "Kiều Thị Mận", "nữ", "1990-02-01"),
        ("Chuyển đến", 3, "Khúc Văn Đào", "nam", "1991-04-03"),
    ]
    assert [each["id12"] for each in records(out)[:4]] == [row[4] for row in GOOD]


def test_an_old_list_is_decoded_its_cells_kept_and_its_people_found(tmp_path: Path) -> None:
    out = tmp_path / "out"

    run(old_software(tmp_path), faulty(tmp_path), "--out", out, "--yes")

    first = records(out)[0]
    assert (first["name"], first["raw"]["Họ và tên"]) == ("Nguyễn Văn Hùng", "NguyÔn V¨n Hïng")
    across = {pair for pair in pairs(out) if pair[0] != pair[2]}
    assert across == {("phan mem cu.csv", row, "loi.csv", row, "same") for row in range(2, 2 + len(GOOD))}
    assert pl.read_csv(out / "clusters.csv").height == len(records(out))


def test_twins_are_never_one_person(tmp_path: Path) -> None:
    out = tmp_path / "out"
    lists = [twins(tmp_path, "a.csv", numbered=True), twins(tmp_path, "b.csv", numbered=False)]

    run(*lists, "--out", out, "--yes")

    same = {pair for pair in pairs(out) if pair[4] == "same"}
    assert all(row_a == row_b for _, row_a, _, row_b, _ in same)


def test_the_same_input_gives_the_same_output_also_by_its_own_mapping(tmp_path: Path) -> None:
    lists = [faulty(tmp_path), old_software(tmp_path)]
    before = [each.read_bytes() for each in lists]

    run(*lists, "--out", tmp_path / "one", "--yes")
    run(*lists, "--out", tmp_path / "two", "--mapping", tmp_path / "one/mapping.json")

    for name in WRITTEN:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name
    assert [each.read_bytes() for each in lists] == before


def test_the_report_says_in_its_title_what_was_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"

    run(faulty(tmp_path), "--out", out, "--yes")

    page = (out / "report.html").read_text(encoding="utf-8")
    assert "<h1>18 hồ sơ của 17 người, " in page
    assert "19 dòng: 18 hồ sơ, 1 dòng không phải hồ sơ." in capsys.readouterr().out


def test_a_figure_of_quality_opens_the_list_behind_it_on_the_page_and_in_the_workbook(tmp_path: Path) -> None:
    out = tmp_path / "out"

    run(faulty(tmp_path), "--out", out, "--yes")

    page = html.parse(out / "report.html").getroot()
    names = {element.get("id") for element in page.iter() if element.get("id")}
    opened = [unquote(str(link.get("href"))).removeprefix("#") for link in page.iter("a")]
    assert len(opened) > 10
    assert set(opened) <= names

    book = load_workbook(out / "report.xlsx")
    [link] = [
        cell.hyperlink for row in book["Chất lượng theo nguồn"] for cell in row if cell.column == 3 and cell.hyperlink
    ]
    title, _, place = str(link.location).rpartition("!")
    row = [cell.value for cell in book[title.strip("'")][int(place[1:])]]
    assert (row[0], row[7]) == ("loi.csv", "Lỗi")


def test_every_row_behind_a_figure_says_its_cell_and_unit(tmp_path: Path) -> None:
    """So that a sheet that is sorted or cut still tells whose a row is."""
    out = tmp_path / "out"

    run(faulty(tmp_path), "--out", out, "--yes")

    book = load_workbook(out / "report.xlsx")
    for by, place in (("chi bộ", 4), ("đơn vị", 5)):
        heads, *rows = list(book[f"Danh sách theo {by}"].iter_rows(min_row=2, values_only=True))
        assert str(heads[place]).lower() == by
        scored = {row[0] for row in book[f"Chất lượng theo {by}"].iter_rows(min_row=3, values_only=True)}
        assert rows
        assert {row[place] for row in rows} <= scored


def test_where_nobody_can_answer_the_proposal_is_left_to_be_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    out = tmp_path / "out"

    assert run(form(tmp_path), old_software(tmp_path), "--out", out) == REFUSED

    proposed = json.loads((out / "mapping.json").read_text(encoding="utf-8"))
    assert list(proposed) == ["bieu.xlsx", "phan mem cu.csv"]
    assert "--yes" in capsys.readouterr().err
    assert not (out / "records.parquet").exists()


def test_a_list_of_headings_alone_is_no_fault(tmp_path: Path) -> None:
    path, out = tmp_path / "trong.csv", tmp_path / "out"
    path.write_text("STT,Họ và tên,Ngày sinh\n", encoding="utf-8")

    assert run(path, "--out", out, "--yes") == 0

    assert (records(out), pairs(out)) == ([], set())


def test_files_of_one_name_keep_their_folders(tmp_path: Path) -> None:
    for folder in ("xa 1", "xa 2"):
        (tmp_path / folder).mkdir()
    lists = [faulty(tmp_path / "xa 1"), faulty(tmp_path / "xa 2")]

    run(*lists, "--out", tmp_path / "out", "--yes")

    assert {each["source"] for each in records(tmp_path / "out")} == {"xa 1/loi.csv", "xa 2/loi.csv"}


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["loi.csv", "không có.csv"], "không có.csv"),
        (["rỗng.csv"], "Tệp rỗng"),
        (["loi.csv", "loi.csv"], "được ghi hai lần"),
        (["loi.csv", "--mapping", "rỗng.csv"], "không phải JSON"),
        (["loi.csv", "--mapping", "cột lạ.json"], "không có cột ZZ"),
        (["loi.csv", "--mapping", "tệp khác.json"], "không nói tới tệp nào của lần chạy này"),
        (["loi.csv", "--units", "loi.csv"], "cần hai cột"),
    ],
)
def test_what_cannot_be_used_ends_in_one_sentence(
    tmp_path: Path, argv: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    faulty(tmp_path)
    (tmp_path / "rỗng.csv").touch()
    (tmp_path / "cột lạ.json").write_text('{"loi.csv": {"": {"ZZ": "name"}}}', encoding="utf-8")
    (tmp_path / "tệp khác.json").write_text('{"a.csv": {"": {"A": "name"}}}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert run(*argv, "--out", "out", "--yes") == UNREADABLE

    told = capsys.readouterr().err.strip().splitlines()
    assert said in told[-1]
    assert not Path("out/records.parquet").exists()


def test_a_sheet_that_is_left_out_is_not_read(tmp_path: Path) -> None:
    def confirm(sheet: Sheet) -> Mapping | None:
        left_out = sheet.name == "Chuyển đến"
        return None if left_out else {letter: each.field for letter, each in propose(sheet).items()}

    said = match(Asked([form(tmp_path)], tmp_path / "out", confirm), lambda _: None)

    assert {each["sheet"] for each in records(tmp_path / "out")} == {"Đảng viên"}
    assert said["rows_in"] == said["rows_out"] + said["rows_reported"]
