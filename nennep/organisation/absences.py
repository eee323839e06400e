"""Who is away, from when to when, and who stands in meanwhile."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.organisation.rules import Act
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def visible_to(self, user: "User") -> Self:
        """One's own and those in which one stands in; all of them for who keeps grants."""
        return self if user.may(Act.KEEP_USERS) else self.filter(Q(person=user) | Q(substitute=user))

    def going_on(self) -> Self:
        """Now or to come, and not ended early."""
        return self.filter(ended_at=None, ends__gte=timezone.localdate())

    def touching(self, starts: date, ends: date) -> Self:
        return self.filter(ended_at=None, starts__lte=ends, ends__gte=starts)


class Absence(PublicModel):
    """A person is away and a substitute holds the person's grants for these days (`Grant.absence`)."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences", verbose_name=_("người vắng")
    )
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="standing_in", verbose_name=_("người thay")
    )
    starts = models.DateField(_("từ ngày"))
    ends = models.DateField(_("đến hết ngày"))
    reason = models.CharField(_("lý do"), max_length=300)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)  # early

    objects: ClassVar[AbsenceQuerySet] = AbsenceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-starts", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="absence_ends_after_start"),
            models.CheckConstraint(condition=~Q(person=F("substitute")), name="nobody_stands_in_for_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.substitute})"

    @property
    def goes_on(self) -> bool:
        return self.ended_at is None and self.ends >= timezone.localdate()
