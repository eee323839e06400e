"""Looking phrases up at a place in a text, without regular expressions that grow with the lists."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_WORD = re.compile(r"\w+(?:/\w+)*")
# Old tone placement to new, letter for letter, so that offsets stay: "hoá" → "hóa", "uỷ" → "ủy".
_OLD_TONES = dict(
    zip(
        ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"),
        ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"),
        strict=True,
    )
)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Small letters with new tone placement; as long as the text itself."""
    low = text.lower()
    for old, new in _OLD_TONES.items():
        if old in low:
            low = _replaced(low, old, new)
    return low if len(low) == len(text) else text


def _replaced(text: str, old: str, new: str) -> str:
    """Where the syllable goes on ("hoàn", "quỳnh") the old placement is right and stays."""
    parts = text.split(old)
    joined = parts[0]
    for part in parts[1:]:
        open_syllable = not part[:1].isalpha()
        after_q = old[0] == "u" and joined.endswith("q")
        joined += (new if open_syllable and not after_q else old) + part
    return joined


# For character classes: the range À-Ỹ would hold small letters too.
CAPITALS = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"


class Phrases:
    """A list of phrases, found at a place by their first word."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        for phrase in sorted(phrases, key=len, reverse=True):
            self._by_word.setdefault(_first_word(phrase, 0), []).append(phrase)

    def at(self, low: str, place: int) -> str | None:
        """The longest phrase that stands at `place` of a text in `plain` form, as a whole."""
        for phrase in self._by_word.get(_first_word(low, place), ()):
            end = place + len(phrase)
            if low.startswith(phrase, place) and not (end < len(low) and phrase[-1].isalpha() and low[end].isalnum()):
                return phrase
        return None


def _first_word(text: str, place: int) -> str:
    match = _WORD.match(text, place)
    return match.group() if match else ""


def word_starts(text: str, place: int, limit: int) -> Iterator[int]:
    """Where each word begins, from `place` on."""
    return (match.start() for match in _WORD.finditer(text, place, min(len(text), limit)))
