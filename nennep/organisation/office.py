"""The office that this installation serves."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Office(models.Model):
    """The one office of this installation."""

    name = models.CharField(_("tên cơ quan ban hành"), max_length=250)  # "Đảng ủy các cơ quan Đảng thành phố"
    superior = models.CharField(_("cơ quan cấp trên"), max_length=250, blank=True)
    place = models.CharField(_("địa danh"), max_length=120, blank=True)
    symbol = models.CharField(_("ký hiệu cơ quan"), max_length=20, blank=True)  # "ĐU"
    term = models.CharField(_("nhiệm kỳ"), max_length=9, blank=True)
    root = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager["Office"]] = models.Manager()

    def __str__(self) -> str:
        return self.name
