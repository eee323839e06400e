"""The columns of the office's own template, in place of those that are shipped."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models

from nennep.organisation.models import Grant
from nennep.organisation.rules import Act
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


class OwnLayoutQuerySet(models.QuerySet["OwnLayout"]):
    def visible_to(self, user: "User") -> Self:
        """It is the whole office's: who keeps the members of all of it."""
        return self if Grant.objects.reaches_all(user, Act.KEEP_MEMBERS) else self.none()

    def in_force(self) -> Self:
        return self.filter(confirmed_at__isnull=False, ended_at=None)

    def proposed(self) -> Self:
        return self.filter(confirmed_at=None, ended_at=None)

    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False)


class OwnLayout(PublicModel):
    """The heading row of one uploaded template: proposed by the machine, in force from a person's word to its end."""

    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    columns = models.JSONField()  # in order: [heading, source as national.toml writes it or "", why]
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)  # another took its place, or the shipped one again

    objects: ClassVar[OwnLayoutQuerySet] = OwnLayoutQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name
