"""allauth's forms with the office's words, and no placeholder in place of a label."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from nennep.accounts.forms import PASSWORD_HINT, TWICE
from nennep.accounts.rules import is_username


def reword(field: forms.Field, label: object, hint: object = "") -> None:
    field.label, field.help_text = label, hint  # type: ignore[assignment]
    field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["login"], _("Tên đăng nhập"))
        reword(self.fields["password"], _("Mật khẩu"))
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}

    def clean_login(self) -> str:
        """Only names that can exist are tried, so that no spelling of a name escapes the limit on tries."""
        login: str = super().clean_login().lower()
        if not is_username(login):
            raise get_adapter().validation_error("username_password_mismatch")
        return login


class ConfirmForm(ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["password"], _("Mật khẩu"))


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["oldpassword"], _("Mật khẩu đang dùng"))
        reword(self.fields["password1"], _("Mật khẩu mới"), PASSWORD_HINT)
        reword(self.fields["password2"], _("Gõ lại mật khẩu mới"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if self.has_error("password2"):
            self.errors.pop("password2")
            self.add_error("password2", ValidationError(TWICE))
        return data


class CodeForm(mfa.AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["code"], _("Mã xác nhận"), _("6 số trong ứng dụng xác thực, hoặc một mã dự phòng."))


class ConfirmCodeForm(mfa.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["code"], _("Mã xác nhận"), _("6 số trong ứng dụng xác thực, hoặc một mã dự phòng."))


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["code"], _("Mã xác nhận"), _("6 số mà ứng dụng đang hiện."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class KeyForm(AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["name"], _("Tên gọi của khóa"), _("Để phân biệt, ví dụ: Điện thoại của tôi"))
        reword(
            self.fields["passwordless"],
            _("Đăng nhập chỉ bằng khóa này, không cần mật khẩu"),
            _("Thiết bị sẽ hỏi vân tay, khuôn mặt hoặc mã PIN."),
        )


class KeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self.fields["name"], _("Tên gọi của khóa"))
