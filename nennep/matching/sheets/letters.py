"""Columns as Excel names them."""

from string import ascii_uppercase


def letter(place: int) -> str:
    """0 → `A`, 26 → `AA`."""
    made = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        made = ascii_uppercase[rest] + made
    return made


def letters(count: int) -> list[str]:
    return [letter(place) for place in range(count)]
