"""Names typed with the input method off: `Nguyeenx Vawn Daauj` → `Nguyễn Văn Dậu`."""

import re
import unicodedata
from functools import lru_cache

from nennep.lib.syllables import is_syllable
from nennep.matching.standard.syllables import tone_placed

_LETTERS = (("dd", "đ"), ("uow", "ươ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"))
_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VOWELS = "aeiouyăâêôơư"
_TONED = re.compile(f"(.*[{_VOWELS}][^{_VOWELS}sfrxj]*)([sfrxj])([^{_VOWELS}sfrxj]*)")
_LAST_VOWEL = re.compile(f"(.*[{_VOWELS}])(.*)")


@lru_cache(maxsize=65_536)
def untyped(word: str) -> str:
    """For one word in small letters: the syllable that these keys write, where the word itself is none."""
    if not word.isascii() or is_syllable(word):
        return word
    made = word
    for keys, letter in _LETTERS:
        made = made.replace(keys, letter)
    if toned := _TONED.fullmatch(made):
        vowel = _LAST_VOWEL.fullmatch(toned[1] + toned[3])
        assert vowel is not None
        made = unicodedata.normalize("NFC", vowel[1] + _TONES[toned[2]] + vowel[2])
    made = tone_placed(made)
    return made if made != word and is_syllable(made) else word
