"""Procedures with their versions, and what the office itself has set for a step."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nennep.procedures.catalogue.shape import Procedure as Told
from nennep.procedures.catalogue.shipped import procedure_in
from nennep.web.models import PublicModel

USER = settings.AUTH_USER_MODEL


class VersionState(models.TextChoices):
    DRAFT = "draft", _("bản thảo")
    PUBLISHED = "published", _("đã ban hành")


class Procedure(PublicModel):
    key = models.CharField(max_length=40, unique=True)
    name = models.CharField(_("tên"), max_length=200)

    objects: ClassVar[models.Manager["Procedure"]] = models.Manager()

    def __str__(self) -> str:
        return self.name


class ProcedureVersion(PublicModel):
    """The text as it was published; never changed, for cases run through it. Shipped ones have no author."""

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    stamp = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=VersionState.choices)
    valid_from = models.DateField()
    made_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    published_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[models.Manager["ProcedureVersion"]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="one_version_a_number"),
            models.CheckConstraint(
                condition=Q(made_by=None) | Q(published_by=None) | ~Q(made_by=F("published_by")),
                name="published_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure.name}, {self.number}"

    @property
    def told(self) -> Told:
        return procedure_in(self.text)


class StepTarget(PublicModel):
    """How long the office itself gives a step, in the unit of its legal limit and never longer than that."""

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="targets")
    step = models.CharField(max_length=40)
    n = models.PositiveIntegerField()
    set_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["StepTarget"]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["procedure", "step"], name="one_target_a_step")]

    def __str__(self) -> str:
        return f"{self.procedure.name}, {self.step}"
