"""`nennep deadline` from outside."""

import json

import pytest

from nennep.clock.command import main


def test_the_date_stands_first_and_its_counting_below(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["25/06/2026", "30", "working"])

    first, empty, *words = capsys.readouterr().out.splitlines()
    assert (status, first, empty) == (0, "thứ Năm 06/08/2026", "")
    assert words[-1] == "Hết hạn khi hết thứ Năm 06/08/2026."


def test_machines_get_every_field(capsys: pytest.CaptureFixture[str]) -> None:
    main(["2026-03-26", "1", "months", "--shift-off-days", "--json"])

    said = json.loads(capsys.readouterr().out)
    words = said.pop("words")
    assert said == {
        "start": "2026-03-26",
        "n": 1,
        "unit": "months",
        "shift_off_days": True,
        "end": "2026-04-28",
        "skipped": [
            {"day": "2026-04-26", "reason": "Giỗ Tổ Hùng Vương"},
            {"day": "2026-04-27", "reason": "nghỉ bù Giỗ Tổ Hùng Vương"},
        ],
        "moved_from": "2026-04-26",
    }
    assert words[-1] == "Hết hạn khi hết thứ Ba 28/04/2026."


def test_what_a_year_has_not_decided_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    main(["2027-01-25", "15", "working"])
    main(["2028-06-01", "15", "working"])

    said = capsys.readouterr().out
    assert "Ngày nghỉ Tết Nguyên đán 2027 (04/02–10/02) theo phương án báo chí" in said
    assert "từ năm 2028 do Thủ tướng Chính phủ quyết định từng năm; lịch có sẵn mới là dự kiến." in said


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["31/06/2026", "3", "working"], "Ngày 31/06/2026 không có. Tháng 6 có 30 ngày."),
        (["hôm nay", "3", "working"], "Không đọc được ngày “hôm nay”. Hãy viết như 25/06/2026."),
        (["25/06/2026", "ba", "working"], "“ba” không phải một số nguyên dương. Hãy viết như 30."),
        (["25/06/2026", "-3", "working"], "“-3” không phải một số nguyên dương. Hãy viết như 30."),
        (["25/06/2026", "0", "calendar"], "Thời hạn phải từ 1 đến 10000 ngày; đã ghi 0."),
        (["25/06/1990", "5", "calendar"], "Lịch có sẵn chỉ gồm các năm 2000–2100."),
        (["25/06/2099", "600", "months"], "Lịch có sẵn chỉ gồm các năm 2000–2100."),
    ],
)
def test_what_cannot_be_counted_is_one_sentence(
    asked: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(asked) == 2

    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"{sentence}\n")


def test_an_unknown_unit_is_told_how_to_call(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["25/06/2026", "5", "weeks"])

    assert ended.value.code == 2
    assert "weeks" in capsys.readouterr().err
