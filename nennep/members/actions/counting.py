"""Counts beside the flaws, written in the transaction that changes them: the boards read these alone."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db.models import Count, Q
from django.utils import timezone

from nennep.matching.checking.finding import Severity
from nennep.members.models import CampaignCell, CampaignFlaw, CellQuality, Flaw, Member

ORDER = list(Severity)


def hold_cells(cells: Collection[int]) -> None:
    """One writer a cell."""
    list(CellQuality.objects.select_for_update().filter(cell__in=cells).order_by("pk").values_list("pk"))


def count_cells(cells: Collection[int]) -> None:
    """A cell without members and without flaws has no line."""
    hold_cells(cells)
    members = dict(
        Member.objects.listed().filter(cell__in=cells).order_by().values_list("cell").annotate(n=Count("pk"))
    )
    standing = Flaw.objects.standing().filter(cell__in=cells).order_by()
    counts: dict[int, dict[str, list[int]]] = defaultdict(dict)
    for cell, rule, severity, n in standing.values_list("cell", "rule", "severity").annotate(n=Count("pk")):
        counts[cell].setdefault(rule, [0] * len(ORDER))[ORDER.index(Severity(severity))] = n
    wrong = standing.filter(severity=Severity.ERROR)
    flawed = dict(wrong.values_list("cell").annotate(n=Count("member", distinct=True)))
    now = timezone.now()
    lines = [
        CellQuality(cell_id=cell, members=n, flawed=flawed.get(cell, 0), counts=counts[cell], checked_at=now)
        for cell, n in ((cell, members.get(cell, 0)) for cell in cells)
        if n or counts[cell]
    ]
    CellQuality.objects.bulk_create(
        lines, batch_size=500, update_conflicts=True, unique_fields=["cell"],
        update_fields=["members", "flawed", "counts", "checked_at"],
    )  # fmt: skip
    CellQuality.objects.filter(cell__in=set(cells) - {line.cell_id for line in lines}).delete()


def count_campaigns(gone: Sequence[int], back: Sequence[int]) -> None:
    """In campaigns that run, these flaws are put right, and those stand again."""
    if not gone and not back:
        return
    running = CampaignFlaw.objects.filter(campaign__closed_at=None)
    now_fixed = running.filter(flaw__in=gone, fixed_on=None)
    again = running.filter(flaw__in=back).exclude(fixed_on=None)
    parts = {*now_fixed.values_list("part", flat=True), *again.values_list("part", flat=True)}
    now_fixed.update(fixed_on=timezone.localdate())
    again.update(fixed_on=None)
    touched = CampaignCell.objects.filter(pk__in=parts).annotate(
        done=Count("flaws", filter=Q(flaws__fixed_on__isnull=False))
    )
    lines = list(touched)
    for line in lines:
        line.fixed, line.last_at = line.done, timezone.now()  # type: ignore[attr-defined]
    CampaignCell.objects.bulk_update(lines, ["fixed", "last_at"], batch_size=200)
