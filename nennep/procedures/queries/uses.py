"""Which procedures rest on a figure."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from nennep.facts.uses import Need, Use
from nennep.procedures.catalogue.checking import units_wanted
from nennep.procedures.catalogue.shape import Procedure
from nennep.procedures.models import ProcedureVersion, VersionState
from nennep.procedures.queries.catalogue import versions_on


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
