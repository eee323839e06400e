"""Two-step import: a preview with a verdict per row, then that very preview is committed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.web.models import PublicModel


class PreviewState(models.TextChoices):
    OPEN = "open", _("Chờ ghi")
    COMMITTED = "committed", _("Đã ghi")
    DROPPED = "dropped", _("Đã bỏ")
    UNDONE = "undone", _("Đã hoàn tác")


class Preview(PublicModel):
    """One file read, judged row by row; nothing is written until somebody commits it."""

    kind = models.CharField(max_length=30)  # "organisation"
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=PreviewState.choices, default=PreviewState.OPEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    committed_at = models.DateTimeField(null=True)
    undo = models.JSONField(default=list)  # what to put back

    objects: ClassVar[models.Manager["Preview"]] = models.Manager()

    class Meta:
        ordering = ["-made_at"]


class Verdict(models.TextChoices):
    NEW = "new", _("Mới")
    SAME = "same", _("Không đổi")
    CHANGED = "changed", _("Thay đổi")
    DOUBTFUL = "doubtful", _("Cần xem")
    WRONG = "wrong", _("Sai")


class PreviewRow(models.Model):
    preview = models.ForeignKey(Preview, models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=60)
    row = models.PositiveIntegerField()  # as Excel counts it
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reasons = models.JSONField(default=list)  # sentences
    values = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)  # field -> [before, after]

    class Meta:
        ordering = ["pk"]
