"""The year's target of new members, those who may become one, and the steps of each."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.candidates.labels import ORIGINS, SEXES, STAGES, STEPS
from nennep.candidates.rules import Stage, Standing, Step
from nennep.members.models import Member
from nennep.organisation.conditions import at_or_below
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


class QuotaQuerySet(models.QuerySet["Quota"]):
    def visible_to(self, user: "User", act: Act = Act.SEE_GROWTH) -> Self:
        return self.filter(Grant.objects.reaching(user, act, "unit__"))

    def in_force(self, year: int) -> Self:
        return self.filter(year=year, replaced_at=None)


class Quota(PublicModel):
    """How many new members a unit is to win in a year; one that was changed stays, with the day it was replaced."""

    year = models.PositiveSmallIntegerField(_("năm"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    number = models.PositiveIntegerField(_("chỉ tiêu"))
    reason = models.CharField(_("căn cứ, lý do"), max_length=300, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True)

    objects: ClassVar[QuotaQuerySet] = QuotaQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-set_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["year", "unit"], condition=Q(replaced_at=None), name="one_quota_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.unit.label}, {self.year}"


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def visible_to(self, user: "User", act: Act = Act.KEEP_CANDIDATES) -> Self:
        """By name for who keeps them; as counts and days, without names, for who sees the growth."""
        return self.filter(Grant.objects.reaching(user, act, "unit__"))

    def below(self, path: str) -> Self:
        return self.filter(at_or_below(path, "unit__"))

    def going(self) -> Self:
        """On the road still: neither stopped nor recognised."""
        return self.filter(stopped_on=None).exclude(stage=Stage.OFFICIAL)

    def named(self) -> Self:
        return self.filter(erased_at=None)


class Candidate(PublicModel):
    """A person on the road to membership: small data, for counting and for time limits alone.

    What the steps say stands here too (`rules.standing`), for lists; `actions.recording.settle` alone writes it.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    name = models.CharField(_("họ và tên"), max_length=120, blank=True)  # empty when erased
    folded_name = models.CharField(max_length=120, blank=True, editable=False)
    birth_year = models.PositiveSmallIntegerField(_("năm sinh"), null=True)
    sex = models.CharField(_("giới tính"), max_length=6, blank=True, choices=SEXES)
    origin = models.CharField(_("nguồn giới thiệu"), max_length=12, blank=True, choices=ORIGINS)
    note = models.CharField(_("ghi chú"), max_length=200, blank=True)
    stage = models.CharField(max_length=12, choices=STAGES)
    since = models.DateField()
    certified_on = models.DateField(null=True)
    admitted_on = models.DateField(null=True)
    recognised_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)
    stopped_why = models.CharField(max_length=300, blank=True)
    erased_at = models.DateTimeField(null=True)
    member = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="candidates")  # whom he has become
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[CandidateQuerySet] = CandidateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["folded_name", "pk"]
        indexes = [
            models.Index(fields=["unit", "stage", "since"], name="candidates_by_stage"),  # the board's counts
            models.Index(fields=["admitted_on"], name="admitted_in"),  # admitted in a year
            models.Index(fields=["recognised_on"], name="recognised_in"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(erased_at=None) | Q(name="", birth_year=None), name="erased_is_empty"),
        ]

    def __str__(self) -> str:
        """Never the name: this is what the journal keeps, and who reads the journal may not know the person."""
        return f"{self.unit.label}, {self.public_id}"[:200]

    @property
    def standing(self) -> Standing:
        return Standing(Stage(self.stage), self.since, self.certified_on, self.admitted_on, self.recognised_on)

    @property
    def is_going(self) -> bool:
        return self.stopped_on is None and self.stage != Stage.OFFICIAL

    @property
    def age(self) -> int | None:
        """In years, by the year of birth alone."""
        return timezone.localdate().year - self.birth_year if self.birth_year else None


class StageStepQuerySet(models.QuerySet["StageStep"]):
    def visible_to(self, user: "User", act: Act = Act.KEEP_CANDIDATES) -> Self:
        return self.filter(Grant.objects.reaching(user, act, "candidate__unit__"))

    def standing(self) -> Self:
        return self.filter(annulled_at=None)


class StageStep(PublicModel):
    """A stage reached on a day, by a paper; taken back with a reason, never deleted."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="steps")
    stage = models.CharField(max_length=12, choices=STEPS)
    day = models.DateField()
    paper = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    annulled_at = models.DateTimeField(null=True)
    annulled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    annulled_why = models.CharField(max_length=300, blank=True)

    objects: ClassVar[StageStepQuerySet] = StageStepQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "stage"],
                condition=Q(annulled_at=None) & ~Q(stage=Stage.TAUGHT),  # the class alone may be taken again
                name="a_stage_is_reached_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate}, {self.stage}"

    @property
    def told(self) -> Step:
        return Step(Stage(self.stage), self.day)


def first_and_last(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)
