"""Many things a few at a time: all of them, in their order, whatever they come from."""

from hypothesis import given
from hypothesis import strategies as st

from nennep.lib.pieces import pieces


@given(st.lists(st.integers()), st.integers(min_value=1, max_value=9))
def test_nothing_is_lost_and_no_piece_is_too_large(things: list[int], size: int) -> None:
    found = list(pieces(iter(things), size))

    assert [thing for piece in found for thing in piece] == things
    assert all(0 < len(piece) <= size for piece in found)
