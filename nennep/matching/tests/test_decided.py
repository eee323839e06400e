""" "Not the same" is remembered."""

import csv
from pathlib import Path

import pytest

from nennep.matching.command import main

HEADS = ("Họ và tên", "Ngày sinh", "Số CCCD", "Chi bộ")
HUNG = ("Nguyễn Văn Hùng", "12/05/1970", "031070001234", "Chi bộ 1")
AGAIN = ("Nguyen Van Hung", "1970", "031070001234", "Chi bộ 2")
LAN = ("Trần Thị Lan", "30/11/1982", "030182004321", "Chi bộ 1")


def write(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADS, *rows])
    return path


def pairs(out: Path) -> list[dict[str, str]]:
    with (out / "pairs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_pair_that_a_person_parted_stays_parted_when_the_list_is_in_another_order(tmp_path: Path) -> None:
    out = tmp_path / "out"
    main([str(write(tmp_path / "a.csv", HUNG, LAN, AGAIN)), "--out", str(out), "--yes"])
    [found] = pairs(out)
    with (tmp_path / "said.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(found))
        writer.writeheader()
        writer.writerow({**found, "decided": "different"})

    later = write(tmp_path / "b.csv", LAN, AGAIN, HUNG)
    main([str(later), "--out", str(out), "--yes", "--decisions", str(tmp_path / "said.csv")])

    assert found["decision"] == "same"
    assert pairs(out) == []
    assert (out / "decided.csv").read_text("utf-8").count("different") == 1


def test_a_word_that_is_no_decision_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = tmp_path / "said.csv"
    said.write_text("mark_a,mark_b,decided\nx,y,khác\n", encoding="utf-8")

    status = main(
        [str(write(tmp_path / "a.csv", HUNG)), "--out", str(tmp_path / "o"), "--yes", "--decisions", str(said)]
    )

    assert status == 2
    assert "chỉ nhận same hoặc different, không nhận “khác”" in capsys.readouterr().err
