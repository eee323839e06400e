"""Labels of headings that count by themselves: I-, 1., 1.1., a), -."""

from nennep.writing.layout import Layout

ALPHABET = "abcdđeghiklmnopqrstuvxy"  # as the guidance counts points: the Vietnamese one, without ă â ê ô ơ ư
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def letter(number: int) -> str:
    """1 → a; behind the last letter comes aa."""
    written = ""
    while number:
        number, place = divmod(number - 1, len(ALPHABET))
        written = ALPHABET[place] + written
    return written


class Numbering:
    """Counts the headings of one text; a heading begins the levels below it anew."""

    def __init__(self, layout: Layout) -> None:
        self.headings = layout.headings
        self.counts = dict.fromkeys(layout.headings, 0)
        self.labels = dict.fromkeys(layout.headings, "")

    def next(self, level: int) -> str:
        self.counts[level] += 1
        for below in self.counts:
            if below > level:
                self.counts[below] = 0
        count = self.counts[level]
        above = self.labels.get(level - 1, "")
        label = self.headings[level].label.format(
            roman=roman(count), arabic=count, letter=letter(count), above=above if above.endswith(".") else f"{above}."
        )
        self.labels[level] = label
        return label
