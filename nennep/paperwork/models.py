"""Forms that came back, and what units did beside what they were given."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nennep.directives.labels import VIAS
from nennep.directives.models import Task
from nennep.files.models import Document
from nennep.imports.models import Preview
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


class ReturnedQuerySet(models.QuerySet["ReturnedForm"]):
    def visible_to(self, user: "User") -> Self:
        """Those of units for which one answers; what came from an unknown sender only the office sees."""
        if Grant.objects.reaches_all(user, Act.REVIEW):
            return self
        return self.filter(Grant.objects.reaching(user, Act.ANSWER, "unit__"), trusted=True)

    def waiting(self) -> Self:
        return self.filter(document__isnull=False, preview=None, dismissed_at=None)


class ReturnedForm(PublicModel):
    """One filled form that came back: by upload, or attached to a letter."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="returned_forms")  # none: cannot be told
    token = models.CharField(max_length=60, blank=True)  # of the form, as `stamps` made it
    via = models.CharField(max_length=6, choices=VIAS)
    file_name = models.CharField(max_length=255)
    came_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")  # none: a letter
    preview = models.OneToOneField(Preview, models.PROTECT, null=True, related_name="returned")
    # of a letter
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    letter = models.CharField(max_length=64, blank=True)  # hash of letter and attachment: stored once
    trusted = models.BooleanField(default=True)  # came from an address known for this unit, or from its page
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    fault = models.CharField(max_length=500, blank=True)  # why the file could not be taken
    dismissed_at = models.DateTimeField(null=True)

    objects: ClassVar[ReturnedQuerySet] = ReturnedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-came_at", "-pk"]
        indexes = [
            models.Index(fields=["unit", "-came_at"], name="returned_of_unit"),  # the list of a unit's contact
            models.Index(fields=["token"], name="returned_by_token"),  # what came before on the same form
        ]
        constraints = [models.UniqueConstraint(fields=["letter"], condition=~Q(letter=""), name="letter_once")]

    def __str__(self) -> str:
        return self.file_name


class ProposalState(models.TextChoices):
    WAITING = "waiting", _("Chờ xem")
    TAKEN = "taken", _("Đã giao thành việc")
    REFUSED = "refused", _("Không đưa vào")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(Grant.objects.reaching(user, Act.ANSWER, "unit__"))

    def waiting(self) -> Self:
        return self.filter(state=ProposalState.WAITING)


class Proposal(PublicModel):
    """A row that a unit added by hand: work it did without being told; the office makes a task of it, or not."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="proposals")
    text = models.CharField(_("nội dung việc"), max_length=1000)
    heard = models.JSONField(default=dict)  # the other cells of the row
    via = models.CharField(max_length=6, choices=VIAS)
    state = models.CharField(max_length=8, choices=ProposalState.choices, default=ProposalState.WAITING)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=500, blank=True)  # it was refused
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[ProposalQuerySet] = ProposalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["unit", "state"], name="proposal_of_unit")]

    def __str__(self) -> str:
        return self.text[:120]
