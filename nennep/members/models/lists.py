"""Lists of cells in a campaign: to whom they went by mail, and how they came back."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from nennep.imports.models import Preview
from nennep.members.models.campaign import CampaignCell
from nennep.notices.models import Notice
from nennep.organisation.models import Grant
from nennep.organisation.rules import Act
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


class ListOutQuerySet(models.QuerySet["ListOut"]):
    def visible_to(self, user: "User", act: Act = Act.KEEP_MEMBERS) -> Self:
        if Grant.objects.reaches_all(user, act):
            return self
        return self.filter(Grant.objects.reaching(user, act, "part__cell__"))


class ListOut(PublicModel):
    """A cell's list that was sent to one of its contacts; the file itself is made when the letter leaves."""

    part = models.ForeignKey(CampaignCell, models.CASCADE, related_name="lists_out")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    notice = models.ForeignKey(Notice, models.SET_NULL, null=True, related_name="+")  # whose letter says how it went
    sending = models.CharField(max_length=12)  # the job: run again after a crash it finds what it sent
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[ListOutQuerySet] = ListOutQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["sending", "part", "to"], name="list_out_once")]
        indexes = [models.Index(fields=["part", "-at"], name="list_out_of_part")]  # the last one of each cell

    def __str__(self) -> str:
        return f"{self.part_id} {self.to_id}"


class ListBackQuerySet(models.QuerySet["ListBack"]):
    def visible_to(self, user: "User", act: Act = Act.SEE_MEMBERS) -> Self:
        """What came from an unknown sender only who keeps the register sees."""
        found = self
        if not Grant.objects.reaches_all(user, act):
            found = found.filter(Grant.objects.reaching(user, act, "part__cell__"))
        if Grant.objects.reaches_all(user, Act.KEEP_MEMBERS):
            return found
        return found.filter(Q(trusted=True) | Grant.objects.reaching(user, Act.KEEP_MEMBERS, "part__cell__"))

    def waiting(self) -> Self:
        """Came by mail, and nobody has looked at it."""
        return self.filter(preview=None, dismissed_at=None)


class ListBack(PublicModel):
    """A cell's list that came back filled in: by its page, or attached to a letter."""

    part = models.ForeignKey(CampaignCell, models.PROTECT, related_name="lists_back")
    file_name = models.CharField(max_length=255)
    preview = models.OneToOneField(Preview, models.PROTECT, null=True, related_name="list_back")  # none: not looked at
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")  # none: a letter
    came_at = models.DateTimeField(auto_now_add=True)
    # of a letter
    letter = models.CharField(max_length=64, blank=True)  # hash of letter and attachment: taken in once
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    trusted = models.BooleanField(default=True)  # came from an address known for this cell, or by its page
    sha256 = models.CharField(max_length=64, blank=True)
    rows = models.JSONField(default=list)  # as read, sealed values sealed, in place of the file: gone once written
    dismissed_at = models.DateTimeField(null=True)

    objects: ClassVar[ListBackQuerySet] = ListBackQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-came_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["letter"], condition=~Q(letter=""), name="list_letter_once")]

    def __str__(self) -> str:
        return self.file_name
