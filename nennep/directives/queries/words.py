"""Rows by the words a person typed."""

from typing import Any, TypeVar

from django.db.models import QuerySet

from nennep.directives.wordindex import rows_with
from nennep.lib.text import words_of

FEW = 1_000  # rows that are named one by one
MOST_WORDS = 12
Rows = TypeVar("Rows", bound="QuerySet[Any]")


def having(rows: Rows, typed: str) -> Rows:
    """Those in which every typed word begins some word, whatever its accents and case.

    The index names the rows when they are few. When they are many they lie close in any order, and a page of them is
    found soonest by going along the list itself.
    """
    words = words_of(typed)[:MOST_WORDS]
    if not words:
        return rows.none() if typed.strip() else rows
    named = rows_with(words, rows.model._meta.db_table, FEW + 1)
    if len(named) <= FEW:
        return rows.filter(pk__in=named)
    for word in words:
        rows = rows.filter(folded__contains=f" {word}")
    return rows
