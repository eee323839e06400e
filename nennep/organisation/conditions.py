"""Conditions on rows, as the database asks them: where a right reaches, and whether a grant is in force."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q

from nennep.organisation.rules import LAST_CHARACTER


def reach_of(held: Iterable[tuple[str, bool]], unit: str = "") -> Q:
    """Condition on a row whose unit is at `unit` that one of the places (path, with its subtree or not) holds it."""
    reach = Q(pk__in=[])
    for path, subtree in held:
        reach |= at_or_below(path, unit) if subtree else Q(**{f"{unit}path": path})
    return reach


def at_or_below(path: str, unit: str = "") -> Q:
    """Condition on a row whose unit is at `unit`; a range on the path's index, never a LIKE."""
    return Q(**{f"{unit}path__gte": path, f"{unit}path__lt": path[:-1] + LAST_CHARACTER})


def in_force(day: date, grant: str = "") -> Q:
    """Condition on a row whose grant is at `grant`: its own dates hold, and those of the post it hangs on."""
    stands = holds(day, f"{grant}post__") & Q(**{f"{grant}post__holder": F(f"{grant}user")})
    return holds(day, grant) & (Q(**{f"{grant}post": None}) | stands) & Q(**{f"{grant}revoked_at": None})


def holds(day: date, span: str) -> Q:
    open_end, later = Q(**{f"{span}ends": None}), Q(**{f"{span}ends__gte": day})
    return Q(**{f"{span}starts__lte": day}) & (open_end | later)
