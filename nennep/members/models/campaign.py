"""A drive to put the register right: what stood at its start, cell by cell, and what came of it."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nennep.members.models.flaw import Flaw
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: "User", act: Act = Act.SEE_MEMBERS) -> Self:
        """Those that ask something of a unit within reach."""
        if Grant.objects.reaches_all(user, act):
            return self
        parts = CampaignCell.objects.filter(Grant.objects.reaching(user, act, "cell__"))
        return self.filter(Q(pk__in=parts.values("campaign")) | Grant.objects.reaching(user, act, "unit__"))

    def running(self) -> Self:
        return self.filter(closed_at=None)


class Campaign(PublicModel):
    name = models.CharField(_("tên đợt"), max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("phạm vi"))  # with all below it
    starts = models.DateField(_("từ ngày"))
    ends = models.DateField(_("đến hết ngày"))
    rules = models.JSONField(_("lỗi phải sửa"), default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    objects: ClassVar[CampaignQuerySet] = CampaignQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="campaign_ends_after_start")]

    def __str__(self) -> str:
        return self.name


class CampaignCellQuerySet(models.QuerySet["CampaignCell"]):
    def visible_to(self, user: "User", act: Act = Act.SEE_MEMBERS) -> Self:
        if Grant.objects.reaches_all(user, act):
            return self
        return self.filter(Grant.objects.reaching(user, act, "cell__"))


class CampaignCell(PublicModel):
    """What one cell has to put right; its counts are written whenever one of its flaws goes or comes again."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="parts")
    cell = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    at_start = models.PositiveIntegerField(default=0)
    fixed = models.PositiveIntegerField(default=0)
    said = models.PositiveIntegerField(default=0)  # answers the cell has given, whether taken or not
    last_at = models.DateTimeField(null=True)  # when something last happened here

    objects: ClassVar[CampaignCellQuerySet] = CampaignCellQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["cell__path"]
        constraints = [models.UniqueConstraint(fields=["campaign", "cell"], name="campaign_cell_once")]
        indexes = [models.Index(fields=["campaign", "last_at"], name="campaign_idle_first")]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.cell_id}"

    @property
    def left(self) -> int:
        return self.at_start - self.fixed


class CampaignFlaw(models.Model):
    """A flaw that stood when the campaign began."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="flaws")
    part = models.ForeignKey(CampaignCell, models.CASCADE, related_name="flaws")
    flaw = models.ForeignKey(Flaw, models.CASCADE, related_name="campaigns")
    fixed_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["flaw", "campaign"], name="campaign_flaw_once")]
        indexes = [
            models.Index(fields=["campaign", "fixed_on"], name="campaign_by_day"),  # the curve
            models.Index(fields=["part", "fixed_on"], name="campaign_by_cell"),  # a cell's counts
        ]
