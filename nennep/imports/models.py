"""Two-step import: a preview with a verdict per row, then that very preview is committed."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.imports.rules import Verdict
from nennep.jobs.models import Job
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


class PreviewState(models.TextChoices):
    OPEN = "open", _("Chờ ghi")
    COMMITTED = "committed", _("Đã ghi")
    DROPPED = "dropped", _("Đã bỏ")
    UNDONE = "undone", _("Đã hoàn tác")
    NOTHING = "nothing", _("Không có gì mới")
    MAKING = "making", _("Đang lập")  # its rows are not all there yet
    WRITING = "writing", _("Đang ghi")  # by a job, piece by piece
    UNDOING = "undoing", _("Đang hoàn tác")


class PreviewQuerySet(models.QuerySet["Preview"]):
    def visible_to(self, user: "User") -> Self:
        """One's own: what stands in a file is nobody else's business until it is written."""
        return self.filter(by=user)


class Preview(PublicModel):
    """One file read, judged row by row; nothing is written until somebody commits it."""

    kind = models.CharField(max_length=30)  # "organisation"
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=PreviewState.choices, default=PreviewState.OPEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    committed_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64)  # over all verdicts: what the person saw is what is written
    undo = models.JSONField(default=list)  # what to put back
    written = models.PositiveIntegerField(default=0)  # rows
    upto = models.BigIntegerField(null=True)  # how far the job is that writes it or takes it back
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[PreviewQuerySet] = PreviewQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def under_way(self) -> bool:
        """A job is at it; without one, a preview that is being written was cut off."""
        return self.job is not None and not self.job.is_over


VERDICTS = [
    (Verdict.NEW, _("Mới")),
    (Verdict.SAME, _("Không đổi")),
    (Verdict.CHANGED, _("Thay đổi")),
    (Verdict.DOUBTFUL, _("Cần xem")),
    (Verdict.WRONG, _("Sai")),
    (Verdict.SKIPPED, _("Không phải dữ liệu")),
]


class PreviewRow(models.Model):
    preview = models.ForeignKey(Preview, models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=60)
    row = models.PositiveIntegerField()  # as Excel counts it
    kind = models.CharField(max_length=20, blank=True)  # "units", "groups", "posts"; empty: no row of data
    verdict = models.CharField(max_length=10, choices=VERDICTS)
    reasons = models.JSONField(default=list)  # sentences
    values = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)  # field -> [before, after]
    thing = models.CharField(max_length=12, blank=True)  # public id of what exists already

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["preview", "verdict"], name="rows_by_verdict")]  # the preview, filtered
