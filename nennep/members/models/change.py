"""Every change of a member with its source, and changes that a cell asks for."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models

from nennep.imports.models import Preview
from nennep.members.labels import SOURCES, SUGGESTION_STATES
from nennep.members.models.member import Member
from nennep.members.rules import SuggestionState
from nennep.organisation.models import Grant
from nennep.organisation.rules import Act
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


class Change(models.Model):
    """What one act changed of one member; sealed fields as their tokens, so that history tells no more than today."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="changes")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=SOURCES)
    source = models.CharField(max_length=300, blank=True)  # "danh-sach.xlsx · Trang 1 · dòng 12"
    why = models.CharField(max_length=500, blank=True)
    preview = models.ForeignKey(Preview, models.PROTECT, null=True, related_name="+")
    values = models.JSONField(default=dict)  # field → [before, after]; "cell", "standing", "post" in words
    made = models.BooleanField(default=False)  # the member came with it

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["member", "-id"], name="change_of_member"),  # history of a person
            models.Index(fields=["preview"], name="change_by_import"),  # taking an import back
            models.Index(fields=["at"], name="change_by_time"),  # what changed since the last hand-over
        ]


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def visible_to(self, user: "User", act: Act = Act.SEE_MEMBERS) -> Self:
        if Grant.objects.reaches_all(user, act):
            return self
        return self.filter(Grant.objects.reaching(user, act, "member__cell__"))

    def waiting(self) -> Self:
        return self.filter(state=SuggestionState.WAITING)


class Suggestion(PublicModel):
    """What a cell says is right; it takes effect when who keeps the register takes it."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="suggestions")
    values = models.JSONField(default=dict)  # field → value said, sealed fields as tokens
    note = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=300, blank=True)  # the form it came by; blank: the page
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=SUGGESTION_STATES, default=SuggestionState.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=500, blank=True)  # it was refused

    objects: ClassVar[SuggestionQuerySet] = SuggestionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["state", "-at"], name="suggestion_waiting")]  # changes awaiting check

    def __str__(self) -> str:
        return str(self.member)
