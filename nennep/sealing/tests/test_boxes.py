"""Boxes open for their key at their place and for nothing else (SECURITY-BAR B2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nennep.sealing.boxes import new_pair, public_of, seal, unseal
from nennep.sealing.errors import Broken
from nennep.sealing.padding import STEP, pad, unpad
from nennep.sealing.places import Place, place
from nennep.sealing.tests.forging import opened_among

PAIR = new_pair()


@given(st.binary(max_size=2000))
def test_what_was_sealed_opens_for_its_key_at_its_place(data: bytes) -> None:
    where = place("block", "abc", 1, "author")

    sealed = seal(PAIR.public, data, where)

    assert unseal(PAIR.private, sealed, where) == data
    assert public_of(PAIR.private) == PAIR.public


def test_a_thousand_forgeries_are_all_refused() -> None:
    assert opened_among(1_000) == []


def test_forgeries_open_when_the_place_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: the check above must be able to fail."""
    monkeypatch.setattr(Place, "bound", b"")

    assert {"an older generation", "another field", "a wrap of another case"} <= set(opened_among(100))


def test_two_places_never_read_alike() -> None:
    with pytest.raises(ValueError, match="sign"):
        assert place("block", "a|b").bound
    assert place("block", "a", "b").bound != place("block", "ab").bound


@given(st.binary(max_size=3 * STEP))
def test_padding_hides_the_length_and_comes_off_again(data: bytes) -> None:
    padded = pad(data)

    assert len(padded) % STEP == 0
    assert unpad(padded) == data


@pytest.mark.parametrize("wrong", [b"", b"\0" * 511, b"\xff" * STEP, pad(b"a")[:-1] + b"x"])
def test_what_was_never_padded_is_refused(wrong: bytes) -> None:
    with pytest.raises(Broken):
        unpad(wrong)
