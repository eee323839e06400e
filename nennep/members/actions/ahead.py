"""Counting the units ahead, by the clock; no journal entry: nothing is decided here."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from nennep.members.models import Member, UnitCount
from nennep.members.permissions import basis_in_force
from nennep.members.queries.handovers import TELEPHONE, has_telephone, lacking_conditions, last_change
from nennep.members.queries.statistics import Counts, band_conditions, count_cells
from nennep.organisation.models import Unit
from nennep.organisation.rules import SEGMENT

AFRESH = timedelta(hours=1)  # flaws and the fields that are kept change without a change of a member


def count_units_ahead() -> int:
    """Unless nothing changed since the last count; how many rows were written."""
    today, upto, now = timezone.localdate(), last_change(), timezone.now()
    newest = UnitCount.objects.first()
    if newest and (newest.day, newest.upto) == (today, upto) and now - newest.at < AFRESH:
        return 0
    basis = basis_in_force()
    asked: dict[str, Q] = band_conditions(today) | (lacking_conditions(basis.fields, today) if basis else {})
    asked[TELEPHONE] = has_telephone()
    cells = count_cells(Member.objects.listed(), asked)  # before anything is written: nobody waits for it
    sums = summed_up(cells)
    keys = dict(Unit.objects.filter(path__in=sums).values_list("path", "pk"))
    rows = [
        UnitCount(unit_id=keys[path], own=cells.get(path, {}), below=below, day=today, upto=upto, at=now)
        for path, below in sums.items()
    ]
    with transaction.atomic():
        UnitCount.objects.all().delete()
        return len(UnitCount.objects.bulk_create(rows, batch_size=500))


def summed_up(cells: Mapping[str, Counts]) -> dict[str, Counts]:
    """Of every unit on the way from the cells to the top."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for path, counts in cells.items():
        for end in range(SEGMENT + 1, len(path) + 1, SEGMENT + 1):
            sums[path[:end]].update(counts)
    return dict(sums)
