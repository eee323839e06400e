"""Runs of the workbench: their files and sheets, mappings that are remembered, and what people said of pairs."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.jobs.models import Job
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act
from nennep.web.models import PublicModel
from nennep.workbench.labels import SAID, STATES
from nennep.workbench.rules import RunState

if TYPE_CHECKING:
    from nennep.accounts.models import User


class RunQuerySet(models.QuerySet["ListRun"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(Grant.objects.reaching(user, Act.KEEP_MEMBERS, "unit__"))


class ListRun(PublicModel):
    """Lists that are brought together in one go; what names a person lies in its folder alone."""

    name = models.CharField(_("tên"), max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="list_runs", verbose_name=_("đơn vị"))
    state = models.CharField(max_length=10, choices=STATES, default=RunState.OPENING.value)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")  # that looks or matches
    fault = models.CharField(max_length=500, blank=True)  # why a file could not be read
    result = models.CharField(max_length=40, blank=True)  # folder of the result that holds
    figures = models.JSONField(default=dict)  # of the result: rows_in, rows_out, persons, errors, review …
    matched_at = models.DateTimeField(null=True)
    erase_on = models.DateField()
    erased_at = models.DateTimeField(null=True)

    objects: ClassVar[RunQuerySet] = RunQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["erase_on"], name="list_run_to_erase")]  # the chore of the night

    def __str__(self) -> str:
        return self.name

    @property
    def folder(self) -> Path:
        return Path(settings.LISTS_ROOT) / self.public_id

    @property
    def result_folder(self) -> Path:
        return self.folder / self.result

    @property
    def is_here(self) -> bool:
        """Whether there is a result to read: not erased, and not left behind by a backup."""
        return bool(self.result) and self.result_folder.is_dir()


class ListFile(models.Model):
    run = models.ForeignKey(ListRun, models.PROTECT, related_name="files")
    n = models.PositiveSmallIntegerField()  # in the order of trust: of two values the earlier file's is taken
    name = models.CharField(max_length=255)  # as it lies in the folder and in every table of the result
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["n"]
        constraints = [
            models.UniqueConstraint(fields=["run", "name"], name="list_file_once"),
            models.UniqueConstraint(fields=["run", "sha256"], name="list_content_once"),
        ]

    def __str__(self) -> str:
        return self.name


class KeptMapping(models.Model):
    """How columns under these headings were last mapped."""

    fingerprint = models.CharField(max_length=16, unique=True)
    mapping = models.JSONField()  # letter → field or null
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class ListSheet(models.Model):
    file = models.ForeignKey(ListFile, models.PROTECT, related_name="sheets")
    n = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=255, blank=True)  # none in a file without sheets
    fingerprint = models.CharField(max_length=16, blank=True)  # none without headings
    records = models.PositiveIntegerField()
    mapping = models.JSONField(default=dict)  # letter → field or null: as proposed, remembered or confirmed
    left_out = models.BooleanField(default=False)
    kept = models.ForeignKey(KeptMapping, models.PROTECT, null=True, related_name="+")  # by which it came mapped

    class Meta:
        ordering = ["file__n", "n"]
        constraints = [models.UniqueConstraint(fields=["file", "n"], name="list_sheet_once")]

    def __str__(self) -> str:
        return f"{self.file.name} – {self.name}" if self.name else self.file.name


class DecisionQuerySet(models.QuerySet["PairDecision"]):
    def holding(self) -> "dict[str, PairDecision]":
        """By pair, the last word that was not taken back; in the order in which they were said."""
        said = self.filter(undone_at=None).select_related("by").order_by("pk")
        return {each.key: each for each in said}


class PairDecision(models.Model):
    """What a person said of two records, whatever list they stand in."""

    run = models.ForeignKey(ListRun, models.PROTECT, related_name="decisions")  # in which it was said
    mark_a = models.CharField(max_length=12)  # sums over what the records say, the lower first
    mark_b = models.CharField(max_length=12)
    said = models.CharField(max_length=10, choices=SAID)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)

    objects: ClassVar[DecisionQuerySet] = DecisionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["undone_at"], name="pair_decision_holding")]  # every page of pairs

    def __str__(self) -> str:
        return f"{self.key}: {self.said}"

    @property
    def key(self) -> str:
        return f"{self.mark_a}-{self.mark_b}"

    @property
    def as_given(self) -> list[str]:
        """As the engine takes it."""
        return [self.mark_a, self.mark_b, self.said]
