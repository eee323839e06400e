"""Whether a text is the name of a person, by its form: enough to tell a person's row from a heading or a group."""

import re

from nennep.lib.text import fold
from nennep.matching.sheets.vocabulary import FAMILIES, NOT_PERSON, UNIT

MOST_WORDS, LONGEST_GIVEN = 7, 7
_LETTERS_ONLY = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+){1,6}[ .]*")
_MIDDLE = re.compile(r" (?:van|thi|huu|duc|dinh) ")


def looks_like_person(text: str) -> bool:
    """`Nguyễn Văn An`, `TRẦN THỊ B`; neither `Chi bộ Văn phòng` nor `Bí thư`."""
    if not _LETTERS_ONLY.fullmatch(text.strip()) or looks_like_unit(text):
        return False
    folded = fold(text)
    words = folded.replace(".", " ").split()
    if NOT_PERSON.match(folded) or not 2 <= len(words) <= MOST_WORDS:
        return False
    return words[0] in FAMILIES and len(words[-1]) <= LONGEST_GIVEN


def looks_like_unit(text: str) -> bool:
    folded = fold(text)
    found = UNIT.match(folded)
    # "Xa Văn Hùng", "Phương Thị Lan" are persons.
    return found is not None and not (found[0].startswith(("xa ", "phuong ")) and _MIDDLE.search(folded))
