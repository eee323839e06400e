"""Characters that mean nothing to a reader are taken out, look-alike blanks become a space, all in NFC."""

import re
import unicodedata

# Signs that the Symbol and Wingdings fonts put into Unicode's private area, as Word writes list bullets.
SYMBOLS = {
    0xF0B7: "•", 0xF0A7: "•", 0xF0A8: "•", 0xF06C: "•", 0xF06E: "•", 0xF0D8: "•", 0xF076: "•", 0xF0FC: "•", 0xF09F: "•",
    0xF02D: "-", 0xF0BE: "–", 0xF02B: "+", 0xF02A: "*", 0xF0DE: "⇒", 0xF0AE: "→", 0xF0E0: "→", 0xF0B3: "≥", 0xF0A3: "≤",
    0xF0B0: "°", 0xF0B4: "×", 0xF0FE: "☒", 0xF0A0: " ", 0xF020: " ",
}  # fmt: skip
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
RAISED = str.maketrans("0123456789()+-*", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻*")
# The old tone marks of the Latin-1 era, which NFC leaves alone but Windows-1258 text carries.
MARKS = {0x0340: 0x0300, 0x0341: 0x0301}

_BLANKS = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_NOTHING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
_BREAKS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")


def breaks(text: str) -> str:
    """Every kind of line break as "\\n"."""
    return _BREAKS.sub("\n", text)


def clean(text: str) -> str:
    """One line: NFC, single spaces, no invisible character; line breaks become spaces."""
    if text.isascii() and text.isprintable():
        return _BLANKS.sub(" ", text).strip()
    text = text.translate(MARKS).translate(SYMBOLS)
    text = _NOTHING.sub("", _BREAKS.sub(" ", text))
    for written, letters in LIGATURES.items():
        text = text.replace(written, letters)
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", text)).strip()


def raised(text: str) -> str:
    """Superscript figures as Unicode superscripts, so that "Nghị quyết 18¹" never reads as 181."""
    return text.translate(RAISED) if text and all(c in "0123456789()+-* " for c in text) else text
