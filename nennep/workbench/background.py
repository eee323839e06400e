"""Looking at large lists, and matching: work of seconds to minutes, done in a child of the worker."""

import errno

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nennep.jobs.progress import Progress
from nennep.jobs.registry import job
from nennep.lib.errors import BadFile, RuleBroken
from nennep.lib.figures import whole
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act
from nennep.workbench.actions.matching import keep_result, order_of
from nennep.workbench.actions.receiving import give_up, lay_out
from nennep.workbench.folders import remove, write_order
from nennep.workbench.models import ListRun
from nennep.workbench.retold import retold
from nennep.workbench.rules import DISK_FULL, RunState
from nennep.workbench.running import carry_out

STAGES = 6  # of matching, after the files are read


@job("open_lists", gettext_lazy("Đọc danh sách"))
def open_lists(progress: Progress) -> None:
    run = run_of(progress)
    assert progress.by
    with override(progress.by.language):
        if run.state == RunState.OPENING:
            try:
                carry_out("look", run.folder, Steps(progress, run.files.count()))
            except BadFile as bad:
                give_up(run, str(bad), by=progress.by)
                raise
            lay_out(run, by=progress.by)
        said = _("Đã đọc xong. Hãy xem cách ghép cột.")
    progress.leads_to(reverse("workbench:mapping", args=[run.public_id]), said)


@job("match_lists", gettext_lazy("So khớp danh sách"))
def match_lists(progress: Progress) -> None:
    """Into a folder of the job's own name, so that a second run after a crash begins afresh and ends alike."""
    run = run_of(progress)
    assert progress.by
    result = f"result-{progress.job.public_id}"
    unfinished = run.folder / f"{result}.new"
    with override(progress.by.language):
        if run.result != result:
            remove(unfinished)
            write_order(run.folder, order_of(run, unfinished.name))
            try:
                figures = carry_out("match", run.folder, Steps(progress, run.files.count() + STAGES))
                remove(run.folder / result)
                unfinished.rename(run.folder / result)
            except OSError as error:
                if error.errno in (errno.ENOSPC, errno.EDQUOT):
                    raise RuleBroken(_(DISK_FULL)) from error
                raise
            keep_result(run, result, figures, by=progress.by)
            run.refresh_from_db()
        said = _("Đã so khớp xong: %(persons)s người.") % {"persons": whole(run.figures["persons"])}
    progress.leads_to(reverse("workbench:run", args=[run.public_id]), said)


def run_of(progress: Progress) -> ListRun:
    run = ListRun.objects.select_related("unit", "by").get(pk=progress.payload["run"])
    assert progress.by
    must(progress.by, Act.KEEP_MEMBERS, run.unit)
    return run


class Steps:
    """What the child tells, as the bar that moves."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.progress, self.total, self.done = progress, total, -1

    def __call__(self, told: str) -> None:
        self.done = min(self.done + 1, self.total - 1)
        self.progress.report(self.done, self.total, retold(told))
