"""Which of two values is proposed, and how spans of two records become those of one."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nennep.members.joining import Held, joined, with_one_open
from nennep.members.resolving import Proposal, Said, Taken, fits, propose

OLD, NEW = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("kind", "winner", "loser", "proposed"),
    [
        ("day", Said("1970"), Said("1970-05-12"), Proposal(True, Taken.FULLER)),
        ("day", Said("1970-05-12"), Said("1971-05-12", at=NEW), Proposal(True, Taken.NEWEST)),
        ("text", Said("Dang Thi Lan"), Said("Đặng Thị Lan"), Proposal(True, Taken.FULLER)),
        ("place", Said("Xã Nghi Lâm, tỉnh Nghệ An"), Said("Nghệ An"), Proposal(False, Taken.FULLER)),
        ("text", Said(""), Said("Đại học"), Proposal(True, Taken.ONLY)),
        ("id12", Said("031170004821", sound=False), Said("031070004821"), Proposal(True, Taken.SOUND)),
        ("phone", Said("0912345678", at=NEW), Said("0987654321", at=OLD), Proposal(False, Taken.NEWEST)),
        ("sex", Said("nam"), Said("nữ"), Proposal(False, Taken.KEPT)),
    ],
)
def test_a_value_is_proposed_with_its_reason(kind: str, winner: Said, loser: Said, proposed: Proposal) -> None:
    assert propose(kind, winner, loser) == proposed


@pytest.mark.parametrize(
    ("number", "sex", "dob", "fit"),
    [
        ("031170004821", "nữ", "1970-05-12", True),
        ("031170004821", "nam", "1970-05-12", False),
        ("031170004821", "", "1971", False),
        ("031304004821", "nữ", "2004", True),
        ("", "nữ", "1970", True),
        ("03117", "nữ", "1970", False),
    ],
)
def test_an_identity_number_tells_sex_and_year(number: str, sex: str, dob: str, fit: bool) -> None:
    assert fits(number, sex, dob) is fit


def test_spans_of_one_thing_that_overlap_are_one() -> None:
    spans = [
        Held(1, True, "Chi bộ 1", "2010-01-01", ""),
        Held(2, False, "Chi bộ 1", "", "", "Số 5-GGT"),
        Held(3, False, "Chi bộ 2", "2001", "2009-12-31"),
    ]

    kept = joined(spans)

    assert [(each.pk, each.starts, each.ends, each.paper, each.gone) for each in kept] == [
        (3, "2001", "2009-12-31", "", ()),
        (1, "2010-01-01", "", "Số 5-GGT", (2,)),
    ]


def test_two_times_of_one_thing_stay_two() -> None:
    kept = joined([Held(1, True, "Chi bộ 1", "2001", "2005-06-30"), Held(2, False, "Chi bộ 1", "2010", "")])

    assert [each.pk for each in kept] == [1, 2]


def test_a_year_alone_is_the_same_start_as_its_day() -> None:
    [kept] = joined([Held(1, True, "x", "1996", ""), Held(2, False, "x", "1996-02-03", "")])

    assert kept.starts == "1996-02-03"


def test_of_two_open_spans_the_chosen_stays_open() -> None:
    spans = joined([Held(1, True, "a", "2010-01-01", ""), Held(2, False, "b", "2015-03-01", "")])

    assert [(each.what, each.ends) for each in with_one_open(spans, "b", TODAY)] == [("a", "2015-02-28"), ("b", "")]
    assert [(each.what, each.ends) for each in with_one_open(spans, "a", TODAY)] == [("a", ""), ("b", "2026-11-26")]


days = st.sampled_from(["", "1990", "1995-02", "1996-02-03", "2001", "2010-12-31"])
spans = st.builds(Held, st.integers(1, 10**6), st.booleans(), st.sampled_from("ab"), days, days).filter(
    lambda each: not each.ends or each.starts <= each.ends
)


@given(st.lists(spans, max_size=8, unique_by=lambda each: each.pk))
def test_no_span_is_lost_and_joining_twice_changes_nothing(given_spans: list[Held]) -> None:
    once = joined(given_spans)

    assert sorted(pk for each in once for pk in (each.pk, *each.gone)) == sorted(each.pk for each in given_spans)
    again = joined(Held(each.pk, True, each.what, each.starts, each.ends) for each in once)
    assert [(each.pk, each.starts, each.ends) for each in again] == [(each.pk, each.starts, each.ends) for each in once]
