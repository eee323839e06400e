"""What left the register: who handed it to whom, when, on what ground. The file itself is not kept."""

import zlib
from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.jobs.models import Job
from nennep.members.models.apikey import ApiKey
from nennep.members.models.basis import Basis
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


class HandoverKind(models.TextChoices):
    NATIONAL = "national", _("Toàn bộ, theo mẫu tải lên")
    CHANGES = "changes", _("Thay đổi từ lần trước")
    STATISTICS = "statistics", _("Thống kê theo tổ chức")
    CONTACTS = "contacts", _("Danh bạ điện thoại")
    API = "api", _("Phần mềm lấy qua API")


NAMING = frozenset({HandoverKind.NATIONAL, HandoverKind.CHANGES, HandoverKind.CONTACTS, HandoverKind.API})
FOLLOWED = frozenset({HandoverKind.NATIONAL, HandoverKind.CHANGES})  # a set of changes may go on from these


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, user: "User") -> Self:
        """Those of units whose members one keeps."""
        if Grant.objects.reaches_all(user, Act.KEEP_MEMBERS):
            return self
        return self.filter(Grant.objects.reaching(user, Act.KEEP_MEMBERS, "unit__"))

    def made(self) -> Self:
        return self.filter(made_at__isnull=False)

    def with_file(self) -> Self:
        return self.filter(made_at__isnull=False, erased_at=None, erase_at__isnull=False)


class Handover(PublicModel):
    kind = models.CharField(max_length=10, choices=HandoverKind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))  # with all below it
    to = models.CharField(_("nơi nhận"), max_length=200)
    paper = models.CharField(_("văn bản yêu cầu"), max_length=200, blank=True)
    why = models.CharField(_("mục đích"), max_length=500)
    form = models.CharField(max_length=4)  # ending of the file: xlsx, docx, vcf, json
    only_good = models.BooleanField(default=False)  # who lacks what the receiver needs was left out
    since = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")  # changes from this one on
    basis = models.ForeignKey(Basis, models.PROTECT, related_name="+")  # on which the register was kept
    layout = models.CharField(max_length=20, blank=True)  # version of the columns
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)
    upto = models.BigIntegerField(default=0)  # the last `Change` that the file knows
    persons = models.BinaryField(default=b"")  # whom the receiver knows after it, see `known_persons`
    rows = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    figures = models.JSONField(default=dict)  # of a set of changes: kind of change → rows
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    erase_at = models.DateTimeField(null=True)  # until then its maker can take the file
    erased_at = models.DateTimeField(null=True)
    taken = models.PositiveIntegerField(default=0)  # times that the file was taken
    key = models.ForeignKey(ApiKey, models.PROTECT, null=True, related_name="handovers")  # of a program that asks
    day = models.DateField(null=True)  # on which it asked: one record a day

    objects: ClassVar[HandoverQuerySet] = HandoverQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["unit", "-asked_at"], name="handover_of_unit"),  # the list, what a set goes on from
            models.Index(fields=["erase_at"], name="handover_to_erase"),  # the chore of the clock
        ]
        constraints = [models.UniqueConstraint(fields=["key", "day"], name="one_handover_of_key_a_day")]

    def __str__(self) -> str:
        return self.to

    @property
    def names_members(self) -> bool:
        return self.kind in NAMING

    @property
    def has_file(self) -> bool:
        return self.erase_at is not None and self.erased_at is None and timezone.now() < self.erase_at

    @property
    def known_persons(self) -> frozenset[int]:
        return frozenset(array("q", zlib.decompress(bytes(self.persons)))) if self.persons else frozenset()


def packed(persons: Iterable[int]) -> bytes:
    """Keys of members as `Handover.persons` holds them: a few bytes each."""
    return zlib.compress(array("q", sorted(persons)).tobytes(), 9)
