"""Keys by which programs read the register; only the hash of a key is kept."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def visible_to(self, user: "User") -> Self:
        """One's own, and those on units whose members one keeps: what reads there is no secret of its maker."""
        if Grant.objects.reaches_all(user, Act.KEEP_MEMBERS):
            return self
        return self.filter(Q(owner=user) | Grant.objects.reaching(user, Act.KEEP_MEMBERS, "unit__"))

    def living(self) -> Self:
        return self.filter(revoked_at=None, expires_on__gte=timezone.localdate(), owner__is_active=True)


class ApiKey(PublicModel):
    """What its owner may do at the time of a call, on this unit and below, and no more."""

    name = models.CharField(_("tên phần mềm, nơi nhận"), max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    why = models.CharField(_("mục đích"), max_length=500)
    sensitive = models.BooleanField(_("cả trường nhạy cảm"), default=False)
    key_hash = models.CharField(max_length=64, unique=True)  # SHA-256: the key has 256 random bits
    made_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField(_("dùng đến hết ngày"))
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar[ApiKeyQuerySet] = ApiKeyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def holds_on(self, day: date) -> bool:
        return self.revoked_at is None and day <= self.expires_on
