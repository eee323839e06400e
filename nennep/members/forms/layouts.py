"""What is said of a receiver's template."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.members.models import OwnLayout
from nennep.members.outgoing.layout import layout_on
from nennep.members.outgoing.template import sources


class TemplateForm(forms.Form):
    file = forms.FileField(
        label=_("Mẫu trống của nơi nhận"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        help_text=_("Tệp .xlsx có hàng tiêu đề. Máy chỉ giữ tên các cột, không giữ tệp."),
    )


class ColumnsForm(forms.Form):
    """Each column with what fills it."""

    def __init__(self, *args: Any, own: OwnLayout, **named: Any) -> None:
        super().__init__(*args, **named)
        self.own = own
        choices = [("", _("(để trống)")), *sources(layout_on(timezone.localdate()))]
        for n, (heading, source, _why) in enumerate(own.columns):
            self.fields[f"c{n}"] = forms.ChoiceField(label=heading, choices=choices, required=False, initial=source)

    @property
    def chosen(self) -> list[str]:
        return [self.cleaned_data[f"c{n}"] for n in range(len(self.own.columns))]

    def lines(self) -> list[tuple[forms.BoundField, str]]:
        return [(self[f"c{n}"], why) for n, (_heading, _source, why) in enumerate(self.own.columns)]
