"""Which procedures rest on a figure."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from nennep.facts.uses import Effect, Effects, Need, Use
from nennep.facts.values import FactValue
from nennep.procedures.catalogue.checking import units_wanted
from nennep.procedures.catalogue.shape import Procedure
from nennep.procedures.models import Case, ProcedureVersion, VersionState
from nennep.procedures.queries.catalogue import versions_on
from nennep.procedures.queries.figures import moved_by, open_steps

if TYPE_CHECKING:
    from nennep.accounts.models import User

MOST_COUNTED = 1_000


def uses_of_fact(key: str) -> Iterator[Use]:
    for version in versions_on(timezone.localdate()):
        if key in version.told.facts:
            yield Use(words_of(version.told, key), reverse("procedures:procedure", args=[version.told.key]))


def words_of(told: Procedure, key: str) -> str:
    steps = [step.name for step in told.steps if key in step.facts]
    return f"{told.name}: {', '.join(steps)}" if steps else told.name


def needs_of_fact(key: str) -> Iterator[Need]:
    """Of every published version: running cases keep an older one."""
    for version in ProcedureVersion.objects.filter(state=VersionState.PUBLISHED).order_by("-pk"):
        for place, units in units_wanted(version.told, key):
            yield Need(f"{version.told.name}, {place}", units)


def effects_of_figure(user: "User", figure: FactValue) -> Effects:
    """The cases of this person whose dates another figure would move, and how many there are of others."""
    today = timezone.localdate()
    whole = list(islice(moved_by(open_steps(Case.objects.all()), figure, today), MOST_COUNTED))
    own = set(Case.objects.visible_to(user).filter(pk__in=[row.case.pk for row in whole]).values_list("pk", flat=True))
    seen = [
        Effect(
            f"{row.case.subject}, {row.step}", reverse("procedures:case", args=[row.case.public_id]), row.was, row.now
        )
        for row in whole
        if row.case.pk in own
    ]
    return Effects(seen, len(whole) - len(seen))
