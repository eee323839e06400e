"""Who holds a letter, who may never, who opened it and why; who sits for the office."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nennep.organisation.models import Unit
from nennep.vault.models.letter import Attachment, Envelope
from nennep.vault.rules import Opened, Seated
from nennep.web.models import PublicModel

USER = settings.AUTH_USER_MODEL
SEATS = [(Seated.RECEIVER.value, _("Người nhận đơn")), (Seated.CUSTODIAN.value, _("Người giữ mảnh khóa"))]
WHAT = [
    (Opened.TEXT.value, _("đọc bản đã che tên")),
    (Opened.AUTHOR.value, _("xem danh tính")),
    (Opened.LETTER.value, _("đọc đơn gốc")),
    (Opened.FILE.value, _("lấy tệp gốc")),
    (Opened.CLEAN.value, _("lấy bản sao đã tách danh tính")),
]


class Holder(PublicModel):
    """Named at intake (`named_by` none: by the office's list of receivers), or by two persons."""

    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="holders")
    user = models.ForeignKey(USER, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Holder"]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["envelope", "user"], condition=Q(ended_at=None), name="holds_a_letter_once"
            ),
            models.CheckConstraint(
                condition=Q(named_by=None) | Q(confirmed_by=None) | ~Q(named_by=F("confirmed_by")),
                name="holder_named_by_two",
            ),
        ]
        indexes = [models.Index(fields=["user", "envelope"], condition=Q(ended_at=None), name="letters_of_a_holder")]

    def __str__(self) -> str:
        return f"{self.envelope}: {self.user}"


class Accused(PublicModel):
    """A person or a unit that the letter is about; neither can hold it. `superiors`: nor the leaders above."""

    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="accused")
    person = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("đơn vị"))
    superiors = models.BooleanField(_("cả lãnh đạo cấp trên trực tiếp"), default=False)
    added_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[models.Manager["Accused"]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, unit__isnull=False) | Q(person__isnull=False, unit=None),
                name="accused_is_a_person_or_a_unit",
            ),
        ]


class Reveal(PublicModel):
    """One act of opening; written before anything is opened."""

    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="reveals")
    user = models.ForeignKey(USER, models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=WHAT)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    entry = models.BigIntegerField()  # of the journal
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Reveal"]] = models.Manager()

    class Meta:
        ordering = ["-pk"]


class Seat(PublicModel):
    """Who receives new letters, who keeps shares of their keys; given and taken by two persons."""

    kind = models.CharField(max_length=10, choices=SEATS)
    user = models.ForeignKey(USER, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Seat"]] = models.Manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "user"], condition=Q(ended_at=None), name="sits_once"),
            models.CheckConstraint(condition=~Q(named_by=F("confirmed_by")), name="seat_given_by_two"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.user}"
