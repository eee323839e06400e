"""Words typed with the input method off."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nennep.lib.syllables import ONSETS, RHYMES, is_syllable
from nennep.matching.standard.names import TELEX, standard_name
from nennep.matching.standard.telex import untyped

KEYS = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
SHAPES = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}


def typed(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    tone = next((KEYS[sign] for sign in apart if sign in KEYS), "")
    toneless = unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in KEYS))
    return "".join(SHAPES.get(letter, letter) for letter in toneless) + tone


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("Nguyeenx Vawn Daauj", "Nguyễn Văn Dậu"),
        ("NGUYEENX THIJ THAOR", "Nguyễn Thị Thảo"),
        ("Ddawngj Mỹ Thuyr", "Đặng Mỹ Thủy"),
        ("Truowngf Nguyeexn Quoocs", "Trường Nguyễn Quốc"),
    ],
)
def test_the_keys_of_telex_are_read_and_the_rule_says_so(keys: str, name: str) -> None:
    made = standard_name(keys)

    assert made.name == name
    assert TELEX in made.rule


@pytest.mark.parametrize("word", ["an", "thanh", "hùng", "ksor", "byă", "niê", "smith", "xx", "dd", "j", ""])
def test_a_syllable_and_what_would_make_none_stay(word: str) -> None:
    assert untyped(word) == word


@given(st.sampled_from(ONSETS.split()), st.sampled_from(RHYMES.split()), st.sampled_from(["", *KEYS]))
def test_what_is_typed_reads_as_what_was_meant_or_stays(onset: str, rhyme: str, tone: str) -> None:
    toned = onset + rhyme[0] + tone + rhyme[1:]
    word = unicodedata.normalize("NFC", toned)

    read = untyped(typed(word))

    assert read == typed(word) or (is_syllable(read) and typed(read).strip("sfrxj") == typed(word).strip("sfrxj"))
    assert untyped(read) == read
