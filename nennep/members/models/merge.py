"""What was merged into what, by whom, and all that is needed to take it back."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from nennep.members.labels import MERGE_STATES, MERGING_STATES
from nennep.members.models.member import Member
from nennep.members.rules import MergeState, MergingState
from nennep.organisation.models import Grant
from nennep.organisation.rules import Act
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


class MergingQuerySet(models.QuerySet["Merging"]):
    def visible_to(self, user: "User", act: Act = Act.KEEP_MEMBERS) -> Self:
        """Those whose every member is within reach."""
        if Grant.objects.reaches_all(user, act):
            return self
        members = Member.objects.visible_to(user, act).values("pk")
        outside = Merge.objects.filter(merging=OuterRef("pk")).exclude(winner__in=members, loser__in=members)
        return self.filter(~Exists(outside))


class Merging(PublicModel):
    """One act of merging: a pair, or many at once."""

    state = models.CharField(max_length=7, choices=MERGING_STATES, default=MergingState.WAITING)
    size = models.PositiveIntegerField()  # pairs
    second = models.CharField(max_length=7, blank=True)  # why a second person confirms: see rules.Second
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True)  # it was refused or undone

    objects: ClassVar[MergingQuerySet] = MergingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "-id"], name="merging_list")]

    def __str__(self) -> str:
        return self.public_id


class Merge(models.Model):
    """One record into another."""

    merging = models.ForeignKey(Merging, models.PROTECT, related_name="merges")
    winner = models.ForeignKey(Member, models.CASCADE, related_name="+")
    loser = models.ForeignKey(Member, models.CASCADE, related_name="+")
    taken = models.JSONField(null=True)  # fields whose value comes from the loser; null: as the rules propose
    rows = models.JSONField(default=list)  # what was changed, before and after: see images
    state = models.CharField(max_length=7, choices=MERGE_STATES, default=MergeState.WAITING)
    said = models.CharField(max_length=300, blank=True)  # why it could not be done, or not be undone

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["merging", "state"], name="merge_of_merging")]


class MergeLimit(models.Model):
    """From how many pairs at once a second person confirms; holds from a day, so that nobody raises it for today."""

    pairs = models.PositiveIntegerField(_("số cặp"))
    since = models.DateField(_("từ ngày"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-since", "-pk"]
