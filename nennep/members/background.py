"""A clean list held against the register, and written into it: seconds to minutes."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nennep.imports.actions import commit_preview
from nennep.imports.models import Preview, PreviewState
from nennep.jobs.progress import Progress
from nennep.jobs.registry import job
from nennep.lib.figures import whole
from nennep.members.actions.checking import AT_ONCE, KIND, end_check, settle
from nennep.members.actions.handing import finish_handover
from nennep.members.importing.importer import MemberImporter
from nennep.members.importing.rows import Start
from nennep.members.importing.starting import preview_run
from nennep.members.models import Handover, HandoverKind, Member
from nennep.members.outgoing.writing import write_file
from nennep.members.permissions import must_be_open, must_hand_over
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


@job(KIND, gettext_lazy("Kiểm sổ đảng viên"))
def check_register(progress: Progress) -> None:
    """Cell by cell, so that a piece writes the counts of its own cells; a second run after a crash starts over."""
    total, done = Member.objects.count(), 0
    for cells in pieces():
        with transaction.atomic():
            members = list(Member.objects.filter(cell__in=cells))
            settle(members)
        done += len(members)
        progress.report(done, total)
    flaws = end_check(done, by=progress.by)
    said = _("Đã kiểm %(members)s đảng viên, còn %(flaws)s chỗ phải xem.")
    progress.leads_to(reverse("members:quality"), said % {"members": whole(done), "flaws": whole(flaws)})


def pieces() -> Iterator[list[int]]:
    """Cells by cells, about two thousand members at a time."""
    cells: list[int] = []
    size = 0
    for cell, n in Member.objects.order_by("cell").values_list("cell").annotate(n=Count("pk")):
        cells, size = [*cells, cell], size + n
        if size >= AT_ONCE:
            yield cells
            cells, size = [], 0
    if cells:
        yield cells


@job("make_handover", gettext_lazy("Lập tệp bàn giao"))
def make_handover(progress: Progress) -> None:
    """A second run after a crash writes the file afresh, or finds it made."""
    assert progress.by
    asked = Handover.objects.visible_to(progress.by).select_related("unit", "basis", "since__unit")
    handover = asked.get(public_id=progress.payload["handover"])
    if handover.made_at is None:
        must_hand_over(progress.by, HandoverKind(handover.kind), handover.unit)
        must_be_open()
        handover = finish_handover(handover, write_file(handover, progress.report, by=progress.by), by=progress.by)
    with override(progress.by.language):
        said = _("Đã lập tệp: %(n)s dòng.") % {"n": whole(handover.rows)}
    progress.leads_to(reverse("members:handover", args=[handover.public_id]), said)
