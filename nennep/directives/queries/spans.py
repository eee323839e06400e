"""Answers by days: due between two, or come to where they stand since one."""

from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from nennep.directives.models import Extension, ProgressEntry
from nennep.directives.rules import AskState, Status, Verb

OVERDUE = "overdue"  # past its date, silent or not: a fact of the date, where a Status is one of many looks


def falls_due(span: str) -> Q:
    """Condition of a span of days, “2026-11-01..2026-11-07”; what cannot be read narrows nothing."""
    first, _, last = span.partition("..")
    found = Q()
    if day := day_named(first):
        found &= Q(due__gte=day)
    if day := day_named(last):
        found &= Q(due__lte=day)
    return found


def came_since(status: str, day: str) -> Q:
    """Condition that an answer of this status came to it on the day or later."""
    since = day_named(day)
    if since is None:
        return Q()
    begin = timezone.make_aware(datetime.combine(since, time.min))
    if status == OVERDUE:
        return Q(due__gte=since)
    if status == Status.DONE:
        return Q(closed_at__gte=begin)
    if status == Status.RETURNED:
        said = ProgressEntry.objects.filter(verb=Verb.RETURN, at__gte=begin)
        return Q(pk__in=said.order_by().values("assignment"))
    if status == Status.EXTENDED:
        granted = Extension.objects.filter(state=AskState.GRANTED, decided_at__gte=begin)
        return Q(pk__in=granted.order_by().values("assignment"))
    return Q()


def day_named(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None
