"""What the checks find wrong with a member, and how many of it each cell has."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models

from nennep.members.flaw_labels import RULES, SEVERITIES
from nennep.members.labels import SOURCES
from nennep.members.models.change import Change
from nennep.members.models.member import Member
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User


class FlawQuerySet(models.QuerySet["Flaw"]):
    def visible_to(self, user: "User", act: Act = Act.SEE_MEMBERS) -> Self:
        if Grant.objects.reaches_all(user, act):
            return self
        return self.filter(Grant.objects.reaching(user, act, "cell__"))

    def standing(self) -> Self:
        return self.filter(gone_at=None)


class Flaw(models.Model):
    """One breach of one rule by one member; it goes when the check no longer finds it, and may come again."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="flaws")
    cell = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # follows the member
    rule = models.CharField(max_length=30, choices=RULES)
    field = models.CharField(max_length=20)  # of the engine's table; blank: the person as a whole
    severity = models.CharField(max_length=8, choices=SEVERITIES)
    message = models.CharField(max_length=500)  # sealed values masked, no other member named
    number = models.CharField(max_length=24, blank=True)  # what two members share: the number, of a sealed one its mark
    kind = models.CharField(max_length=10, choices=SOURCES, blank=True)  # whence the value came
    file = models.CharField(max_length=255, blank=True)  # and from which list
    found_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    gone_with = models.ForeignKey(Change, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[FlawQuerySet] = FlawQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["cell", "pk"]
        constraints = [models.UniqueConstraint(fields=["member", "rule", "field"], name="flaw_once")]
        indexes = [
            models.Index(fields=["gone_at", "cell", "id"], name="flaw_of_cell"),  # the list, counts by cell
            models.Index(fields=["gone_at", "rule", "cell", "id"], name="flaw_by_rule"),  # the list of a rule
            models.Index(fields=["gone_at", "kind", "file", "severity"], name="flaw_by_source"),  # counted by source
            models.Index(fields=["number"], condition=~models.Q(number=""), name="flaw_of_number"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.member_id}"


class CellQualityQuerySet(models.QuerySet["CellQuality"]):
    def visible_to(self, user: "User", act: Act = Act.SEE_MEMBERS) -> Self:
        if Grant.objects.reaches_all(user, act):
            return self
        return self.filter(Grant.objects.reaching(user, act, "cell__"))


class CellQuality(models.Model):
    """Counts of one cell, written whenever its flaws are: the board adds up cells, never members."""

    cell = models.OneToOneField(Unit, models.CASCADE, related_name="quality")
    members = models.PositiveIntegerField(default=0)  # on the living list
    flawed = models.PositiveIntegerField(default=0)  # of them with an error
    counts = models.JSONField(default=dict)  # rule → [errors, warnings, hints]
    checked_at = models.DateTimeField()

    objects: ClassVar[CellQualityQuerySet] = CellQualityQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["cell__path"]
