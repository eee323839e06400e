"""Counting the cells ahead, by the clock; no journal entry: nothing is decided here."""

from django.db import transaction
from django.utils import timezone

from nennep.members.models import CellCount, Member
from nennep.members.queries.handovers import last_change
from nennep.members.queries.statistics import count_cells
from nennep.organisation.models import Unit


def count_cells_ahead() -> int:
    """All cells, unless nothing changed since the last count; how many rows were written."""
    today, upto = timezone.localdate(), last_change()
    if CellCount.objects.exists() and not CellCount.objects.exclude(day=today, upto=upto).exists():
        return 0
    counted = count_cells(Member.objects.listed(), today)  # before anything is written: nobody waits for it
    cells = dict(Unit.objects.filter(path__in=counted).values_list("path", "pk"))
    now = timezone.now()
    rows = [CellCount(cell_id=cells[path], counts=told, day=today, upto=upto, at=now) for path, told in counted.items()]
    with transaction.atomic():
        CellCount.objects.all().delete()
        return len(CellCount.objects.bulk_create(rows, batch_size=500))
