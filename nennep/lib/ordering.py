"""Names in the order of a Vietnamese list: by given name, then by what stands before it.

A key of a–z and 0–9 alone, so that every database sorts it alike. Letters come in the order a ă â b c d đ e ê …, within
equal letters the tones in that of the dictionary: level, huyền, hỏi, ngã, sắc, nặng.
"""

import unicodedata

from nennep.lib.text import nfc

TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
PLACES = {"ă": "a2", "â": "a3", "đ": "d2", "ê": "e2", "ô": "o2", "ơ": "o3", "ư": "u2"}


def name_key(name: str, longest: int = 250) -> str:
    """`longest` in characters; what lies beyond tells no two names apart."""
    words = nfc(name).lower().split()
    return "".join(_word(word) for word in (*words[-1:], *words[:-1]))[:longest]


def _word(word: str) -> str:
    letters, tone = [], "0"
    for character in word:
        marks = unicodedata.normalize("NFD", character)
        tone = next((TONES[mark] for mark in marks if mark in TONES), tone)
        bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
        if bare in PLACES:
            letters.append(PLACES[bare])
        elif bare.isascii() and bare.isalpha():
            letters.append(f"{bare}1")
    return "".join(letters) + "0" + tone
