"""Columns typed in TCVN3 or VNI → Unicode, decided by a vote of all the column's words, never cell by cell."""

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from nennep.lib.legacy import TCVN3, Encoding, convert, tokens
from nennep.lib.syllables import is_syllable
from nennep.matching.model import ROW
from nennep.matching.sheets.headings import says_heading

OLD = (Encoding.TCVN3, Encoding.VNI)
Words = Counter[str]
CELLS, MOST_WORDS = 2_000, 300  # of a column, spread over it
WEIGHTY = 3  # distinct words from which a column may decide alone
MIXED = 0.2  # share of cells that are surely Unicode from which a column was typed both ways
LIKELY, GAIN = 0.6, 0.25  # share of possible syllables after decoding, and by how much it rises
_UNICODE_ONLY = (
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300-\u0303\u0309\u0323\u1ea0-\u1ef9]"
)
_BEYOND_ASCII = "[^\\x00-\\x7f]"
_CAPITAL_INSIDE = re.compile(r"[^\W\d_][A-Z]")
_SMALL = re.compile(r"[a-z]")
_MARKS = "[\u0300-\u036f]"
_FORMULA = r'^="(.*)"$'  # how exports keep Excel from eating zeros


class Decoded(NamedTuple):
    cells: pl.DataFrame
    changed: list[str]  # the columns that are not what was read
    encodings: dict[str, Encoding]


def decode(cells: pl.DataFrame) -> Decoded:
    """The cells in composed Unicode, out of the formulas that keep zeros."""
    texts = pl.exclude(ROW)
    beyond = cells.select((texts.str.len_bytes() != texts.str.len_chars()).any())
    formulas = cells.select(texts.str.starts_with('="').any())
    columns = [name for name in beyond.columns if beyond[name][0]]
    beyond_ascii = {name: _beyond_ascii(cells[name]) for name in columns}
    words = {name: _words(found) for name, found in beyond_ascii.items()}
    encodings = _decided({name: found for name, found in words.items() if found})
    apart = [name for name, found in beyond_ascii.items() if _has_marks(found)]
    kept = [name for name in formulas.columns if formulas[name][0]]
    made = cells.with_columns(_decoded(cells[name], encoding) for name, encoding in encodings.items())
    made = made.with_columns(pl.col(apart).str.normalize("NFC")) if apart else made
    made = made.with_columns(pl.col(kept).str.replace(_FORMULA, "$1")) if kept else made
    return Decoded(made, sorted({*encodings, *apart, *kept}), encodings)


def _beyond_ascii(column: pl.Series) -> pl.Series:
    return column.filter(column.str.len_bytes() != column.str.len_chars())


def _has_marks(texts: pl.Series) -> bool:
    return bool(texts.str.contains(_MARKS).any())


def _words(texts: pl.Series) -> Words:
    """The words that can tell, as often as they stand there: slips of typing are rare, but as distinct words many.

    They have letters beyond ASCII and stand in cells without a letter that only Unicode has.
    """
    telling = texts.filter(~texts.str.contains(_UNICODE_ONLY))
    spread = telling.gather_every(1 + telling.len() // CELLS)
    return Counter(dict(Counter(tokens("\n".join(spread.to_list()))).most_common(MOST_WORDS)))


def _decided(words: dict[str, Words]) -> dict[str, Encoding]:
    """By each column's own words; a column of few words goes with the others of its file where that can be."""
    votes = {name: vote for name, found in words.items() if (vote := _vote(found))}
    weighty = [vote for name, vote in votes.items() if words[name].total() >= WEIGHTY]
    if not weighty:
        return votes
    hint = max(OLD, key=weighty.count)
    few = {name: hint for name, found in words.items() if len(found) < WEIGHTY and _fits(found, hint)}
    return votes | few


def _vote(words: Words) -> Encoding | None:
    as_it_is = _share(words, Encoding.UNICODE)
    shares = {encoding: _share(words, encoding) for encoding in OLD}
    best = max(OLD, key=lambda encoding: shares[encoding])
    return best if shares[best] >= LIKELY and shares[best] - as_it_is >= GAIN else None


def _fits(words: Words, encoding: Encoding) -> bool:
    return _share(words, encoding) >= max(LIKELY, _share(words, Encoding.UNICODE))


def _share(words: Words, encoding: Encoding) -> float:
    return sum(count for word, count in words.items() if is_syllable(convert(word, encoding))) / words.total()


def _decoded(column: pl.Series, encoding: Encoding) -> pl.Series:
    """Cells that are surely Unicode stay; where there are many, the others are decoded only if they must be.

    Where there are few, such as headings typed later, the others follow the vote unless they only make sense as read.
    """
    sure = column.str.contains(_UNICODE_ONLY).fill_null(False)
    old = column.filter(~sure & column.str.contains(_BEYOND_ASCII).fill_null(False))
    some = int(sure.sum())
    many = some > MIXED * (old.len() + some)
    reader = _from_tcvn3 if encoding is Encoding.TCVN3 else _from_vni
    read = {
        text: reader(text)
        for text in old.unique().to_list()
        if not some or _must_be_old(text, encoding) or (not many and _may_be_old(text, encoding))
    }
    return column.replace(list(read), list(read.values())) if read else column


def _from_tcvn3(text: str) -> str:
    """As `convert`, which weighs the case of every word and so takes sixty times as long: few texts need that."""
    made = text.translate(TCVN3)
    if _CAPITAL_INSIDE.search(made):
        return convert(text, Encoding.TCVN3) if _SMALL.search(made) else made.upper()
    return made[:1].upper() + made[1:]


def _from_vni(text: str) -> str:
    return " ".join(map(_vni_word, text.split(" ")))


@lru_cache(maxsize=50_000)
def _vni_word(word: str) -> str:
    return convert(word, Encoding.VNI)


def _must_be_old(text: str, encoding: Encoding) -> bool:
    words = Counter(tokens(text))
    return _share(words, Encoding.UNICODE) < _share(words, encoding)


def _may_be_old(text: str, encoding: Encoding) -> bool:
    """`Chi bé 1` is "Chi bộ 1" where its column is TCVN3; a heading is a heading."""
    words = Counter(tokens(text))
    return _share(words, Encoding.UNICODE) == _share(words, encoding) and not says_heading(text)
