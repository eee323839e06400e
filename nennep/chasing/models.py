"""What the machine reminded of and when, the digest that each person got, and the calendars people subscribe to."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from nennep.chasing.labels import WHYS
from nennep.directives.models import Assignment
from nennep.notices.models import Notice
from nennep.organisation.models import Unit
from nennep.procedures.models import Case
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


class Morning(models.Model):
    """One working morning's reminding; begun once, finished once, taken up again where it was broken off."""

    day = models.DateField(unique=True)
    reminded = models.PositiveIntegerField(default=0)
    escalated = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class Reminder(models.Model):
    """That an answer was to be told of on a day, by the machine; who pressed by hand stands among the words said."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="reminders")
    day = models.DateField()
    why = models.CharField(max_length=10, choices=WHYS)
    number = models.PositiveSmallIntegerField(default=0)  # band before the date; days past it; step up the tree
    due = models.DateField(null=True)  # as it stood then: after an extension everything is told anew
    to = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")  # of a step: the unit above that is told

    class Meta:
        ordering = ["-day", "pk"]
        indexes = [models.Index(fields=["day"], name="reminder_of_day")]  # the morning's digests
        constraints = [
            models.UniqueConstraint(fields=["assignment", "day", "why"], name="reminded_once_a_day"),
            models.CheckConstraint(condition=Q(to=None) | Q(why="escalated"), name="only_a_step_goes_to_a_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.get_why_display()}, {self.day:%d/%m/%Y}"


class CaseReminder(models.Model):
    """That a step of a case was told of on a day; a step that is come to anew, or gets another date, is told anew."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="reminders")
    step = models.CharField(max_length=40, blank=True)  # empty: of lines of its list
    day = models.DateField()
    why = models.CharField(max_length=10, choices=WHYS)
    number = models.PositiveSmallIntegerField(default=0)  # band before the date; days past it; step up the tree
    due = models.DateField(null=True)  # as it stood then: after an extension everything is told anew
    to = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")  # of a step: the unit above that is told

    class Meta:
        ordering = ["-day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "step", "due", "day", "why"], name="case_told_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.get_why_display()}, {self.day:%d/%m/%Y}"


class Digest(models.Model):
    """What one person was told on one morning, once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField()
    notice = models.ForeignKey(Notice, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_digest_a_day")]


class FeedQuerySet(models.QuerySet["Feed"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(owner=user)

    def living(self) -> Self:
        return self.filter(revoked_at=None, owner__is_active=True)


class Feed(PublicModel):
    """A calendar that a program fetches by a secret address; only the hash of the secret is kept."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")  # none: all that the owner owes
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256: the token has 256 random bits
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar[FeedQuerySet] = FeedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=Q(revoked_at=None, unit=None), name="one_feed_of_a_person"
            ),
            models.UniqueConstraint(fields=["owner", "unit"], condition=Q(revoked_at=None), name="one_feed_of_a_unit"),
        ]

    def __str__(self) -> str:
        return self.unit.label if self.unit else str(self.owner)
