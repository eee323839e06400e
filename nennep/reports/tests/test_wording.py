"""Sentences of a report: what data say, in the office's Vietnamese, and nothing more."""

from datetime import date
from decimal import Decimal

import pytest

from nennep.lib.periods import read_period
from nennep.reports.tests.make_jobs import BOARD, COURT, SCHOOL, a_job, a_target, an_answer
from nennep.reports.wording.annexes import tables
from nennep.reports.wording.figures import key_of, numbers
from nennep.reports.wording.model import Outcome
from nennep.reports.wording.next import next_tasks
from nennep.reports.wording.phrases import figure, listed, lowered, sentence
from nennep.reports.wording.plain import indicator, plain
from nennep.reports.wording.results import paragraphs
from nennep.reports.wording.shortcomings import Owed, causes, shortcomings
from nennep.reports.wording.whole import reports_in

QUARTER = read_period("2026-Q4")


@pytest.mark.parametrize(
    ("order", "words", "said"),
    [
        ("Chuẩn bị chu đáo tài liệu, gửi đại biểu trước ngày 10/12/2026", "", "chuẩn bị tài liệu, gửi đại biểu"),
        ("tham mưu ban hành kế hoạch, trình trước ngày 26/11/2026", "", "tham mưu ban hành kế hoạch"),
        ("Tổ chức Ngày hội, hoàn thành trong tháng 11/2026", "", "tổ chức Ngày hội"),
        ("kết nạp 46 đảng viên trước ngày 20/12/2026, hoàn thành chỉ tiêu năm", "trước ngày 20/12/2026",
         "kết nạp 46 đảng viên, hoàn thành chỉ tiêu năm"),
        ("Thực hiện nghiêm quy định về bảo vệ bí mật nhà nước", "", "thực hiện quy định về bảo vệ bí mật nhà nước"),
        ("nâng cao chất lượng, hiệu quả công tác dân vận", "", "nâng cao chất lượng, hiệu quả công tác dân vận"),
        ("Đảng ủy chỉ đạo rà soát hồ sơ", "", "Đảng ủy chỉ đạo rà soát hồ sơ"),
    ],
)  # fmt: skip
def test_an_order_is_repeated_without_its_date_and_without_praise(order: str, words: str, said: str) -> None:
    assert plain(order, words) == said


def test_one_unit_has_one_paragraph_for_what_it_owes_of_a_clause() -> None:
    jobs = [
        a_job("mở 02 lớp bồi dưỡng", an_answer(words="146 học viên")),
        a_job("hoàn thiện hồ sơ", an_answer(outcome=Outcome.DOING, percent=80)),
        a_job("xây dựng đề án", an_answer(outcome=Outcome.LATE, days=5, cause="chờ số liệu.")),
    ]

    [said] = paragraphs(jobs)

    assert said.text == (
        "Đảng bộ Trường Chính trị đã hoàn thành việc mở 02 lớp bồi dưỡng (146 học viên). "
        "Đang thực hiện việc hoàn thiện hồ sơ (đạt 80%). "
        "Chưa hoàn thành việc xây dựng đề án, quá hạn 5 ngày; nguyên nhân: chờ số liệu."
    )
    assert [source.task for source in said.sources] == [job.id for job in jobs]


def test_units_in_the_same_state_share_one_sentence_that_names_them() -> None:
    job = a_job("xây dựng đề án", an_answer(SCHOOL), an_answer(BOARD), an_answer(COURT, Outcome.DOING, percent=60))

    [said] = paragraphs([job])

    assert said.text == (
        "Đảng bộ Trường Chính trị và Ban Tổ chức Đảng ủy đã hoàn thành việc xây dựng đề án. "
        "Đảng bộ Tòa án nhân dân thành phố đang thực hiện, đạt 60%."
    )


def test_more_than_five_units_are_counted_and_found_in_the_annex() -> None:
    job = a_job("giới thiệu 01 mô hình", *(an_answer(f"Chi bộ {n}") for n in range(12)))

    assert paragraphs([job])[0].text == "12/12 đơn vị đã hoàn thành việc giới thiệu 01 mô hình (Phụ lục 1)."


def test_a_standing_duty_is_reported_on_not_completed() -> None:
    [said] = paragraphs([a_job("nâng cao chất lượng sinh hoạt chi bộ", standing=True)])

    assert said.text == "Đảng bộ Trường Chính trị đã báo cáo kết quả việc nâng cao chất lượng sinh hoạt chi bộ."


def test_an_order_that_says_complete_does_not_say_it_twice() -> None:
    done, open_one = an_answer(), an_answer(outcome=Outcome.UNSAID)

    assert "đã hoàn thành 02 cuộc giám sát." in paragraphs([a_job("hoàn thành 02 cuộc giám sát", done)])[0].text
    assert (
        "về việc hoàn thành 02 cuộc giám sát." in paragraphs([a_job("hoàn thành 02 cuộc giám sát", open_one)])[0].text
    )


def test_of_what_nobody_spoke_nothing_is_claimed() -> None:
    [said] = paragraphs([a_job("rà soát hồ sơ", an_answer(outcome=Outcome.UNSAID))])

    assert said.text == "Đảng bộ Trường Chính trị chưa có báo cáo về việc rà soát hồ sơ."


def test_a_target_is_summed_and_compared() -> None:
    [said] = paragraphs([a_target(5, 4, 2)])

    assert said.text == (
        "Kết nạp 11 đảng viên, bằng 91,7% chỉ tiêu (12 đảng viên); 2/3 đơn vị đạt hoặc vượt chỉ tiêu được giao; "
        "chưa đạt: Chi bộ 3 (2 đảng viên)."
    )


