"""What people type about users, and about themselves."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from nennep.accounts.actions.office import NewOffice
from nennep.accounts.actions.users import Person, Preferences
from nennep.accounts.models import User
from nennep.accounts.rules import NAME_TAKEN, USERNAME_HINT, is_username
from nennep.lib.text import nfc, one_line

TWICE = _("Hai lần gõ mật khẩu không giống nhau.")
PASSWORD_HINT = _("Ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt nhất.")


class UsernameField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Tên đăng nhập"))
        widget = forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"})
        super().__init__(max_length=60, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        return str(super().clean(value)).strip().lower()


class NameField(forms.CharField):
    """A name or title: one line, composed."""

    def clean(self, value: Any) -> str:
        return one_line(nfc(str(super().clean(value))))


def new_password() -> forms.CharField:
    widget = forms.PasswordInput({"autocomplete": "new-password"})
    return forms.CharField(label=_("Mật khẩu mới"), strip=False, widget=widget, help_text=PASSWORD_HINT)


def same_password() -> forms.CharField:
    widget = forms.PasswordInput({"autocomplete": "new-password"})
    return forms.CharField(label=_("Gõ lại mật khẩu"), strip=False, widget=widget)


class NewPasswordForm(forms.Form):
    """Two equal passwords that the office's rules accept for this person."""

    password = new_password()
    again = same_password()

    def whose(self) -> User:
        return User()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        password, again = data.get("password"), data.get("again")
        if password and again and password != again:
            self.add_error("again", TWICE)
        if password:
            try:
                validate_password(password, self.whose())
            except ValidationError as error:
                self.add_error("password", error)
        return data


class UserForm(forms.Form):
    full_name = NameField(label=_("Họ và tên"), max_length=120)
    username = UsernameField(help_text=_(USERNAME_HINT))
    email = forms.EmailField(
        label=_("Thư điện tử"), required=False, help_text=_("Để gửi phiếu kích hoạt và báo việc qua thư.")
    )
    phone = forms.CharField(label=_("Điện thoại"), max_length=30, required=False)

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        self.user = user
        if user:
            kwargs["initial"] = {name: getattr(user, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if not is_username(username):
            raise ValidationError(_(USERNAME_HINT))
        if User.objects.filter(username__iexact=username).exclude(pk=self.user.pk if self.user else 0).exists():
            raise ValidationError(_(NAME_TAKEN))
        return username

    @property
    def person(self) -> Person:
        return Person(**{name: self.cleaned_data[name] for name in ("username", "full_name", "email", "phone")})


class ReasonForm(forms.Form):
    reason = NameField(label=_("Lý do"), max_length=300)


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ("language", "large_type", "shortcuts", "email", "phone")
        help_texts = {
            "large_type": _("Chữ to hơn một cỡ trên mọi trang."),
            "shortcuts": _("Làm việc bằng phím ở trang duyệt; tắt đi nếu hay bấm nhầm."),
        }

    @property
    def preferences(self) -> Preferences:
        return Preferences(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class ActivateForm(NewPasswordForm):
    username = UsernameField()
    code = forms.CharField(
        label=_("Mã kích hoạt"),
        max_length=40,
        help_text=_("Ghi trên phiếu, ví dụ abcd-efgh-jkmn-pqrs. Gõ hoa hay thường đều được."),
        widget=forms.TextInput({"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}),
    )
    field_order = ("username", "code", "password", "again")

    def whose(self) -> User:
        return User.objects.filter(username__iexact=self.cleaned_data.get("username", "")).first() or User()


class FirstRunForm(NewPasswordForm):
    name = NameField(label=_("Tên cơ quan"), max_length=250, help_text=_("Ví dụ: Đảng ủy các cơ quan Đảng thành phố"))
    superior = NameField(label=_("Cơ quan cấp trên"), max_length=250, required=False)
    place = NameField(
        label=_("Địa danh"), max_length=120, required=False, help_text=_("Ghi trước ngày tháng trên văn bản.")
    )
    symbol = NameField(
        label=_("Ký hiệu cơ quan"), max_length=20, required=False, help_text=_("Phần sau dấu gạch của số, ví dụ ĐU.")
    )
    full_name = NameField(label=_("Họ và tên"), max_length=120)
    username = UsernameField(help_text=_(USERNAME_HINT))
    also_clerk = forms.BooleanField(
        label=_("Tôi cũng là chuyên viên tổng hợp"),
        required=False,
        help_text=_("Quản trị hệ thống tự nó không xem được văn bản, nhiệm vụ."),
    )
    field_order = ("name", "superior", "place", "symbol", "full_name", "username", "password", "again", "also_clerk")

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if not is_username(username):
            raise ValidationError(_(USERNAME_HINT))
        return username

    def whose(self) -> User:
        data = self.cleaned_data
        return User(username=data.get("username", ""), full_name=data.get("full_name", ""))

    @property
    def office(self) -> NewOffice:
        return NewOffice(**{name: self.cleaned_data[name] for name in ("name", "superior", "place", "symbol")})

    @property
    def person(self) -> Person:
        return Person(username=self.cleaned_data["username"], full_name=self.cleaned_data["full_name"])
