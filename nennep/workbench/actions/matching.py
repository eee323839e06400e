"""Which column is what, confirmed by a person; and the engine's run."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.jobs.actions import enqueue
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.organisation.models import Unit
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act, UnitKind
from nennep.workbench.folders import remove_other_results
from nennep.workbench.models import KeptMapping, ListFile, ListRun, ListSheet, PairDecision
from nennep.workbench.rules import BUSY, GONE, NOT_READ, NOTHING_LEFT, RunState, Said, faults_of

if TYPE_CHECKING:
    from nennep.accounts.models import User

Columns = Mapping[str, str | None]  # letter → field


@dataclass(frozen=True)
class Confirmed:
    sheets: Mapping[int, Columns | None]  # by key; None: left out
    places: Mapping[int, int]  # file → its place in the order of trust


@transaction.atomic
def confirm_mapping(run: ListRun, said: Confirmed, *, by: "User") -> ListRun:
    """Kept for the next file of the same make."""
    run = locked(run, by=by)
    sheets = list(ListSheet.objects.filter(file__run=run).select_related("file"))
    confirmed = {sheet: said.sheets.get(sheet.pk) for sheet in sheets}
    if all(columns is None for columns in confirmed.values()):
        raise RuleBroken(_(NOTHING_LEFT))
    for sheet, columns in confirmed.items():
        sheet.left_out = columns is None
        if columns is not None:
            if faults := faults_of(columns):
                raise RuleBroken(f"{sheet}: {_(faults[0])}")
            sheet.mapping = dict(columns)
            keep_mapping(sheet, by=by)
        sheet.save()
    for file in run.files.all():
        ListFile.objects.filter(pk=file.pk).update(n=said.places.get(file.pk, file.n))
    record(by, "lists.mapped", run, sheets=sum(columns is not None for columns in confirmed.values()))
    return run


def keep_mapping(sheet: ListSheet, *, by: "User") -> None:
    if sheet.fingerprint:
        told = {"mapping": sheet.mapping, "by": by, "at": timezone.now()}
        KeptMapping.objects.update_or_create(fingerprint=sheet.fingerprint, defaults=told)


@transaction.atomic
def start_matching(run: ListRun, *, by: "User") -> ListRun:
    """For the first time, or again with what was said of pairs since."""
    run = locked(run, by=by)
    run.state = RunState.MATCHING
    run.job = enqueue("match_lists", _("So khớp: %(name)s") % {"name": run.name}, {"run": run.pk}, by=by)
    run.save()
    record(by, "lists.matching", run)
    return run


def locked(run: ListRun, *, by: "User") -> ListRun:
    """The run, to be changed: its files are read, and no job is at it."""
    run = ListRun.objects.select_for_update(of=("self",)).select_related("unit", "job").get(pk=run.pk)
    must(by, Act.KEEP_MEMBERS, run.unit)
    if run.state == RunState.ERASED:
        raise RuleBroken(_(GONE))
    if run.state in (RunState.OPENING, RunState.MATCHING) and run.job and not run.job.is_over:
        raise RuleBroken(_(BUSY))
    if run.state in (RunState.OPENING, RunState.FAILED):
        raise RuleBroken(_(NOT_READ))
    return run


def order_of(run: ListRun, out: str) -> dict[str, Any]:
    """What the child is told; it names no person."""
    files = list(run.files.prefetch_related("sheets"))
    decided = [each.as_given for each in PairDecision.objects.holding().values() if each.said != Said.LATER]
    return {
        "files": [file.name for file in files],
        "mappings": {
            file.name: {sheet.name: None if sheet.left_out else sheet.mapping for sheet in file.sheets.all()}
            for file in files
        },
        "units": units_known(),
        "decided": decided,
        "today": timezone.localdate().isoformat(),
        "out": out,
        "before": run.result,
    }


def units_known() -> dict[str, str]:
    """Code → name. Until the office has entered its cells, no cell is called unknown."""
    living = list(Unit.objects.living())
    if not any(unit.kind == UnitKind.CELL for unit in living):
        return {}
    return {unit.code or unit.public_id: unit.name for unit in living}


@transaction.atomic
def keep_result(run: ListRun, result: str, figures: dict[str, Any], *, by: "User") -> None:
    run = ListRun.objects.select_for_update(of=("self",)).select_related("unit").get(pk=run.pk)
    must(by, Act.KEEP_MEMBERS, run.unit)
    if run.state == RunState.ERASED:
        raise RuleBroken(_(GONE))
    run.state, run.result, run.figures, run.matched_at = RunState.DONE, result, figures, timezone.now()
    run.save()
    transaction.on_commit(lambda: remove_other_results(run.folder, result))
    told = {name: figures[name] for name in ("persons", "errors", "review")}
    record(by, "lists.matched", run, rows=figures["rows_in"], **told)
