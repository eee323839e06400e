"""Cases that run through a version of a procedure: their members, their steps, the list that one may keep."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nennep.candidates.models import Candidate
from nennep.members.models import Member
from nennep.organisation.models import Unit
from nennep.procedures.catalogue.shape import Step as ToldStep
from nennep.procedures.models.procedure import ProcedureVersion
from nennep.procedures.rules import CaseState
from nennep.vault.models import Envelope
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User
    from nennep.procedures.models.happening import CaseVote

USER = settings.AUTH_USER_MODEL


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: "User") -> Self:
        """Whoever was made a member of the case; rank opens nothing."""
        return self.filter(pk__in=CaseMember.objects.filter(user=user, ended_at=None).values("case"))


class Case(PublicModel):
    """One run of a procedure; `due` is kept for lists and counted again from the events (`actions.doing.settle`)."""

    version = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    candidate = models.ForeignKey(Candidate, models.SET_NULL, null=True, related_name="+")  # whose road it is
    member = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")  # of the register
    letter = models.ForeignKey(Envelope, models.PROTECT, null=True, related_name="+")  # under its alias
    subject = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, default="", editable=False)  # the subject as it is searched by
    opened_on = models.DateField()
    opened_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, default=CaseState.OPEN)
    at = models.CharField(max_length=40)  # the step at which it is, or was when it ended
    due = models.DateField(null=True)
    target = models.DateField(null=True)  # the office's own earlier date
    end = models.CharField(max_length=40, blank=True)
    ended_on = models.DateField(null=True)
    annulled_why = models.CharField(max_length=300, blank=True)
    annulled_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    annulled_at = models.DateTimeField(null=True)

    objects: ClassVar[CaseQuerySet] = CaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["due", "pk"]
        indexes = [
            models.Index(fields=["state", "due"], name="cases_by_due"),  # the list, by state and time
            models.Index(fields=["opened_on"], name="cases_opened_in"),  # the figures of a period
            models.Index(fields=["state", "ended_on"], name="cases_ended_in"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=CaseState.CLOSED) | (~Q(end="") & Q(ended_on__isnull=False)),
                name="closed_has_an_end",
            ),
            models.UniqueConstraint(
                fields=["letter"], condition=~Q(state=CaseState.ANNULLED), name="a_letter_has_one_case"
            ),
        ]

    def __str__(self) -> str:
        """Never the person: this is what the journal keeps."""
        return f"{self.version.procedure.name}, {self.unit.label}, {self.public_id}"[:200]


class CaseMember(PublicModel):
    case = models.ForeignKey(Case, models.PROTECT, related_name="members")
    user = models.ForeignKey(USER, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["CaseMember"]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"], condition=Q(ended_at=None), name="a_member_of_a_case_once"
            ),
        ]
        indexes = [models.Index(fields=["user", "case"], condition=Q(ended_at=None), name="cases_of_a_person")]


class CaseStep(PublicModel):
    """One pass through a step; a step that is come back to is passed again."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    key = models.CharField(max_length=40)
    begun_on = models.DateField()
    done_on = models.DateField(null=True)
    due = models.DateField(null=True)  # as it stood when the step was done, for the figures of a period
    result = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=500, blank=True)
    done_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["CaseStep"]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["done_on"], condition=Q(due__isnull=False), name="steps_done_in"),  # of a period
        ]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(done_on=None), name="a_case_is_at_one_step"),
            models.CheckConstraint(condition=Q(done_on=None) | Q(done_on__gte=F("begun_on")), name="done_after_begun"),
        ]

    @property
    def told(self) -> ToldStep:
        return self.case.version.told.step(self.key)

    @property
    def vote(self) -> "CaseVote | None":
        """The one that stands."""
        return next((vote for vote in self.votes.all() if vote.annulled_at is None), None)


class RosterLine(PublicModel):
    """One line of the list that a case keeps: who or what, until when, done on which day, or by a case of its own."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="roster")
    words = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)
    until = models.DateField(null=True)
    done_on = models.DateField(null=True)
    child = models.OneToOneField(Case, models.PROTECT, null=True, related_name="line")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    dropped_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["RosterLine"]] = models.Manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        """Never the person: this is what the journal keeps."""
        return f"{self.case}, {self.public_id}"[:200]

    @property
    def is_done(self) -> bool:
        return self.done_on is not None or (self.child is not None and self.child.state == CaseState.CLOSED)
