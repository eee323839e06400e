import pytest
from hypothesis import given
from hypothesis import strategies as st

from nennep.matching.standard.numbers import loose_number, standard_card, standard_ids
from nennep.matching.standard.phones import standard_phone

NUMBERS = st.text() | st.from_regex(r"[0-9 ./,'+()-]{0,26}", fullmatch=True)


@pytest.mark.parametrize(
    ("written", "id12", "id9"),
    [
        ("031090001234", "031090001234", None), ("031 090 001 234", "031090001234", None),
        ("'031090001234", "031090001234", None), ("31090001234", "031090001234", None),
        ("1090001234", "001090001234", None), ("31090001234.0", "031090001234", None),
        ("3.1090001234E+10", "031090001234", None), ("O31O9OOO1234", "031090001234", None),
        ("CCCD: 031090001234", "031090001234", None), ("31,090,001,234", "031090001234", None),
        ("031234567 CA Hải Phòng", None, "031234567"), ("031090001234 cấp ngày 12/3/2021", "031090001234", None),
        ("012345678", None, "012345678"), ("12345678", None, "012345678"), ("12345678.0", None, "012345678"),
        ("012345678 / 031090001234", "031090001234", "012345678"),
        ("031090001234 (CMND 012345678)", "031090001234", "012345678"),
    ],
)  # fmt: skip
def test_identity_numbers_are_told_apart_and_completed(written: str, id12: str | None, id9: str | None) -> None:
    made = standard_ids(written)

    assert (made.id12, made.id9, made.fault) == (id12, id9, "")
    assert bool(made.rule) == (written not in (id12, id9))


@pytest.mark.parametrize(
    "written",
    ["1.23456E+11", "3.109E+10", "B1234567", "0912345678", "000000000000", "03109000123", "12345", "99090001234"],
)
def test_a_number_that_cannot_be_completed_is_malformed(written: str) -> None:
    made = standard_ids(written)

    assert (made.id12, made.id9, made.fault) == (None, None, "malformed")
    assert loose_number(written)


@pytest.mark.parametrize(
    ("written", "card", "card12"),
    [
        ("30.012345", "30.012345", None), ("30 012345", "30.012345", None), ("30012345", "30.012345", None),
        ("3012345", "03.012345", None), ("Số thẻ: 30.012345", "30.012345", None),
        ("031090001234", None, "031090001234"),
        ("30.012345/031090001234", "30.012345", "031090001234"),
    ],
)  # fmt: skip
def test_cards_are_written_as_printed(written: str, card: str | None, card12: str | None) -> None:
    made = standard_card(written)

    assert (made.card, made.card12, made.fault) == (card, card12, "")


@pytest.mark.parametrize("written", ["30.01234", "31090001234", "abc"])
def test_a_card_that_may_be_two_is_malformed(written: str) -> None:
    assert standard_card(written).fault == "malformed"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0912345678", "0912345678"), ("+84 912 345 678", "0912345678"), ("84912345678", "0912345678"),
        ("912345678", "0912345678"), ("912345678.0", "0912345678"), ("0168 234 5678", "0382345678"),
        ("1682345678", "0382345678"), ("0225.3842123", "02253842123"), ("(0225) 3842123", "02253842123"),
        ("0912345678 / 0987654321", "0912345678"), ("0912345678 - 0987654321", "0912345678"), ("123", None),
    ],
)  # fmt: skip
def test_a_telephone_is_written_as_it_is_dialled_today(written: str, number: str | None) -> None:
    assert standard_phone(written).value == number


@pytest.mark.slow
@given(NUMBERS)
def test_standard_numbers_are_their_own_standard(text: str) -> None:
    ids, cards, phone = standard_ids(text), standard_card(text), standard_phone(text)

    for id_ in filter(None, (ids.id12, ids.id9)):
        assert id_ in (standard_ids(id_).id12, standard_ids(id_).id9)
        assert standard_ids(id_).rule == ""
    for card in filter(None, (cards.card, cards.card12)):
        assert card in (standard_card(card).card, standard_card(card).card12)
        assert standard_card(card).rule == ""
    if phone.value:
        assert standard_phone(phone.value) == type(phone)(phone.value)


@given(st.text())
def test_a_loose_number_is_plain_and_stays(text: str) -> None:
    loose = loose_number(text)

    assert loose.isascii()
    assert loose_number(loose) == loose
