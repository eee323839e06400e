"""What people are told: on the desk, and by mail."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from nennep.notices.labels import TOPICS
from nennep.notices.rules import MAX_TRIES, PUSHED_WITHIN, Way
from nennep.web.models import PublicModel


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self) -> Self:
        now = timezone.now()
        return self.filter(sent_at=None, tries__lt=MAX_TRIES).filter(Q(next_try=None) | Q(next_try__lte=now))

    def troubled(self) -> Self:
        """Not sent yet for some reason, or sent and come back."""
        return self.filter(Q(sent_at=None) | Q(bounced_at__isnull=False)).exclude(error="")


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
    bounced_at = models.DateTimeField(null=True)  # the mail server of the address sent it back

    objects: ClassVar[LetterQuerySet] = LetterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.address

    @property
    def message_id(self) -> str:
        """By which a mail server that sends it back names it; nobody who did not get the letter can guess it."""
        return f"<{self.public_id}@{settings.ENVIRONMENT.host}>"

    @property
    def given_up(self) -> bool:
        return bool(self.bounced_at) or (self.sent_at is None and self.tries >= MAX_TRIES)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: models.Model) -> Self:
        """One's own, those that are only mailed or pushed left out."""
        return self.filter(to=user, on_page=True)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def to_mail(self) -> Self:
        return self.unread().filter(letter=None, mail_at__lte=timezone.now(), to__is_active=True)

    def to_push(self) -> Self:
        now = timezone.now()
        return self.unread().filter(push_at__lte=now, push_at__gte=now - PUSHED_WITHIN, to__is_active=True)


class Notice(PublicModel):
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)  # "task.issued"
    text = models.CharField(max_length=500)
    url = models.CharField(max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="notices")  # in which it was mailed
    lines = models.JSONField(default=list)  # of a digest: [words, address] each
    encloses = models.JSONField(default=list)  # files that go with its letter: [kind, reference] each
    on_page = models.BooleanField(default=True)
    mail_at = models.DateTimeField(null=True)  # not mailed before; none: not by mail
    push_at = models.DateTimeField(null=True)  # likewise; none again once it was pushed

    objects: ClassVar[NoticeQuerySet] = NoticeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at"]
        indexes = [
            models.Index(fields=["to", "read_at"], name="notice_unread"),  # serves the desk
            # serve the post, every minute
            models.Index(
                fields=["mail_at"], condition=Q(letter=None, read_at=None, mail_at__isnull=False), name="notice_to_mail"
            ),
            models.Index(fields=["push_at"], condition=Q(read_at=None, push_at__isnull=False), name="notice_to_push"),
        ]

    def __str__(self) -> str:
        return self.text


class Preference(models.Model):
    """How one person wants to hear of one topic; without a row, as is usual (`rules.DEFAULTS`)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    topic = models.CharField(max_length=8, choices=TOPICS)
    on_page = models.BooleanField()
    by_mail = models.BooleanField()
    by_push = models.BooleanField()
    daily = models.BooleanField()  # letters and pushes wait for the next morning

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "topic"], name="preference_once")]

    @property
    def way(self) -> Way:
        return Way(self.on_page, self.by_mail, self.by_push, self.daily)


class Bounce(PublicModel):
    """An address that does not take mail, and what its server said; gone when a letter is sent there again."""

    address = models.EmailField(unique=True)  # in small letters
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.address


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def visible_to(self, user: models.Model) -> Self:
        return self.filter(user=user)


class Subscription(PublicModel):
    """A browser that lets itself be woken: where its maker's server takes messages, and the keys to seal them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    endpoint = models.CharField(max_length=500, unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    browser = models.CharField(max_length=120, blank=True)  # as it names itself, for its owner to know it by
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[SubscriptionQuerySet] = SubscriptionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.browser or "trình duyệt"
