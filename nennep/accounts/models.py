"""Persons who may sign in, the slips that let them in the first time, and what two officers undo together."""

from typing import ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from nennep.lib.ids import public_id
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act
from nennep.web.models import PublicModel

UNUSABLE = "!"  # how Django marks a password that nobody has chosen yet


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: "User") -> Self:
        """The register of users, for those who keep it."""
        return self if user.may(Act.KEEP_USERS) else self.none()

    def waiting(self) -> Self:
        """Who has not chosen a password yet."""
        return self.filter(is_active=True, password__startswith=UNUSABLE)


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, user: "User") -> UserQuerySet:
        return self.get_queryset().visible_to(user)

    def waiting(self) -> UserQuerySet:
        return self.get_queryset().waiting()

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(PublicModel, AbstractBaseUser):
    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    folded_name = models.CharField(max_length=120, editable=False, db_index=True)  # serves completion of names
    email = models.EmailField(_("thư điện tử"), blank=True)
    phone = models.CharField(_("điện thoại"), max_length=30, blank=True)
    language = models.CharField(
        _("ngôn ngữ"), max_length=2, choices=[("vi", "Tiếng Việt"), ("en", "English")], default="vi"
    )
    large_type = models.BooleanField(_("chữ lớn"), default=False)
    shortcuts = models.BooleanField(_("phím tắt"), default=True)
    is_active = models.BooleanField(_("đang dùng"), default=True)
    session_stamp = models.CharField(max_length=12, default=public_id, editable=False)  # a new one ends all sessions
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects: ClassVar[UserManager] = UserManager()
    post_title = post_short = post_unit = ""  # of who is signed in (`backends.PersonBackend`)

    class Meta:
        ordering = ["full_name"]

    def __str__(self) -> str:
        return self.full_name

    @property
    def post(self) -> str:
        """What the person is: “Chánh Văn phòng, Đảng ủy …”; of who is signed in alone."""
        return f"{self.post_title}, {self.post_short or self.post_unit}" if self.post_title else ""

    def may(self, act: str) -> bool:
        """Whether a grant in force allows the act on any unit; for rooms that lie below the tree."""
        return may(self, Act(act))

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's check of open sessions, over the stamp too: a changed factor ends them like a changed password."""
        covered = f"{self.password}:{self.session_stamp}"
        return salted_hmac("nennep.accounts.session", covered, secret=secret, algorithm="sha256").hexdigest()


class SlipQuerySet(models.QuerySet["ActivationSlip"]):
    def good(self) -> Self:
        return self.filter(used_at=None, expires_at__gt=timezone.now(), user__is_active=True)


class ActivationSlip(models.Model):
    """A one-time code with which a person chooses the own password; only its hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="slips")
    code_hash = models.CharField(max_length=64, unique=True)  # SHA-256: the code itself has 78 random bits
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects: ClassVar[SlipQuerySet] = SlipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at"]


class ResetQuerySet(models.QuerySet["FactorReset"]):
    def waiting(self) -> Self:
        return self.filter(decided_at=None, expires_at__gt=timezone.now())


class FactorReset(PublicModel):
    """A person lost password or factors; one officer asks, another confirms, face to face with the person."""

    user = models.ForeignKey(User, models.PROTECT, related_name="resets")
    reason = models.CharField(_("lý do"), max_length=300)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    confirmed = models.BooleanField(default=False)

    objects: ClassVar[ResetQuerySet] = ResetQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed=False) | ~Q(decided_by=models.F("asked_by")), name="reset_by_two_officers"
            ),
            models.UniqueConstraint("user", condition=Q(decided_at=None), name="one_open_reset"),
        ]

    def __str__(self) -> str:
        return self.user.full_name
