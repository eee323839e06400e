"""Whether a word can be a Vietnamese syllable: the measure by which encodings are told apart."""

import re
import unicodedata
from collections.abc import Iterable

TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
ONSETS = "ngh ng nh gh gi kh ph qu th tr ch b c d đ g h k l m n p r s t v x"
# Every rhyme of the language without its tone, with "qu" and "gi" counted as onsets.
RHYMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep
    et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam
    oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi
    ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn
    uông uôt up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt
    ưu y yêm yên yêng yêt yêu êng
"""
_SYLLABLE = re.compile(f"(?:{'|'.join(ONSETS.split())})?(?:{'|'.join(sorted(RHYMES.split(), key=len, reverse=True))})")
_WORD = re.compile(r"[^\W\d_]+")


def is_syllable(word: str) -> bool:
    """`Đảng`, `nghiêng`, `quý` are; `§¶ng`, `boä`, `pháps` are not."""
    apart = unicodedata.normalize("NFD", word.lower())
    toneless = apart.translate(TONES)
    if len(apart) - len(toneless) > 1:
        return False
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)) is not None


def accented(text: str) -> Iterable[str]:
    """Words with at least one letter outside ASCII: the only ones that tell encodings apart."""
    return (word for word in _WORD.findall(text) if not word.isascii())


def plausible(words: Iterable[str]) -> float:
    """The share of words that are Vietnamese syllables; 0.0 when there is none."""
    found = [is_syllable(word) for word in words]
    return sum(found) / len(found) if found else 0.0
