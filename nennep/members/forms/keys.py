"""What is typed of a key for a program."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.members.actions.keys import LONGEST, NewKey
from nennep.organisation.fields import UnitChoice
from nennep.organisation.models import Unit
from nennep.web.forms import LineField


class KeyForm(forms.Form):
    name = LineField(label=_("Phần mềm, nơi nhận"), max_length=200, help_text=_("Ví dụ: Sổ tay đảng viên của Thành ủy"))
    unit = UnitChoice(
        label=_("Đọc đảng viên của"), queryset=Unit.objects.none(), empty_label=None, to_field_name="public_id"
    )
    why = LineField(label=_("Mục đích"), max_length=500)
    days = forms.IntegerField(
        label=_("Dùng trong bao nhiêu ngày"), min_value=1, max_value=LONGEST, initial=90,
        widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
        help_text=_("Nhiều nhất 365 ngày, hết hạn thì cấp khóa mới."),
    )  # fmt: skip
    sensitive = forms.BooleanField(
        label=_("Cho đọc cả trường được mã hóa"), required=False,
        help_text=_("Số định danh, điện thoại, dân tộc, tôn giáo, nơi ở. Chỉ chọn khi mục đích cần."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    @property
    def new_key(self) -> NewKey:
        return NewKey(**self.cleaned_data)