def test_percentages_are_never_summed() -> None:
    answers = [an_answer(f"Chi bộ {n}", figure=Decimal(f)) for n, f in enumerate((96, 93), 1)]
    job = a_job("bảo đảm 95 % đảng viên ký cam kết", *answers, target=Decimal(95), measure="%")

    [line] = numbers([job], {}, {})

    assert (line.value, line.target, line.note) == (None, Decimal(95), "1/2 đơn vị đạt")
    assert paragraphs([job])[0].text.startswith("Đảng viên ký cam kết: 1/2 đơn vị đạt hoặc vượt chỉ tiêu 95%")


def test_the_same_target_of_another_period_has_the_same_key() -> None:
    before = indicator("kết nạp ít nhất 30 đảng viên trước ngày 20/9/2026", "trước ngày 20/9/2026")
    now = indicator("kết nạp ít nhất 46 đảng viên trước ngày 20/12/2026, hoàn thành chỉ tiêu 120 đảng viên", "")

    assert before == now == "kết nạp đảng viên"
    [line] = numbers([a_target(5, 4)], {key_of(before, "đảng viên"): Decimal(24)}, {})
    assert (line.value, line.before, line.year_before) == (Decimal(9), Decimal(24), None)


def test_shortcomings_are_counted_by_unit_and_causes_by_their_words() -> None:
    storm = {"cause": "Bão số 12."}
    jobs = [
        a_job("xây dựng đề án", an_answer(SCHOOL, Outcome.LATE, days=3), an_answer(BOARD, Outcome.LATE, days=9)),
        a_job("rà soát hồ sơ", an_answer(SCHOOL, Outcome.EXCUSED, **storm), an_answer(COURT, Outcome.EXCUSED, **storm)),
    ]

    late, reports = shortcomings(jobs, [Owed(1, COURT, False, True), Owed(2, BOARD, False, False)], [])
    [why, unsaid] = causes(jobs, [])

    assert late.text == (
        "Còn 2 việc quá hạn, ở 2 đơn vị: Đảng bộ Trường Chính trị (1 việc, quá hạn 3 ngày) và "
        "Ban Tổ chức Đảng ủy (1 việc, quá hạn 9 ngày)."
    )
    assert reports.text == "1/2 đơn vị chưa gửi báo cáo: Đảng bộ Tòa án nhân dân thành phố."
    assert "bão số 12 (2 việc ở Đảng bộ Trường Chính trị và Đảng bộ Tòa án nhân dân thành phố)" in why.text
    assert unsaid.text == "Có 2 việc quá hạn chưa nêu nguyên nhân."


@pytest.mark.parametrize(
    ("excused", "said"),
    [
        ([], "1/2 đơn vị đã gửi báo cáo, 1 đơn vị đúng hạn"),
        (["Chi bộ 1", "Chi bộ 2"],
         "Trong 4 đơn vị, 2 đơn vị phải báo cáo, 2 đơn vị được miễn báo cáo kỳ này (Chi bộ 1 và Chi bộ 2); "
         "1/2 đơn vị đã gửi báo cáo, 1 đơn vị đúng hạn"),
        ([f"Chi bộ {n}" for n in range(19)],
         "Trong 21 đơn vị, 2 đơn vị phải báo cáo, 19 đơn vị được miễn báo cáo kỳ này (Phụ lục 2); "
         "1/2 đơn vị đã gửi báo cáo, 1 đơn vị đúng hạn"),
    ],
)  # fmt: skip
def test_who_was_excused_is_counted_and_named_beside_who_reported(excused: list[str], said: str) -> None:
    owed = [Owed(1, COURT, missing=True), Owed(2, BOARD)]

    assert reports_in([*owed, *(Owed(3, who, excused=True) for who in excused)]) == [said]


def test_where_all_were_excused_nobody_is_said_to_have_reported() -> None:
    assert reports_in([Owed(1, "Chi bộ 1", excused=True), Owed(2, "Chi bộ 2", excused=True)]) == [
        "Cả 2 đơn vị được miễn báo cáo kỳ này (Chi bộ 1 và Chi bộ 2)"
    ]


def test_the_annex_names_every_unit_that_was_excused() -> None:
    [*_units, units] = tables([], [a_job("rà soát hồ sơ", an_answer(SCHOOL), an_answer(BOARD))], {SCHOOL, COURT})

    names = [row[1] for row in units.rows]
    assert set(names[:-1]) == {f"{COURT} (được miễn báo cáo)", f"{SCHOOL} (được miễn báo cáo)", BOARD}


def test_what_is_unfinished_is_carried_over_and_marked_and_what_comes_has_its_day() -> None:
    left = a_job("xây dựng đề án, gửi Ban Tổ chức trước ngày 23/11/2026", an_answer(outcome=Outcome.LATE, days=3))
    coming = a_job("tổng kết năm", an_answer(outcome=Outcome.UNSAID), due=date(2027, 2, 15))
    done = a_job("rà soát hồ sơ", an_answer())

    texts = [said.text for said in next_tasks([left, coming, done], QUARTER)]

    assert texts == [
        "Đảng bộ Trường Chính trị tiếp tục xây dựng đề án, gửi Ban Tổ chức (chuyển tiếp từ quý IV/2026).",
        "Đảng bộ Trường Chính trị tiếp tục tổng kết năm, hạn 15/02/2027.",
    ]


def test_numbers_names_and_capitals_are_the_offices() -> None:
    assert (figure(Decimal("2396.000")), figure(Decimal("97.50"))) == ("2.396", "97,5")
    assert listed(["A", "B", "C"]) == "A; B và C"
    assert (lowered("Ban hành quy chế"), lowered("Ban Tổ chức báo cáo")) == ("ban hành quy chế", "Ban Tổ chức báo cáo")
    assert sentence("đang làm;") == "Đang làm."
