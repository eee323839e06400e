"""What a holder types: the words of the key, why a seal is opened, notes, answers, who is named."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from nennep.organisation.fields import PersonChoice, UnitChoice
from nennep.organisation.models import Unit
from nennep.vault.actions.laying import Against
from nennep.vault.labels import FILES, SEALED, WHYS
from nennep.vault.rules import LONGEST_TEXT, NEEDS_REASON, Opened
from nennep.web.forms import LineField


def why_choices() -> list[tuple[str, str]]:
    return [(why.value, capfirst(str(word))) for why, word in WHYS.items()]


class UnlockForm(forms.Form):
    passphrase = forms.CharField(
        label=_("Cụm năm từ"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("Gõ không dấu, cách nhau bằng dấu cách."),
    )


class WhyForm(forms.Form):
    """`what` before `why`; a copy without the name needs no reason."""

    what = forms.ChoiceField(label=_("Mở gì"), widget=forms.RadioSelect)
    why = forms.ChoiceField(label=_("Để làm gì"), widget=forms.RadioSelect, choices=why_choices)
    choices = SEALED

    def __init__(self, data: Any, first: str = "") -> None:
        options = [(what.value, word) for what, word in self.choices.items()]
        super().__init__(data, initial={"what": first or options[0][0]})
        self.fields["what"].choices = options  # type: ignore[attr-defined]

    @property
    def what_chosen(self) -> Opened:
        return Opened(self.cleaned_data["what"])


class FileForm(WhyForm):
    choices = FILES

    def __init__(self, data: Any, first: str = "") -> None:
        super().__init__(data, first)
        self.fields["why"].required = False
        self.fields["why"].help_text = _("Bắt buộc khi mở tệp như đã nhận.")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("what") in NEEDS_REASON and not told.get("why"):
            self.add_error("why", _("Hãy chọn lý do mở."))
        return told


class WordsForm(forms.Form):
    """A note or an answer; sealed when it is sent."""

    text = forms.CharField(label=_("Nội dung"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 8}))


class AgainstForm(forms.Form):
    person = PersonChoice(label=_("Người bị tố cáo"), empty_label=_("Chọn người"), required=False)
    unit = UnitChoice(
        label=_("Hoặc tổ chức, đơn vị bị tố cáo"),
        queryset=Unit.objects.none(),
        empty_label=_("Chọn đơn vị"),
        required=False,
    )
    superiors = forms.BooleanField(label=_("Cả lãnh đạo cấp trên trực tiếp"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        people = get_user_model().objects.filter(is_active=True).order_by("full_name", "pk")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["unit"].queryset = Unit.objects.living()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and bool(told.get("person")) == bool(told.get("unit")):
            raise forms.ValidationError(_("Hãy chọn một người, hoặc một tổ chức, đơn vị."))
        return told

    @property
    def against(self) -> Against:
        return Against(**self.cleaned_data)


class AddHolderForm(forms.Form):
    person = PersonChoice(label=_("Giao đơn cho"), empty_label=_("Chọn người"))
    reason = LineField(label=_("Lý do"), max_length=300, help_text=_("Không ghi tên người viết đơn."))

    def __init__(self, data: Any, already: list[int]) -> None:
        super().__init__(data)
        people = get_user_model().objects.filter(is_active=True).exclude(pk__in=already)
        self.fields["person"].queryset = people.order_by("full_name", "pk")  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = LineField(label=_("Lý do"), max_length=300, help_text=_("Không ghi tên người viết đơn."))
