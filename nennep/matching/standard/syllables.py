"""Where the tone mark stands: `hoà` → `hòa`, `thuỷ` → `thủy`, `hòan` → `hoàn`, as offices and their software write."""

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSET = "ngh|ng|nh|gh|gi(?=[aeouăâêôơư])|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx]"
_SHAPE = re.compile(f"({_ONSET})?([aeiouyăâêôơư]{{1,3}})(ngh|ch|nh|ng|[cmnpt])?")
_GROUPS = frozenset(
    (  # noqa: SIM905
        "a e i o u y ă â ê ô ơ ư ai ao au ay âu ây eo êu ia iê iêu iu oa oă oai oao oay oe oeo oi ôi ơi oo ôô ơi "
        "ua uâ uây uê ui uo uô uôi uơ uy uya uyê uyu ưa ưi ươ ươi ươu ưu yê yêu uă uê ơu uao uai uay"
    ).split()
)


@lru_cache(maxsize=65_536)
def tone_placed(word: str) -> str:
    """For one word in small letters, NFC; what is no Vietnamese syllable with one tone is left alone."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    tones = [mark for mark in apart if mark in _TONES]
    if len(tones) != 1:
        return word
    toneless = unicodedata.normalize("NFC", apart.replace(tones[0], ""))
    shape = _SHAPE.fullmatch(toneless)
    if shape is None or shape[2] not in _GROUPS:
        return word
    place = shape.start(2) + _place(shape[2], closed=shape[3] is not None)
    return unicodedata.normalize("NFC", toneless[: place + 1] + tones[0] + toneless[place + 1 :])


def _place(vowels: str, *, closed: bool) -> int:
    marked = [index for index, letter in enumerate(vowels) if letter in "ăâêôơư"]
    if marked:
        return marked[-1]
    if len(vowels) == 1:
        return 0
    return 1 if closed or len(vowels) == 3 else 0
