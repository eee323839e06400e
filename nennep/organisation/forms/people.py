"""What people type about posts, fields of work and grants."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.organisation.actions.grants import Gift
from nennep.organisation.actions.posts import PostFacts
from nennep.organisation.fields import PersonChoice, UnitChoice
from nennep.organisation.forms.units import DatedForm
from nennep.organisation.labels import ROLES
from nennep.organisation.models import Portfolio, Post, Unit
from nennep.web.forms import DayField, LineField, SeveralField

if TYPE_CHECKING:
    from nennep.accounts.models import User


def everybody() -> Any:
    return get_user_model().objects.filter(is_active=True)


class PostForm(forms.Form):
    title = LineField(label=_("Chức vụ"), max_length=150)
    portfolios = SeveralField(
        label=_("Lĩnh vực phụ trách"),
        queryset=Portfolio.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    may_sign = forms.BooleanField(label=_("Được ký giao việc"), required=False)
    authority = LineField(
        label=_("Quyền hạn ký"), max_length=120, required=False, help_text=_("Ví dụ: T/M BAN THƯỜNG VỤ")
    )
    rank = forms.IntegerField(
        label=_("Thứ tự trong danh sách"), min_value=0, max_value=9999, initial=100, help_text=_("Số nhỏ đứng trước.")
    )

    @property
    def post_facts(self) -> PostFacts:
        kept = {name: self.cleaned_data[name] for name in PostFacts.__dataclass_fields__}
        return PostFacts(**kept | {"portfolios": list(kept["portfolios"])})


class NewPostForm(PostForm):
    unit = UnitChoice(label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=None)
    holder = PersonChoice(label=_("Người giữ"), required=False)
    starts = DayField(label=_("Từ ngày"))
    field_order = ["unit", "title", "holder", "starts"]

    def __init__(self, data: Any, *, units: Any, unit: Unit | None) -> None:
        super().__init__(data, initial={"unit": unit, "starts": timezone.localdate()})
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["holder"].queryset = everybody()  # type: ignore[attr-defined]


class EndForm(DatedForm):
    day = DayField(label=_("Giữ chức vụ đến hết ngày"))


class HandOverForm(DatedForm):
    holder = PersonChoice(label=_("Người giữ mới"))

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["holder"].queryset = everybody()  # type: ignore[attr-defined]


class PortfolioForm(forms.Form):
    name = LineField(label=_("Lĩnh vực"), max_length=200, help_text=_("Ví dụ: Kiểm tra, giám sát"))


class GrantForm(forms.Form):
    user = PersonChoice(label=_("Người được giao"))
    role = forms.ChoiceField(label=_("Vai trò"), choices=ROLES)
    unit = UnitChoice(label=_("Ở đơn vị"), queryset=Unit.objects.none(), empty_label=None)
    subtree = forms.BooleanField(label=_("Cả các đơn vị bên dưới"), required=False)
    starts = DayField(label=_("Từ ngày"))
    ends = DayField(
        label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu quyền gắn với một chức vụ ở dưới.")
    )
    post = forms.ModelChoiceField(
        label=_("Theo chức vụ"),
        queryset=Post.objects.none(),
        required=False,
        empty_label=_("Không theo chức vụ"),
        help_text=_("Thôi chức vụ thì quyền hết theo."),
    )
    reason = LineField(label=_("Lý do"), max_length=300, required=False)

    def __init__(self, data: Any, *, units: Any, person: "User | None" = None) -> None:
        super().__init__(data, initial={"starts": timezone.localdate(), "user": person})
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["user"].queryset = everybody()  # type: ignore[attr-defined]
        held = Post.objects.living().exclude(holder=None).select_related("unit", "holder")
        self.fields["post"].queryset = held  # type: ignore[attr-defined]
        self.fields["post"].label_from_instance = name_of_post  # type: ignore[attr-defined]

    @property
    def gift(self) -> Gift:
        return Gift(**self.cleaned_data)


def name_of_post(post: Post) -> str:
    return f"{post.holder}: {post}"


class RevokeForm(forms.Form):
    reason = LineField(label=_("Lý do thu hồi"), max_length=300)
