"""Columns typed in TCVN3 or VNI → Unicode, decided by a vote of all the column's words, never cell by cell."""

import re
from functools import lru_cache

import polars as pl

from nennep.lib.legacy import TCVN3, Encoding, convert, tokens
from nennep.lib.syllables import plausible
from nennep.matching.model import ROW

OLD = (Encoding.TCVN3, Encoding.VNI)
MOST_WORDS = 2_000
WEIGHTY = 3  # distinct words from which a column may decide alone
LIKELY, GAIN = 0.75, 0.25  # share of possible syllables after decoding, and by how much it rises
_UNICODE_ONLY = (
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300-\u0303\u0309\u0323\u1ea0-\u1ef9]"
)
_BEYOND_ASCII = "[^\\x00-\\x7f]"
_CAPITAL_INSIDE = re.compile(r"[^\W\d_][A-Z]")
_SMALL = re.compile(r"[a-z]")
_MARKS = "[\u0300-\u036f]"
_FORMULA = r'^="(.*)"$'  # how exports keep Excel from eating zeros


def decode(cells: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, Encoding]]:
    """The cells in composed Unicode, and which columns were decoded."""
    texts = pl.exclude(ROW)
    beyond = cells.select((texts.str.len_bytes() != texts.str.len_chars()).any())
    formulas = cells.select(texts.str.starts_with('="').any())
    columns = [name for name in beyond.columns if beyond[name][0]]
    words = {name: _words(cells[name]) for name in columns}
    encodings = _decided({name: found for name, found in words.items() if found})
    made = cells.with_columns(_composed(_decoded(cells[name], encodings.get(name))) for name in columns)
    kept = [pl.col(name).str.replace(_FORMULA, "$1") for name in formulas.columns if formulas[name][0]]
    return made.with_columns(kept), encodings


def _words(column: pl.Series) -> list[str]:
    """The distinct words that can tell: with letters beyond ASCII, in cells without a letter that only Unicode has."""
    texts = column.filter(column.str.len_bytes() != column.str.len_chars()).unique()
    telling = texts.filter(~texts.str.contains(_UNICODE_ONLY))
    if telling.is_empty():
        return []
    parts = telling.str.split(" ").explode().unique()
    kept = parts.filter(parts.str.len_bytes() != parts.str.len_chars()).sort()
    return tokens("\n".join(kept.gather_every(1 + kept.len() // MOST_WORDS).to_list()))


def _decided(words: dict[str, list[str]]) -> dict[str, Encoding]:
    """By each column's own words; a column of few words goes with the others of its file where that can be."""
    votes = {name: vote for name, found in words.items() if (vote := _vote(found))}
    weighty = [vote for name, vote in votes.items() if len(words[name]) >= WEIGHTY]
    if not weighty:
        return votes
    hint = max(OLD, key=weighty.count)
    few = {name: hint for name, found in words.items() if len(found) < WEIGHTY and _fits(found, hint)}
    return votes | few


def _vote(words: list[str]) -> Encoding | None:
    as_it_is = plausible(words)
    shares = {encoding: _share(words, encoding) for encoding in OLD}
    best = max(OLD, key=lambda encoding: shares[encoding])
    return best if shares[best] >= LIKELY and shares[best] - as_it_is >= GAIN else None


def _fits(words: list[str], encoding: Encoding) -> bool:
    return _share(words, encoding) >= max(LIKELY, plausible(words))


def _share(words: list[str], encoding: Encoding) -> float:
    return plausible(convert(word, encoding) for word in words)


def _decoded(column: pl.Series, encoding: Encoding | None) -> pl.Series:
    """Cells that are surely Unicode stay; where there are any, the others are decoded only if they must be."""
    if encoding is None:
        return column
    sure = column.str.contains(_UNICODE_ONLY).fill_null(False)
    old = column.filter(~sure & column.str.contains(_BEYOND_ASCII).fill_null(False)).unique().to_list()
    mixed = bool(sure.any())
    reader = _from_tcvn3 if encoding is Encoding.TCVN3 else _from_vni
    read = {text: reader(text) for text in old if not mixed or _must_be_old(text, encoding)}
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
    words = tokens(text)
    return plausible(words) < _share(words, encoding)


def _composed(column: pl.Series) -> pl.Series:
    return column.str.normalize("NFC") if column.str.contains(_MARKS).any() else column
