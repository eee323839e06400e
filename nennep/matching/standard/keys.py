"""Folded keys by which records are brought together: plain ASCII, blind to accents, case and i or y."""

import re
import unicodedata
from functools import lru_cache

from nennep.lib.text import fold
from nennep.matching.standard.cleaning import cleaned

_JOINERS = re.compile("['’‘`´ʼ]")
_NOT_WORDS = re.compile("[^a-z0-9]+")
_OPEN_Y = re.compile("((?:qu|ph|th|kh|nh|ch|tr|ng|[bcdhklmnprstvx]))y")  # Lý, Quý, Mỹ are also Lí, Quí, Mĩ
_QU = re.compile("qui(nh|t|p|ch|n)")


def fold_name(text: str) -> str:
    """`Lý Quỳnh Mỹ` and `LÍ QUÌNH MĨ` → `li quynh mi`; "" where no letter of the Latin alphabet is left."""
    folded = fold(_JOINERS.sub("", text))
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", fold(cleaned(folded)[0])).encode("ascii", "ignore").decode().lower()
    return " ".join(_key(word) for word in _NOT_WORDS.sub(" ", folded).split())


@lru_cache(maxsize=65_536)
def _key(word: str) -> str:
    if opened := _OPEN_Y.fullmatch(word):
        return opened[1] + "i"
    return _QU.sub(r"quy\1", word) if word.startswith("qui") else word
