"""allauth, told how this office signs in: accounts are made by the office, never by a passer-by."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nennep.accounts.devices import known_device
from nennep.accounts.keys import factor_key
from nennep.accounts.models import User

TOO_MANY = _("Đã thử sai quá nhiều lần. Hãy đợi 15 phút rồi thử lại.")
NO_MATCH = _("Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đã khóa.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": NO_MATCH,
        "enter_current_password": _("Mật khẩu đang dùng không đúng."),
        "incorrect_code": _("Mã không đúng hoặc đã dùng. Hãy đợi mã mới rồi gõ lại."),
        "incorrect_password": _("Mật khẩu không đúng."),
        "invalid_login": NO_MATCH,
        "rate_limited": TOO_MANY,
        "too_many_login_attempts": TOO_MANY,
        "username_password_mismatch": NO_MATCH,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """A disabled account answers as if it did not exist."""
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:  # noqa: ARG002
        messages.error(request, NO_MATCH)
        return redirect("account_login")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Tries are counted per name, whatever address the browser used; a device known to the person counts apart."""
        username = str(credentials.get("username", "")).lower()
        device = known_device(request, username)
        return f"known:{username}:{device}" if device else f"name:{username}"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 -- allauth's signature
        return "/me/"

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": gettext("Dùng mật khẩu"),
            "mfa_reauthenticate": gettext("Dùng mã xác nhận"),
            "mfa_reauthenticate:webauthn": gettext("Dùng khóa bảo mật"),
        }
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [method | {"description": words[method["id"]]} for method in found]


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("Không bỏ được lớp xác nhận này."),
        "cannot_generate_recovery_codes": _("Hãy bật ứng dụng xác thực hoặc thêm khóa trước."),
        "incorrect_code": _("Mã không đúng hoặc đã dùng. Hãy đợi mã mới rồi gõ lại."),
    }

    def encrypt(self, text: str) -> str:
        """Secrets of factors stand in the database under a key that lies outside it."""
        return Fernet(factor_key()).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return Fernet(factor_key()).decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return ""  # the secret key was changed: the code cannot match, and the person needs a reset

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Khóa thứ %(n)s") % {"n": count + 1}

    def _get_user_identifier(self, user: User) -> str:
        return user.username
