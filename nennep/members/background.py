"""A clean list held against the register, and written into it: seconds to minutes."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nennep.imports.actions import commit_preview
from nennep.imports.models import Preview, PreviewState
from nennep.jobs.progress import Progress
from nennep.jobs.registry import job
from nennep.lib.figures import whole
from nennep.members.importing.importer import MemberImporter
from nennep.members.importing.rows import Start
from nennep.members.importing.starting import preview_run
from nennep.organisation.models import Unit
from nennep.workbench.models import ListRun

STEPS = 8  # of the comparison


@job("compare_members", gettext_lazy("Đối chiếu danh sách với sổ"))
def compare_members(progress: Progress) -> None:
    """A second run after a crash makes the preview afresh; an earlier one that was kept waits beside it."""
    assert progress.by
    done = iter(range(STEPS))
    with override(progress.by.language):
        run = ListRun.objects.visible_to(progress.by).select_related("unit").get(pk=progress.payload["run"])
        fallback = Unit.objects.filter(pk=progress.payload["fallback"]).first()
        start = Start(run.public_id, run.unit, progress.payload["prefer"], fallback.public_id if fallback else "")
        preview = preview_run(
            run, start, lambda said: progress.report(next(done, STEPS - 1), STEPS, said), by=progress.by
        )
    progress.leads_to(reverse("members:preview", args=[preview.public_id]), _("Đã đối chiếu xong. Hãy xem trước."))


@job("commit_members", gettext_lazy("Ghi danh sách vào sổ đảng viên"))
def commit_members(progress: Progress) -> None:
    """All of it or nothing; a second run after a crash finds it written."""
    assert progress.by
    preview = Preview.objects.visible_to(progress.by).get(pk=progress.payload["preview"])
    with override(progress.by.language):  # as the person saw it: the digest is over the words shown
        if preview.state != PreviewState.COMMITTED:
            preview = commit_preview(preview, progress.payload["digest"], MemberImporter(preview), by=progress.by)
        said = _("Đã ghi %(n)s dòng vào sổ.") % {"n": whole(preview.written)}
    progress.leads_to(reverse("members:preview", args=[preview.public_id]), said)
