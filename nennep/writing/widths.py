"""How wide words are in Times New Roman, for drawn rules as long as words and for lines of even length."""

import unicodedata

MM_PER_POINT = 25.4 / 72

# Advance widths in thousandths of the size, by letter; a letter with marks is as wide as its base.
_REGULAR = {
    180: "'", 200: "|", 250: " ,.", 278: "/:;\\ijlt", 333: "!()-I[]`fr", 389: "Js", 408: '"', 444: "?acez“”",
    469: "^", 480: "{}", 500: "#$*0123456789_bdghknopquvxyđ–", 529: "ơ", 541: "~", 542: "ư", 556: "FPS",
    564: "+<=>", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐƠ", 776: "Ư", 778: "&m", 833: "%", 889: "M",
    921: "@", 944: "W", 1000: "—…",
}  # fmt: skip
_BOLD = {
    220: "|", 250: " ,.", 278: "'/\\il", 333: "!()-:;[]`fjt", 389: "Is", 394: "{}", 444: "cerz",
    500: "#$*0123456789?J_agovxy–“”", 520: "~", 554: "ơ", 555: '"', 556: "Sbdhknpquđ", 570: "+<=>", 581: "^",
    600: "ư", 611: "FP", 667: "BELTZ", 722: "ACDNRUVXYwĐ", 778: "GHKOQƠ", 796: "Ư", 833: "&m", 930: "@", 944: "M",
    1000: "%W—…",
}  # fmt: skip
_WIDTHS = {
    bold: {letter: width for width, letters in table.items() for letter in letters}
    for bold, table in ((False, _REGULAR), (True, _BOLD))
}
_HORN = "\u031b"  # ơ and ư are letters of their own width


def width_of(text: str, size: float, bold: bool = False) -> float:
    """Millimetres of a line of text at a size in points."""
    widths = _WIDTHS[bold]
    thousandths = sum(widths.get(letter) or widths.get(_base(letter), 500) for letter in text)
    return thousandths * size / 1000 * MM_PER_POINT


def _base(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]


def lines_in(text: str, room: float, size: float, bold: bool = False) -> int:
    """How many lines the words take in `room` millimetres."""
    lines, used, space = 1, 0.0, width_of(" ", size, bold)
    for word in text.split(" "):
        width = width_of(word, size, bold)
        if word and used and used + space + width > room:
            lines, used = lines + 1, width
        else:
            used += (space if used else 0) + width
    return lines


def narrowest(text: str, room: float, size: float, bold: bool = False) -> float:
    """The least width that takes no more lines than `room` does: the lines come out even."""
    lines = lines_in(text, room, size, bold)
    least, most = 0.0, room
    while most - least > 1:
        middle = (least + most) / 2
        if lines_in(text, middle, size, bold) > lines:
            least = middle
        else:
            most = middle
    return min(most + 2, room)  # a little air, should the printer's letters be wider


def longest_line(text: str, room: float, size: float, bold: bool = False) -> float:
    """The length of the longest line when the words stand in lines of even length."""
    lines = text.split("\n")
    one_line_each = (width_of(line, size, bold) for line in lines)
    return max(
        width if width <= room else narrowest(line, room, size, bold)
        for line, width in zip(lines, one_line_each, strict=True)
    )
