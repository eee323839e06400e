"""Bytes of a text file in any encoding of a Vietnamese office → UTF-8 bytes, by the whole file.

TCVN3 and VNI stay as they are, as Latin letters: they are decoded column by column, since a file may mix them.
"""

import codecs
import unicodedata

import polars as pl

from nennep.lib.legacy import Encoding, convert, tokens
from nennep.lib.syllables import plausible

SAMPLE = 100_000  # bytes
PIECE = 16 * 1024 * 1024
FEW = 0.002  # share of broken characters in what is still UTF-8
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def utf8(content: bytes) -> bytes:
    """Without mark and without NUL; a broken byte becomes the Western letter of its number, so that none is lost."""
    mark, encoding = next(((m, e) for m, e in _MARKS if content.startswith(m)), (b"", _wide(content) or "utf-8"))
    content = content[len(mark) :]
    if encoding != "utf-8":
        return content.decode(encoding, errors="replace").encode().replace(b"\0", b"")
    content = content.replace(b"\0", b"")
    if _is_utf8(content):
        return content
    if _is_nearly_utf8(content[:SAMPLE]):
        return content.decode("utf-8", errors=_WESTERN).encode()
    return _eight_bits(content).encode()


def _is_nearly_utf8(sample: bytes) -> bool:
    """Whether there are letters that eight bits cannot have: then broken bytes are slips, not the encoding."""
    text = sample.decode("utf-8", errors="ignore")
    broken = len(sample) - len(text.encode())
    sure = any("\u0102" <= sign <= "\u01b0" or "\u1ea0" <= sign <= "\u1ef9" for sign in text)
    return sure and broken <= max(4, len(sample) * FEW)


def _is_utf8(content: bytes) -> bool:
    """Piece by piece, cut at the ends of lines, which no letter of UTF-8 contains."""
    place = 0
    try:
        while place < len(content):
            end = content.find(b"\n", place + PIECE) + 1 or len(content)
            pl.Series([content[place:end]], dtype=pl.Binary).cast(pl.String)
            place = end
    except pl.exceptions.PolarsError:
        return False
    return True


def _wide(content: bytes) -> str | None:
    head = content[:4000]
    half = max(1, len(head) // 2)
    low, high = head[0::2].count(0), head[1::2].count(0)
    if high > half * 0.3 and low < half * 0.02:
        return "utf-16-le"
    return "utf-16-be" if low > half * 0.3 and high < half * 0.02 else None


def _eight_bits(content: bytes) -> str:
    """Windows-1258 where that reading makes more syllables than the two old encodings, else Western."""
    sample = content[:SAMPLE]
    western = set(tokens(sample.decode("cp1252", errors=_WESTERN)))
    share = plausible(tokens(unicodedata.normalize("NFC", sample.decode("cp1258", errors=_WESTERN))))
    old = max(plausible(convert(word, encoding) for word in western) for encoding in (Encoding.TCVN3, Encoding.VNI))
    return content.decode("cp1258" if share >= old and share > 0.5 else "cp1252", errors=_WESTERN)


def _as_western(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


_WESTERN = "nennep-western"
codecs.register_error(_WESTERN, _as_western)
