"""A protected letter: sealed blocks under an alias."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nennep.organisation.models import Unit
from nennep.vault.rules import BlockKind, LetterKind
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User

USER = settings.AUTH_USER_MODEL
KINDS = [(LetterKind.PARTY.value, _("Tố cáo trong Đảng")), (LetterKind.STATE.value, _("Tố cáo theo Luật Tố cáo"))]


class EnvelopeQuerySet(models.QuerySet["Envelope"]):
    def visible_to(self, user: "User") -> Self:
        """Its living holders; neither who took it in nor whoever keeps the system."""
        return self.filter(holders__user=user, holders__ended_at=None)


class Envelope(PublicModel):
    alias = models.CharField(max_length=4, unique=True)
    kind = models.CharField(_("loại đơn"), max_length=10, choices=KINDS)
    received_on = models.DateField(_("ngày nhận"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # the office that settles it
    public = models.BinaryField()
    generation = models.PositiveIntegerField(default=1)
    rotate_since = models.DateField(null=True)  # a holder left; the next who unlocks makes a new key
    taken_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")  # none: the public page
    taken_at = models.DateTimeField(auto_now_add=True)
    lookup = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 -- unique among those that have one
    return_public = models.BinaryField(null=True)

    objects: ClassVar[EnvelopeQuerySet] = EnvelopeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lookup=None, return_public=None) | Q(lookup__isnull=False, return_public__isnull=False),
                name="comes_back_with_a_key",
            ),
        ]

    def __str__(self) -> str:
        """Never the person: this is what the journal keeps."""
        return f"Người tố cáo {self.alias}"


class Attachment(PublicModel):
    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="attachments")
    ending = models.CharField(max_length=5)  # what kind of file; its name is sealed
    added_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Attachment"]] = models.Manager()

    class Meta:
        ordering = ["pk"]


class Piece(models.Model):
    """A sealed mebibyte of an attachment."""

    attachment = models.ForeignKey(Attachment, models.CASCADE, related_name="pieces")
    n = models.PositiveIntegerField()
    sealed = models.BinaryField()

    objects: ClassVar[models.Manager["Piece"]] = models.Manager()

    class Meta:
        ordering = ["n"]
        constraints = [models.UniqueConstraint(fields=["attachment", "n"], name="one_piece_a_number")]


class Block(PublicModel):
    """Sealed to the key of the letter, at its place; its SHA-256 stands in the journal."""

    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="blocks")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in BlockKind])
    generation = models.PositiveIntegerField()
    sealed = models.BinaryField()
    attachment = models.OneToOneField(Attachment, models.CASCADE, null=True, related_name="block")
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")  # of a note or an answer
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Block"]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["envelope", "kind"],
                condition=Q(kind__in=["author", "letter", "copy"]),
                name="one_author_a_letter",
            ),
        ]


class Door(PublicModel):
    """The public page is open from–to; without a row in force it does not exist."""

    salt = models.BinaryField()  # of the codes given out while it is open
    basis = models.CharField(_("văn bản cho phép"), max_length=300)
    opened_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    is_open = models.BooleanField(default=True)

    objects: ClassVar[models.Manager["Door"]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["is_open"], condition=Q(is_open=True), name="one_door"),
        ]

    def __str__(self) -> str:
        return self.basis[:200]
