"""Files sealed piece by piece."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nennep.sealing import streams
from nennep.sealing.errors import Broken
from nennep.sealing.streams import new_key, open_stream, seal_stream

KEY = new_key()
SMALL = 16


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "PIECE", SMALL)


@given(st.lists(st.binary(max_size=50), max_size=8))
@settings(max_examples=60)
def test_whatever_the_chunks_the_file_comes_back(chunks: list[bytes]) -> None:
    pieces = list(seal_stream(KEY, chunks))

    assert b"".join(open_stream(KEY, pieces)) == b"".join(chunks)


def wrong_orders(pieces: list[bytes], other: list[bytes]) -> dict[str, list[bytes]]:
    return {
        "cut off": pieces[:-1],
        "nothing": [],
        "swapped": [pieces[1], pieces[0], *pieces[2:]],
        "twice": [pieces[0], *pieces],
        "longer": [*pieces, pieces[-1]],
        "of another file": [*pieces[:-1], other[-1]],
        "without the first": pieces[1:],
    }


def test_pieces_cut_swapped_or_taken_from_elsewhere_do_not_open() -> None:
    pieces = list(seal_stream(KEY, [b"a" * 40]))
    other = list(seal_stream(new_key(), [b"b" * 40]))

    for name, wrong in wrong_orders(pieces, other).items():
        with pytest.raises(Broken):
            pytest.fail(f"{name}: {list(open_stream(KEY, wrong))!r}")


def test_the_biggest_piece_is_a_mebibyte(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    data = b"z" * (2 * streams.PIECE + 5)

    assert [len(each) - 16 for each in seal_stream(KEY, [data])] == [streams.PIECE, streams.PIECE, 5]
