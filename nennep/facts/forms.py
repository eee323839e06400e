"""What people type about days."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.facts.actions import NewDay
from nennep.facts.models import DayKind
from nennep.lib.dates import format_date
from nennep.web.forms import DayField, LineField


class NewDayForm(forms.Form):
    day = DayField(label=_("Ngày"))
    kind = forms.ChoiceField(label=_("Loại"), choices=DayKind.choices)
    name = LineField(label=_("Tên"), max_length=120, help_text=_("Ví dụ: Nghỉ ngày truyền thống của ngành"))
    source = LineField(label=_("Căn cứ"), max_length=200, help_text=_("Ví dụ: Thông báo số 45-TB/VPTU"))
    worked = DayField(
        label=_("Làm bù vào ngày"), required=False, help_text=_("Chỉ khi hoán đổi: ghi luôn ngày làm bù cho ngày nghỉ.")
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("worked") and data.get("kind") != DayKind.OFF:
            self.add_error("worked", _("Chỉ ngày “nghỉ” mới có ngày làm bù."))
        return data

    @property
    def days(self) -> list[NewDay]:
        kept = self.cleaned_data
        days = [NewDay(kept["day"], kept["kind"], kept["name"], kept["source"])]
        if kept["worked"]:
            name = f"làm bù ngày {format_date(kept['day'])}"
            days.append(NewDay(kept["worked"], DayKind.WORKED, name, kept["source"]))
        return days


class AnnulForm(forms.Form):
    why = LineField(label=_("Lý do hủy"), max_length=300)
