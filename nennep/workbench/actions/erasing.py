"""Lists leave the house: as a file on somebody's disk, or for good."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act
from nennep.workbench.folders import remove, sweep_strays
from nennep.workbench.models import ListRun
from nennep.workbench.rules import BUSY, GONE, NOT_MATCHED, RunState

if TYPE_CHECKING:
    from nennep.accounts.models import User


@transaction.atomic
def take_out(run: ListRun, what: str, *, by: "User") -> None:
    """On record before the first byte leaves."""
    must(by, Act.KEEP_MEMBERS, run.unit)
    if not run.is_here:
        raise RuleBroken(_(NOT_MATCHED))
    record(by, "lists.taken_out", run, file=what)


@transaction.atomic
def erase(run: ListRun, *, by: "User") -> None:
    run = ListRun.objects.select_for_update(of=("self",)).select_related("unit", "job").get(pk=run.pk)
    must(by, Act.KEEP_MEMBERS, run.unit)
    if run.state == RunState.ERASED:
        raise RuleBroken(_(GONE))
    if run.job and not run.job.is_over and run.state in (RunState.OPENING, RunState.MATCHING):
        raise RuleBroken(_(BUSY))
    forget(run, by=by)


def erase_expired() -> None:
    """What the clock does each night: runs past their day, and folders that belong to none."""
    today = timezone.localdate()
    expired = ListRun.objects.filter(erase_on__lte=today).exclude(state=RunState.ERASED)
    for pk in list(expired.values_list("pk", flat=True)):
        with transaction.atomic():
            forget(ListRun.objects.select_for_update().get(pk=pk), by=None)
    sweep_strays(set(ListRun.objects.exclude(state=RunState.ERASED).values_list("public_id", flat=True)))


def forget(run: ListRun, *, by: "User | None") -> None:
    run.state, run.erased_at, run.result, run.fault = RunState.ERASED, timezone.now(), "", ""
    run.save()
    record(by, "lists.erased", run)
    transaction.on_commit(lambda: remove(run.folder))
