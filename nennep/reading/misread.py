"""Letters that recognition of print reads for digits, put right where only digits can stand; lengths stay."""

import re

# "2O26", "30/9/2O26", "ngày l5", "Số l5-HD/BTCTU"
_ZERO = re.compile(r"(?<=\d)[oO](?=[\d/.,]|\b)|(?<=/)[oO](?=\d)")
_ONE = re.compile(r"(?<![\w/])[lI](?=\d(?![a-zà-ỹđ]))|(?<=\d)[lI](?=[\d/]|\b)|(?<=\d/)[lI](?=[\d/]|\b)")
_MISREAD = re.compile(r"[oOlI]\d|\d[oOlI]|/[oOlI]")


def with_digits(text: str) -> str:
    if not _MISREAD.search(text):
        return text
    return _ONE.sub("1", _ZERO.sub("0", text))
