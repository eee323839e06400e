"""Figures as they are written in Vietnamese."""

POINTS = str.maketrans(",.", ".,")


def whole(number: float) -> str:
    """2396 → “2.396”."""
    return f"{number:,.0f}".translate(POINTS)
