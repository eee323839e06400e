"""Dated data about the law and the calendar."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.web.models import PublicModel


class DayKind(models.TextChoices):
    HOLIDAY = "holiday", _("nghỉ lễ")
    OFF = "off", _("nghỉ")  # swapped by yearly decision, or the office's own
    WORKED = "worked", _("làm bù")


class CalendarDay(PublicModel):
    """A day that differs from the ordinary week and from the library's public holidays; annulled, never deleted."""

    day = models.DateField(_("ngày"))
    kind = models.CharField(_("loại"), max_length=10, choices=DayKind.choices)
    name = models.CharField(_("tên"), max_length=120)
    source = models.CharField(_("căn cứ"), max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    annulled_at = models.DateTimeField(null=True)
    annulled_why = models.CharField(max_length=300, blank=True)

    objects: ClassVar[models.Manager["CalendarDay"]] = models.Manager()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint("day", condition=models.Q(annulled_at=None), name="one_meaning_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"
