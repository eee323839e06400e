"""What is typed about a campaign, and what a cell types about a member."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.members.actions.campaigning import CampaignFacts
from nennep.members.checks import REGISTER_RULES
from nennep.members.fields import KeptField
from nennep.members.flaw_labels import RULES
from nennep.members.labels import SEXES
from nennep.members.rules import ToMail
from nennep.members.typed import read_value
from nennep.organisation.models import Unit
from nennep.web.forms import DayField, LineField

LONGEST_NOTE = 500


class CampaignForm(forms.Form):
    name = LineField(label=_("Tên đợt"), max_length=200)
    starts = DayField(label=_("Từ ngày"))
    ends = DayField(label=_("Đến hết ngày"))
    rules = forms.MultipleChoiceField(
        label=_("Lỗi phải sửa"), choices=RULES, widget=forms.CheckboxSelectMultiple, error_messages={
            "required": _("Hãy chọn ít nhất một loại lỗi phải sửa.")
        },
    )  # fmt: skip

    def facts(self, unit: Unit) -> CampaignFacts:
        said = self.cleaned_data
        rules = tuple(str(rule) for rule in REGISTER_RULES if rule in said["rules"])
        return CampaignFacts(said["name"], unit, said["starts"], said["ends"], rules)


class MailForm(forms.Form):
    whom = forms.ChoiceField(
        label=_("Gửi cho"), widget=forms.RadioSelect, choices=[
            (ToMail.UNREACHED.value, _("Chi bộ chưa được gửi, hoặc thư không tới")),
            (ToMail.LEFT.value, _("Mọi chi bộ còn lỗi, kể cả đã gửi rồi")),
        ],
    )  # fmt: skip

    def clean_whom(self) -> ToMail:
        return ToMail(self.cleaned_data["whom"])


class AnswerForm(forms.Form):
    """One member: the fields that may be at fault, each left blank where there is nothing to say."""

    def __init__(self, *args: Any, asked: list[KeptField], **named: Any) -> None:
        super().__init__(*args, **named)
        self.asked = asked
        for field in asked:
            self.fields[field.key] = blank_of(field)
        self.fields["note"] = forms.CharField(label=_("Ghi thêm"), max_length=LONGEST_NOTE, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        today = timezone.localdate()
        for field in self.asked:
            if cleaned.get(field.key):
                typed = read_value(field.key, cleaned[field.key], today)
                if typed.fault:
                    self.add_error(field.key, typed.fault)
                cleaned[field.key] = typed.value
        if not self.errors and not any(cleaned.values()):
            self.add_error(None, _("Chưa điền gì cho đồng chí này."))
        return cleaned

    @property
    def values(self) -> dict[str, str]:
        return {field.key: self.cleaned_data[field.key] for field in self.asked if self.cleaned_data[field.key]}


def blank_of(field: KeptField) -> forms.Field:
    if field.kind == "sex":
        return forms.ChoiceField(label=field.label, choices=[("", "–"), *SEXES], required=False)
    attrs = {"autocomplete": "off"}
    if field.kind == "day":
        attrs |= {"placeholder": "25/06/1970", "class": "short"}
    if field.kind in ("id12", "id9", "card12", "phone"):
        attrs |= {"inputmode": "numeric", "class": "short"}
    return forms.CharField(
        label=field.label, required=False, max_length=field.longest, widget=forms.TextInput(attrs=attrs)
    )


class ListForm(forms.Form):
    file = forms.FileField(
        label=_("Bảng đã điền"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.docx,.odt"}),
        help_text=_("Tệp Excel hoặc Word đã tải ở trang này rồi điền, bằng Microsoft Office hoặc LibreOffice."),
    )
