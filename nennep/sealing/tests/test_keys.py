"""Shares, locks and what people keep on paper."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nennep.sealing.boxes import new_pair
from nennep.sealing.errors import Broken
from nennep.sealing.locks import Cost, lock, lock_with, unlock, unlock_with
from nennep.sealing.phrases import new_code, new_phrase, plain_code, plain_phrase, print_of, words
from nennep.sealing.places import place
from nennep.sealing.shares import join, split

QUICK = Cost(passes=1, memory_kib=8)
WHERE = place("key", "someone")


@given(st.binary(min_size=32, max_size=32))
def test_any_two_of_three_rebuild_a_key(key: bytes) -> None:
    held = {(part.whose, part.other): part.data for part in split(key, ["a", "b", "c"])}

    for one, two in itertools.combinations("abc", 2):
        assert join(held[one, two], held[two, one]) == key


@given(st.binary(min_size=32, max_size=32))
def test_the_shares_of_one_alone_or_of_two_pairs_make_nothing(key: bytes) -> None:
    held = {(part.whose, part.other): part.data for part in split(key, ["a", "b", "c"])}

    assert key not in held.values() or key == bytes(32)
    assert join(held["a", "b"], held["a", "c"]) != key
    assert join(held["a", "b"], held["c", "b"]) != key


def test_one_person_alone_gets_no_share() -> None:
    assert split(b"k" * 32, ["a"]) == []


def test_a_lock_opens_for_its_words_and_its_person() -> None:
    private = new_pair().private
    locked = lock(private, "bado kimu", WHERE, QUICK)

    assert private not in locked
    assert unlock(locked, "bado kimu", WHERE, QUICK) == private
    for words_tried, where in (("bado kima", WHERE), ("bado kimu", place("key", "another"))):
        with pytest.raises(Broken):
            unlock(locked, words_tried, where, QUICK)


def test_a_random_key_locks_too() -> None:
    locked = lock_with(b"k" * 32, b"private", WHERE)

    assert unlock_with(b"k" * 32, locked, WHERE) == b"private"
    with pytest.raises(Broken):
        unlock_with(b"x" * 32, locked, WHERE)


def test_five_words_are_long_enough_and_typed_in_any_way() -> None:
    made = new_phrase()

    assert len(words()) ** 5 > 2**64
    assert len(set(words())) == len(words())
    assert plain_phrase(made) == made
    assert plain_phrase("  Bạdo-KIMU, teno ") == "bado kimu teno"


def test_a_code_is_typed_with_or_without_its_spaces() -> None:
    code = new_code()

    assert len(code) == 16
    assert plain_code(f"{code[:4]} {code[4:8]}-{code[8:]}") == code


def test_a_print_tells_keys_apart() -> None:
    assert print_of(b"a" * 32) != print_of(b"b" * 32)
    assert len(print_of(b"a" * 32).split()) == 5
