"""Two members of the register who may be one person."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nennep.members.labels import TWINS_FOUND, TWINS_STATES
from nennep.members.models.member import Member
from nennep.members.rules import TwinsState
from nennep.organisation.models import Grant
from nennep.organisation.rules import Act
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


class TwinsQuerySet(models.QuerySet["Twins"]):
    def visible_to(self, user: "User", act: Act = Act.KEEP_MEMBERS) -> Self:
        """Both within reach: a pair with somebody outside tells nothing of him."""
        if Grant.objects.reaches_all(user, act):
            return self
        reach = (Grant.objects.reaching(user, act, f"{side}__cell__") for side in ("one", "other"))
        return self.filter(*reach)

    def waiting(self) -> Self:
        return self.filter(state=TwinsState.WAITING)


class Twins(PublicModel):
    one = models.ForeignKey(Member, models.CASCADE, related_name="+")  # the lower number of the two
    other = models.ForeignKey(Member, models.CASCADE, related_name="+")
    found = models.CharField(max_length=6, choices=TWINS_FOUND)
    weight = models.FloatField(null=True)  # log2 of the odds that they are one; not known of what a number or hand told
    why = models.JSONField(default=list)  # [field, how they agree], in words, without the values
    apart = models.BooleanField(default=False)  # each has an identity number of his own
    state = models.CharField(max_length=7, choices=TWINS_STATES, default=TwinsState.WAITING)
    found_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)

    objects: ClassVar[TwinsQuerySet] = TwinsQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="twins_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="twins_in_order"),
        ]
        indexes = [models.Index(fields=["state", "found", "-weight", "id"], name="twins_list")]

    def __str__(self) -> str:
        return self.public_id
