"""What people are told: on the desk, and by mail."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from nennep.notices.rules import MAX_TRIES
from nennep.web.models import PublicModel


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self) -> Self:
        now = timezone.now()
        return self.filter(sent_at=None, tries__lt=MAX_TRIES).filter(Q(next_try=None) | Q(next_try__lte=now))

    def troubled(self) -> Self:
        return self.filter(sent_at=None).exclude(error="")


class Letter(PublicModel):
    """A mail to be sent, kept until it left, and why it did not."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    objects: ClassVar[LetterQuerySet] = LetterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.address

    @property
    def given_up(self) -> bool:
        return self.sent_at is None and self.tries >= MAX_TRIES


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: models.Model) -> Self:
        return self.filter(to=user)

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notice(PublicModel):
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)  # "task.issued"
    text = models.CharField(max_length=500)
    url = models.CharField(max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="notices")  # in which it was mailed

    objects: ClassVar[NoticeQuerySet] = NoticeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at"]
        indexes = [
            models.Index(fields=["to", "read_at"], name="notice_unread"),  # serves the desk
            models.Index(
                fields=["made_at"], condition=Q(letter=None, read_at=None), name="notice_unmailed"
            ),  # serves the post
        ]
