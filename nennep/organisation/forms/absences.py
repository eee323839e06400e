"""What people type about an absence."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.organisation.actions.absences import Away
from nennep.organisation.fields import PersonChoice
from nennep.organisation.forms.people import everybody
from nennep.organisation.queries.absences import colleagues
from nennep.web.forms import DayField, LineField

if TYPE_CHECKING:
    from nennep.accounts.models import User


class OwnAbsenceForm(forms.Form):
    substitute = PersonChoice(label=_("Người thay"))
    starts = DayField(label=_("Từ ngày"), required=False, help_text=_("Để trống: từ hôm nay."))
    ends = DayField(label=_("Đến hết ngày"))
    reason = LineField(label=_("Lý do"), max_length=300, help_text=_("Ví dụ: nghỉ phép, đi học, đi công tác"))

    def __init__(self, data: Any, *, by: "User") -> None:
        super().__init__(data)
        self.by = by
        self.fields["substitute"].queryset = colleagues(by)  # type: ignore[attr-defined]

    @property
    def away(self) -> Away:
        kept = {"person": self.by} | self.cleaned_data
        return Away(**kept | {"starts": kept["starts"] or timezone.localdate()})


class AbsenceForm(OwnAbsenceForm):
    """By who keeps grants, for anybody."""

    person = PersonChoice(label=_("Người vắng"))
    field_order = ["person", "substitute", "starts", "ends", "reason"]

    def __init__(self, data: Any, *, by: "User", person: "User | None" = None) -> None:
        super().__init__(data, by=by)
        self.initial["person"] = person
        self.fields["person"].queryset = everybody()  # type: ignore[attr-defined]
        self.fields["substitute"].queryset = everybody().exclude(pk=by.pk)  # type: ignore[attr-defined]
