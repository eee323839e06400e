"""What waits for a second person."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.vault.models.holding import SEATS
from nennep.vault.models.letter import Envelope
from nennep.vault.rules import Asked
from nennep.web.models import PublicModel

USER = settings.AUTH_USER_MODEL
WORDS = [
    (Asked.ADD.value, _("giao đơn cho")),
    (Asked.REMOVE.value, _("thôi giao đơn cho")),
    (Asked.SEAT.value, _("cử")),
    (Asked.UNSEAT.value, _("thôi cử")),
]
SENTENCES = {
    Asked.ADD: _("Giao đơn %(alias)s cho %(who)s"),
    Asked.REMOVE: _("Thôi giao đơn %(alias)s cho %(who)s"),
    Asked.SEAT: _("Cử %(who)s làm %(seat)s"),
    Asked.UNSEAT: _("%(who)s thôi làm %(seat)s"),
}


class VaultRequestQuerySet(models.QuerySet["VaultRequest"]):
    def waiting(self) -> Self:
        return self.filter(decided_at=None, expires_at__gt=timezone.now())


class VaultRequest(PublicModel):
    """To name or remove a holder of one letter, or somebody who sits for the office."""

    kind = models.CharField(max_length=10, choices=WORDS)
    envelope = models.ForeignKey(Envelope, models.PROTECT, null=True, related_name="requests")
    seat = models.CharField(max_length=10, choices=SEATS, blank=True)
    person = models.ForeignKey(USER, models.PROTECT, related_name="+")
    reason = models.CharField(_("lý do"), max_length=300)
    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(default=False)

    objects: ClassVar[VaultRequestQuerySet] = VaultRequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed=False) | ~Q(asked_by=F("decided_by")), name="agreed_by_a_second_person"
            ),
            models.CheckConstraint(
                condition=Q(envelope=None) & ~Q(seat="") | Q(envelope__isnull=False, seat=""),
                name="asked_for_a_letter_or_the_office",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.envelope or self.get_seat_display()}: {self.get_kind_display()} {self.person}"[:200]

    @property
    def sentence(self) -> str:
        alias, seat = self.envelope.alias if self.envelope else "", self.get_seat_display().lower()
        return str(SENTENCES[Asked(self.kind)]) % {"alias": alias, "seat": seat, "who": self.person.full_name}

    @property
    def waits(self) -> bool:
        return self.decided_at is None and self.expires_at > timezone.now()


class BreakGlass(PublicModel):
    """One letter is to be opened for one named handler; two custodians give their shares within a day."""

    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="breakings")
    handler = models.ForeignKey(USER, models.PROTECT, related_name="+")
    reason = models.CharField(_("lý do"), max_length=300)
    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["BreakGlass"]] = models.Manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.envelope} → {self.handler}"

    @property
    def waits(self) -> bool:
        return self.done_at is None and self.expires_at > timezone.now()


class Release(models.Model):
    """A custodian gave the share for a request."""

    request = models.ForeignKey(BreakGlass, models.PROTECT, related_name="releases")
    custodian = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Release"]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "custodian"], name="releases_once")]
