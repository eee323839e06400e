"""A clean list held against the register, and written into it: seconds to minutes."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from nennep.imports.models import Preview, PreviewState
from nennep.jobs.progress import Progress
from nennep.jobs.registry import job
from nennep.lib.figures import whole
from nennep.members.actions import finding, mailing, merging, narrowing, takingback, unmerging
from nennep.members.actions.basis import must_keep_whole
from nennep.members.actions.checking import AT_ONCE, KIND, end_check, settle
from nennep.members.actions.handing import finish_handover
from nennep.members.comparing import LIST, TWINS
from nennep.members.importing import writing
from nennep.members.importing.rows import Start
from nennep.members.importing.starting import preview_run
from nennep.members.models import Basis, Campaign, Handover, HandoverKind, Member, Merging
from nennep.members.outgoing.writing import write_file
from nennep.members.permissions import must_be_open, must_hand_over
from nennep.members.rules import MergeState, ToMail
from nennep.organisation.models import Unit
from nennep.workbench.models import ListRun

STEPS = 8  # of the comparison
MOST_STEPS = 10  # of a search for twins


@job(LIST, gettext_lazy("Đối chiếu danh sách với sổ"))
def compare_members(progress: Progress) -> None:
    """A second run after a crash makes the preview afresh; an earlier one that was kept waits beside it."""
    assert progress.by
    done = iter(range(STEPS))
    with override(progress.by.language):
        run = ListRun.objects.visible_to(progress.by).select_related("unit").get(pk=progress.payload["run"])
        fallback = Unit.objects.filter(pk=progress.payload["fallback"]).first()
        start = Start(run, progress.payload["prefer"], fallback.public_id if fallback else "")
        preview = preview_run(
            start, progress.job, lambda said: progress.report(next(done, STEPS - 1), STEPS, said), by=progress.by
        )
    progress.leads_to(reverse("members:preview", args=[preview.public_id]), _("Đã đối chiếu xong. Hãy xem trước."))


@job(writing.JOB, gettext_lazy("Ghi danh sách vào sổ đảng viên"))
def commit_members(progress: Progress) -> None:
    """A second run after a crash goes on where the first one was."""
    assert progress.by
    preview = Preview.objects.visible_to(progress.by).get(pk=progress.payload["preview"])
    with override(progress.by.language):  # as the person saw it: the digest is over the words shown
        preview = writing.write_to_end(preview, progress.report, by=progress.by)
        said = _("Đã ghi %(n)s dòng vào sổ. Máy đang tìm cặp hồ sơ nghi trùng.") % {"n": whole(preview.written)}
    progress.leads_to(reverse("members:preview", args=[preview.public_id]), said)


@job(takingback.JOB, gettext_lazy("Hoàn tác lần nhập vào sổ đảng viên"))
def undo_members(progress: Progress) -> None:
    """A second run after a crash goes on where the first one was."""
    assert progress.by
    preview = Preview.objects.visible_to(progress.by).get(pk=progress.payload["preview"])
    with override(progress.by.language):
        preview = takingback.undo_on(preview, progress.report, by=progress.by)
        said = _("Đã hoàn tác cả lần nhập; sổ trở lại như trước.")
        if preview.state == PreviewState.COMMITTED:
            said = _("Còn %(n)s hồ sơ không hoàn tác được vì đã thay đổi sau khi nhập.") % {"n": whole(preview.written)}
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


@job(TWINS, gettext_lazy("Tìm cặp hồ sơ nghi trùng"))
def find_twins(progress: Progress) -> None:
    """A second run after a crash compares afresh and keeps each pair once."""
    assert progress.by
    done = iter(range(MOST_STEPS))
    with override(progress.by.language):
        tally = finding.find_twins(
            progress.job, lambda said: progress.report(next(done, 0), MOST_STEPS, said), by=progress.by
        )
        same = ngettext("%(n)s cặp chắc trùng", "%(n)s cặp chắc trùng", tally.same) % {"n": whole(tally.same)}
        look = ngettext("%(n)s cặp nghi trùng", "%(n)s cặp nghi trùng", tally.review) % {"n": whole(tally.review)}
    progress.leads_to(reverse("members:twins"), f"{same}, {look}.")


@job(merging.JOB, gettext_lazy("Gộp các cặp hồ sơ trùng"))
def merge_twins(progress: Progress) -> None:
    """A second run after a crash goes on with the pairs that still wait."""
    assert progress.by
    many = Merging.objects.visible_to(progress.by).get(public_id=progress.payload["merging"])
    with override(progress.by.language):
        waiting = many.merges.filter(state=MergeState.WAITING)
        merging.each_in_turn(waiting, by=progress.by, told=progress.report)
        merging.finished(many, by=progress.by)
        done = many.merges.filter(state=MergeState.DONE).count()
        said = ngettext("Đã gộp %(n)s cặp.", "Đã gộp %(n)s cặp.", done) % {"n": whole(done)}
    progress.leads_to(reverse("members:merging", args=[many.public_id]), said)


@job(unmerging.JOB, gettext_lazy("Hoàn tác lần gộp hồ sơ"))
def undo_merges(progress: Progress) -> None:
    """A second run after a crash goes on with the pairs that are still merged."""
    assert progress.by
    many = Merging.objects.visible_to(progress.by).get(public_id=progress.payload["merging"])
    with override(progress.by.language):
        ones = list(many.merges.filter(state=MergeState.DONE).order_by("-pk"))
        unmerging.each_back(ones, by=progress.by, told=progress.report)
        unmerging.undone(many, by=progress.by)
        left = many.merges.filter(state=MergeState.DONE).count()
        said = _("Đã hoàn tác.") if not left else _("%(n)s cặp không hoàn tác được.") % {"n": whole(left)}
    progress.leads_to(reverse("members:merging", args=[many.public_id]), said)


@job(narrowing.JOB, gettext_lazy("Xóa giá trị của các trường không còn giữ"))
def erase_fields(progress: Progress) -> None:
    """Whether the register is open or closed meanwhile; a second run after a crash erases what is left."""
    assert progress.by
    must_keep_whole(progress.by)
    basis = Basis.objects.get(pk=progress.payload["basis"])
    done = narrowing.erase_fields(basis, progress.payload["fields"], progress.report, by=progress.by)
    with override(progress.by.language):
        said = _("Đã xóa khỏi sổ; %(n)s dòng dữ liệu đã đổi.") % {"n": whole(done)}
    progress.leads_to(reverse("members:basis"), said)


@job(mailing.JOB, gettext_lazy("Gửi bảng rà soát qua thư"))
def mail_lists(progress: Progress) -> None:
    """All contacts told or none; a second run after a crash finds them told. The letters leave by the minute."""
    assert progress.by
    with override(progress.by.language):
        campaign = Campaign.objects.visible_to(progress.by).get(public_id=progress.payload["campaign"])
        whom = ToMail(progress.payload["whom"])
        n = mailing.mail_lists(campaign, whom, progress.job.public_id, by=progress.by)
        said = ngettext(
            "Bảng của %(n)s chi bộ đang được gửi.", "Bảng của %(n)s chi bộ đang được gửi.", n
        ) % {"n": whole(n)}  # fmt: skip
    progress.leads_to(reverse("members:campaign_lists", args=[campaign.public_id]), said)
