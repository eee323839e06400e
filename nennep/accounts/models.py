"""Persons who may sign in, and the slips that let them in the first time."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.organisation.permissions import may
from nennep.organisation.rules import Act
from nennep.web.models import PublicModel


class UserManager(BaseUserManager["User"]):
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
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        ordering = ["full_name"]

    def __str__(self) -> str:
        return self.full_name

    def may(self, act: str) -> bool:
        """Whether a grant in force allows the act on any unit; for rooms that lie below the tree."""
        return may(self, Act(act))


class ActivationSlip(models.Model):
    """A one-time code with which a person chooses the own password; only its hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="slips")
    code_hash = models.CharField(max_length=64, unique=True)  # SHA-256: the code itself has 77 random bits
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
