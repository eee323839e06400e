"""`nennep dossier` as it is typed."""

import io
import json
from pathlib import Path

import pytest

from nennep.dossiers.command import main
from nennep.dossiers.tests.make import AN, UNIT, held, put, sound


def test_sound_dossiers_end_with_nought(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["check", str(sound(tmp_path))])

    said = capsys.readouterr().out.splitlines()
    assert status == 0
    assert said[0] == "Không có lỗi nào trong 2 hồ sơ, 8 tệp."
    assert said[-1].startswith("Để biết: 2 hồ sơ chưa có đủ")


def test_the_first_line_is_the_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(sound(tmp_path), f"{UNIT}/{AN}/105.A.pdf")
    put(tmp_path, f"{UNIT}/{AN}/1.A.1.pdf", b"")
    put(tmp_path, "x.doc")

    status = main(["check", str(tmp_path)])

    said = capsys.readouterr().out.splitlines()
    assert status == 1
    assert said[0] == "3 lỗi, 2 cảnh báo ở 1 trong 2 hồ sơ."
    assert f"{UNIT}/{AN}" in said


def test_programs_get_json_and_the_office_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(sound(tmp_path / "ho so"), f"{UNIT}/{AN}/=A.pdf")

    status = main(["check", str(tmp_path / "ho so"), "--json", "--out", str(tmp_path / "loi.csv")])

    told = json.loads(capsys.readouterr().out)
    assert status == 1
    assert told["summary"] == {"dossiers": 2, "faulty": 1, "files": 9, "error": 1, "warning": 0, "info": 2}
    assert {"path", "rule", "severity", "message", "advice"} == set(told["findings"][0])
    assert f"{UNIT}/{AN},'=A.pdf,lỗi," in (tmp_path / "loi.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    "catalogue", ["[names", '[names]\n105 = "A"', "[names]\n1 = 2", "[required]\nkinds = 3", "names = 1"]
)
def test_a_wrong_catalogue_ends_in_a_sentence(
    catalogue: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "c.toml").write_text(catalogue, "utf-8")

    status = main(["check", str(sound(tmp_path / "a")), "--catalogue", str(tmp_path / "c.toml")])

    assert status == 2
    assert "Không dùng được danh mục" in capsys.readouterr().err


def test_what_cannot_be_read_ends_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    statuses = [main(["check", str(tmp_path / "none")]), main(["check", str(put(tmp_path, "a.pdf"))])]

    assert statuses == [2, 2]
    assert capsys.readouterr().err.count("Không mở được") == 2


def test_a_report_among_the_dossiers_is_refused(tmp_path: Path) -> None:
    before = held(sound(tmp_path))

    status = main(["check", str(tmp_path), "--out", str(tmp_path / UNIT / "loi.csv")])

    assert status == 2
    assert held(tmp_path) == before


def test_nothing_is_copied_before_somebody_agrees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = sound(tmp_path / "cu"), tmp_path / "moi"
    put(old, f"{UNIT}/{AN}/3.Đơn.pdf")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    asked = main(["copy", str(old), "--out", str(new)])
    there = new.exists()
    agreed = main(["copy", str(old), "--out", str(new), "--yes"])

    assert (asked, there, agreed) == (1, False, 0)
    assert (new / UNIT / AN / "03.Don.pdf").exists()
    assert "Đã chép 9 tệp, 1 tệp có đường dẫn mới." in capsys.readouterr().out
