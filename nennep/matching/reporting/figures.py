"""Figures and dates as an office writes them."""

import polars as pl

_VIETNAMESE = str.maketrans(",.", ".,")


def whole(value: float) -> str:
    """`1.234.567`."""
    return f"{value:,.0f}".translate(_VIETNAMESE)


def decimal(value: float) -> str:
    """`1.234,5`."""
    return f"{value:,.1f}".translate(_VIETNAMESE)


def written(value: float) -> str:
    return whole(value) if isinstance(value, int) else decimal(value)


def day(column: str) -> pl.Expr:
    """`1970-05-12` as `12/05/1970`, `1970-05` as `05/1970`."""
    return pl.col(column).str.split("-").list.reverse().list.join("/")
