"""Figures of the report."""

from nennep.lib.figures import POINTS, whole


def decimal(value: float) -> str:
    """`1.234,5`."""
    return f"{value:,.1f}".translate(POINTS)


def written(value: float) -> str:
    return whole(value) if isinstance(value, int) else decimal(value)
