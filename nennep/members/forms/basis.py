"""What is typed about the ground of the register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.members.actions.basis import BasisFacts
from nennep.members.fields import kept_fields
from nennep.web.forms import DayField, LineField


class FieldsForm(forms.Form):
    fields_kept = forms.MultipleChoiceField(label=_("Trường được giữ"), required=False)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["fields_kept"].choices = [  # type: ignore[attr-defined]
            (key, field.label) for key, field in kept_fields().items() if not field.needed
        ]

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data["fields_kept"])


class BasisForm(FieldsForm):
    paper = LineField(
        label=_("Văn bản cho phép lập sổ"), max_length=300, help_text=_("Số, ký hiệu, ví dụ: Quyết định số 12-QĐ/ĐU")
    )
    issuer = LineField(label=_("Cơ quan ban hành"), max_length=200)
    issued_on = DayField(label=_("Ngày ban hành"))
    purpose = forms.CharField(label=_("Mục đích giữ sổ"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    keeper = LineField(label=_("Người chịu trách nhiệm bảo vệ dữ liệu"), max_length=200)
    field_order = ["paper", "issuer", "issued_on", "purpose", "keeper", "fields_kept"]

    @property
    def basis_facts(self) -> BasisFacts:
        kept = {name: self.cleaned_data[name] for name in ("paper", "issuer", "issued_on", "purpose", "keeper")}
        return BasisFacts(**kept, fields=self.chosen)


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
