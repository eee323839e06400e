"""Numbers of outgoing documents: one series for each type, issuer and term; a number is annulled, never used again."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nennep.organisation.models import Unit
from nennep.web.models import PublicModel


class NumberSeries(models.Model):
    """How far one type of document of one issuer has been numbered in a term."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # whose office numbers
    type = models.CharField(max_length=60)  # “Báo cáo”
    issuer = models.CharField(max_length=20)  # its symbol: “ĐU”
    term = models.CharField(max_length=9, blank=True)  # “2025-2030”; State bodies count by year: “2026”
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "type", "issuer", "term"], name="series_once")]

    def __str__(self) -> str:
        return f"{self.type}, {self.issuer}, {self.term}"


class TakenNumber(PublicModel):
    """A number given to a document."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField()
    about = models.CharField(max_length=300, blank=True)  # the document's abstract
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(auto_now_add=True)
    annulled_at = models.DateTimeField(null=True)
    annulled_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["series", "number"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="number_once"),
            models.CheckConstraint(condition=Q(annulled_at=None) | ~Q(annulled_why=""), name="annulled_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
