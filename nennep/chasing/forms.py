"""Forms of this room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.chasing.actions.habits import NewRules
from nennep.directives.models import FollowRules
from nennep.organisation.models import Post
from nennep.web.forms import DayField


class FollowRulesForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = FollowRules
        fields = tuple(NewRules.__dataclass_fields__)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        hints = {
            "remind_before": _("Các số ngày, cách nhau bằng dấu phẩy. Bỏ trống: không nhắc trước."),
            "remind_every": _("0: chỉ nhắc một lần."),
            "escalate_after": _(
                "Sau số ngày này báo đơn vị cấp trên trực tiếp, rồi cứ thêm ngần ấy ngày lên một cấp. 0: không báo."
            ),
        }
        for name, hint in hints.items():
            self.fields[name].help_text = hint
        for name, least, most in (("silent_after", 1, 180), ("remind_every", 0, 60), ("escalate_after", 0, 180)):
            self.fields[name] = numbered(self.fields[name], least, most)
        for name, least, most in (
            ("entry_urgent", 0, 30),
            ("entry_ordinary", 0, 30),
            ("entry_many", 0, 30),
            ("many_from", 2, 5000),
        ):
            self.fields[name] = numbered(self.fields[name], least, most)
        self.fields["remind_before"].required = False

    def clean_remind_before(self) -> str:
        typed = str(self.cleaned_data["remind_before"]).replace(";", ",")
        parts = [part.strip() for part in typed.split(",") if part.strip()]
        if any(not part.isdecimal() or len(part) > 3 or not int(part) for part in parts):
            raise forms.ValidationError(_("Ghi các số ngày từ 1, ví dụ: 7, 3, 1."))
        return ", ".join(parts)

    @property
    def rules(self) -> NewRules:
        return NewRules(**{name: self.cleaned_data[name] for name in NewRules.__dataclass_fields__})


def numbered(field: forms.Field, least: int, most: int) -> forms.IntegerField:
    attrs = {"class": "short", "inputmode": "numeric"}
    return forms.IntegerField(
        label=field.label, help_text=field.help_text, min_value=least, max_value=most, widget=forms.NumberInput(attrs)
    )


class LetterForm(forms.Form):
    until = DayField(label=_("Đề nghị trả lời trước ngày"), required=False)
    signer = forms.ModelChoiceField(
        label=_("Người ký"),
        queryset=Post.objects.none(),
        required=False,
        to_field_name="public_id",
        empty_label=_("Để trống"),
    )
    each = forms.BooleanField(label=_("Mỗi đơn vị một văn bản (tải về một tệp nén)"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        signers = Post.objects.living().filter(may_sign=True).select_related("unit", "holder")
        self.fields["signer"].queryset = signers  # type: ignore[attr-defined]
        first = next(iter(signers), None)
        self.fields["signer"].initial = first.public_id if first else None
        self.fields["signer"].label_from_instance = signing  # type: ignore[attr-defined]


def signing(post: Post) -> str:
    return f"{post.holder.full_name}, {post.title}" if post.holder else str(post)
