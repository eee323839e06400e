"""What a calendar feed holds, and for which units a person may have one."""

import hashlib
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from nennep.accounts.models import User
from nennep.chasing.models import Feed
from nennep.directives.models import Assignment
from nennep.directives.queries.statuses import Look, looks_of
from nennep.organisation.models import Unit
from nennep.organisation.rules import Act
from nennep.procedures.models import Case
from nennep.procedures.rules import CaseState

MOST, KEPT = 2_000, timedelta(days=60)  # rows of a feed; how long what is done stays in it


def units_to_follow(user: User) -> "list[Unit]":
    """Own units first of all: whose work one may see; at most fifty to choose from."""
    return list(Unit.objects.visible_to(user, Act.SEE_OWN).living().order_by("path")[:50])


def may_follow(user: User, unit: Unit) -> bool:
    return Unit.objects.visible_to(user, Act.SEE_OWN).filter(pk=unit.pk).exists()


def feed_of(token: str) -> Feed | None:
    """The living feed behind a token; a unit's only while its owner may see the unit."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    feed = Feed.objects.living().filter(token_hash=digest).select_related("owner", "unit").first()
    if feed is None or (feed.unit and not may_follow(feed.owner, feed.unit)):
        return None
    return feed


def rows_of(feed: Feed) -> list[tuple[Assignment, Look]]:
    """Dated answers, open ones and those done lately; the nearest first."""
    if feed.unit:
        owed = Assignment.objects.filter(unit=feed.unit, annulled_at=None)
    else:
        owed = Assignment.objects.given_to(feed.owner)
    lately = Q(is_open=True) | Q(closed_at__gte=timezone.now() - KEPT)
    seen = owed.filter(lately, due__isnull=False, pk__in=Assignment.objects.visible_to(feed.owner).values("pk"))
    return looks_of(seen.select_related("task__directive", "unit", "person").order_by("-is_open", "due", "pk")[:MOST])


def cases_of(feed: Feed) -> list[Case]:
    """Of a person's own feed: the dated cases of which the owner is a member."""
    if feed.unit:
        return []
    seen = Case.objects.visible_to(feed.owner).filter(state=CaseState.OPEN, due__isnull=False)
    return list(seen.select_related("unit", "version").order_by("due", "pk")[:MOST])
