"""On what ground the office keeps a register; without one in force there is none."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.web.models import PublicModel


class BasisQuerySet(models.QuerySet["Basis"]):
    def in_force(self) -> Self:
        return self.filter(closed_at=None)


class Basis(PublicModel):
    """A paper of the competent organisation that lets this office keep a register, and the fields it may keep."""

    paper = models.CharField(_("văn bản cho phép lập sổ"), max_length=300)  # "Quyết định số 12-QĐ/ĐU"
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200)
    issued_on = models.DateField(_("ngày ban hành"))
    purpose = models.CharField(_("mục đích giữ sổ"), max_length=500)
    fields = models.JSONField(_("trường được giữ"), default=list)  # keys of fields.toml
    keeper = models.CharField(_("người chịu trách nhiệm bảo vệ dữ liệu"), max_length=200)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_why = models.CharField(max_length=500, blank=True)

    objects: ClassVar[BasisQuerySet] = BasisQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-recorded_at"]

    def __str__(self) -> str:
        return self.paper
