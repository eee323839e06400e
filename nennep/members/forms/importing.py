"""Which clean list goes into the register, and whose word counts where both say something."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.members.importing.columns import LIST, REGISTER
from nennep.organisation.fields import UnitChoice
from nennep.organisation.models import Unit
from nennep.workbench.models import ListRun


class StartForm(forms.Form):
    run: "forms.ModelChoiceField[ListRun]" = forms.ModelChoiceField(
        label=_("Danh sách sạch"), queryset=ListRun.objects.none(), empty_label=None, to_field_name="public_id"
    )
    prefer = forms.ChoiceField(
        label=_("Khi danh sách ghi khác sổ"),
        choices=[(REGISTER, _("Giữ theo sổ, chỉ điền chỗ trống")), (LIST, _("Lấy theo danh sách"))],
        widget=forms.RadioSelect,
        initial=REGISTER,
    )
    fallback = UnitChoice(
        label=_("Người không ghi chi bộ thì vào"), queryset=Unit.objects.none(), required=False, empty_label="–"
    )

    def __init__(self, *args: Any, runs: Any, units: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["run"].queryset = runs  # type: ignore[attr-defined]
        self.fields["fallback"].queryset = units  # type: ignore[attr-defined]
