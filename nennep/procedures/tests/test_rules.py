"""What a step lacks, when it may end, whether a vote is carried."""

from datetime import date
from fractions import Fraction

import pytest

from nennep.facts.values import Share
from nennep.procedures.catalogue.shape import Check, Paper, Result, Step, TimeLimit, Vote
from nennep.procedures.rules import Answer, Ballot, Recorded, hindrances, too_early

TWO_THIRDS, MORE_THAN_HALF = Share(Fraction(2, 3), over=False), Share(Fraction(1, 2), over=True)
GOOD = Result("good", "Được", next="on", carried=True)
BAD = Result("bad", "Không", end="off", carried=False)
GIVEN_UP = Result("up", "Thôi", end="off", free=True)
STEP = Step(
    key="step",
    name="Bước",
    role="Chi bộ",
    results=(GOOD, BAD, GIVEN_UP),
    vote=Vote("Đảng viên", "a", "q"),
    papers=(Paper("p", "Nghị quyết"), Paper("q", "Thư", required=False)),
    checks=(Check("c", "Đủ tuổi?"), Check("d", "Đã học?", exempt=True)),
)
WHOLE = Recorded(frozenset({"p"}), {"c": Answer.YES, "d": Answer.EXEMPT}, carried=True)


@pytest.mark.parametrize(
    ("agreed", "share", "carried"),
    [(6, TWO_THIRDS, True), (5, TWO_THIRDS, False), (4, MORE_THAN_HALF, False), (5, MORE_THAN_HALF, True)],
)
def test_a_share_is_counted_exactly(agreed: int, share: Share, carried: bool) -> None:
    whole = 9 if share is TWO_THIRDS else 8

    assert Ballot(whole, whole, agreed).is_carried(share, of_present=False) is carried


def test_who_stays_away_counts_unless_those_present_alone_count() -> None:
    ballot = Ballot(eligible=12, present=9, agreed=6)

    assert not ballot.is_carried(TWO_THIRDS, of_present=False)
    assert ballot.is_carried(TWO_THIRDS, of_present=True)
    assert ballot.is_quorate(TWO_THIRDS)
    assert not Ballot(12, 7, 7).is_quorate(TWO_THIRDS)
    assert not Ballot(0, 0, 0).is_carried(TWO_THIRDS, of_present=True)


def test_every_missing_thing_has_its_sentence() -> None:
    recorded = Recorded(checks={"c": Answer.NO})

    assert hindrances(STEP, GOOD, recorded, {}) == [
        "Còn thiếu giấy tờ: Nghị quyết.",
        "Chưa đạt: Đủ tuổi?",
        "Chưa trả lời: Đã học?",
        "Chưa ghi kết quả biểu quyết.",
    ]
    assert hindrances(STEP, GOOD, WHOLE, {}) == []


def test_a_result_follows_the_vote() -> None:
    assert hindrances(STEP, BAD, WHOLE, {}) == ["Kết quả biểu quyết không khớp với “Không”."]


def test_who_gives_up_needs_no_papers() -> None:
    assert hindrances(STEP, GIVEN_UP, Recorded(), {}) == []


def test_a_case_does_not_end_before_those_below_it() -> None:
    assert hindrances(STEP, GIVEN_UP, Recorded(children=2), {}) == ["Còn 2 hồ sơ nhánh chưa kết thúc."]


@pytest.mark.parametrize(("times", "again", "up"), [(1, True, False), (2, True, False), (3, False, True)])
def test_how_often_a_step_may_be_done_again(times: int, again: bool, up: bool) -> None:
    recorded = Recorded(times=times)
    results = Result("a", "Lại", next="on", free=True, before="n"), Result("u", "Lên", next="on", free=True, after="n")

    found = [hindrances(STEP, result, recorded, {"n": 3}) == [] for result in results]

    assert found == [again, up]


def test_a_time_of_waiting_is_waited_for() -> None:
    step = Step("w", "Dự bị", "Chi bộ", (GOOD, GIVEN_UP), limit=TimeLimit("opened", "a", wait=True))
    recorded = Recorded(begun_on=date(2025, 10, 1), limit_end=date(2026, 10, 1))

    assert "thứ Năm 01/10/2026" in too_early(step, GOOD, recorded, date(2026, 9, 30))
    assert too_early(step, GOOD, recorded, date(2026, 10, 1)) == ""
    assert too_early(step, GIVEN_UP, recorded, date(2026, 1, 1)) == ""
    assert "trước ngày bắt đầu" in too_early(step, GIVEN_UP, recorded, date(2025, 9, 30))
    assert "tạm dừng" in too_early(step, GIVEN_UP, Recorded(stopped=True), date(2026, 1, 1))
