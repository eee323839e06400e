"""What people type about days and figures."""

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.facts.actions import Correction, Extending, NewDay
from nennep.facts.models import DayKind, Fact, FactUnit
from nennep.facts.values import COUNTED, check_value
from nennep.lib.dates import format_date
from nennep.lib.errors import RuleBroken
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


class CorrectionForm(forms.Form):
    value = LineField(
        label=_("Mức đúng"),
        max_length=200,
        help_text=_(
            "Số, ví dụ 30; tỷ lệ viết 2/3 (ít nhất) hoặc >1/2 (quá nửa); nhiều mức cách nhau bằng dấu chấm phẩy."
        ),
    )
    unit = forms.ChoiceField(label=_("Đơn vị tính"), choices=FactUnit.choices)
    start_event = LineField(label=_("Tính từ"), max_length=200, required=False)
    shift = forms.ChoiceField(
        label=_("Hết hạn vào ngày nghỉ"),
        choices=[("no", _("hết hạn đúng ngày ấy")), ("yes", _("chuyển sang ngày làm việc kế tiếp"))],
        required=False,
    )
    extension_value = LineField(
        label=_("Gia hạn thêm"), max_length=20, required=False, help_text=_("Để trống nếu không được gia hạn.")
    )
    extension_unit = forms.ChoiceField(
        label=_("Đơn vị tính của gia hạn"),
        choices=[(each.value, each.label) for each in FactUnit if each in COUNTED],
        required=False,
    )
    extension_times = forms.IntegerField(label=_("Gia hạn mấy lần"), min_value=1, max_value=99, required=False)
    extension_ground = LineField(
        label=_("Gia hạn khi nào"), max_length=200, required=False, help_text=_("Ví dụ: vụ việc phức tạp")
    )
    document = LineField(
        label=_("Văn bản"), max_length=200, help_text=_("Ví dụ: Quy định số 208-QĐ/TW, ngày 26/7/2026")
    )
    article = LineField(label=_("Điều, khoản"), max_length=100, required=False)
    effective_from = DayField(label=_("Hiệu lực từ"))
    reason = LineField(
        label=_("Vì sao sửa"), max_length=300, help_text=_("Ví dụ: Đã đối chiếu với bản gốc của văn phòng.")
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        try:
            check_value(data.get("value", ""), data.get("unit", ""))
        except RuleBroken as error:
            self.add_error("value", str(error))
        return data

    @property
    def said(self) -> Correction:
        kept = dict(self.cleaned_data)
        parts = {name: kept.pop(f"extension_{name}") for name in ("value", "unit", "times", "ground")}
        shift = {"yes": True, "no": False}.get(kept.pop("shift"))
        return Correction(**kept, shift=shift, extension=Extending(**parts))

    @staticmethod
    def first_words(fact: Fact) -> dict[str, object]:
        """What stands now; the document and its day are those of the paper in hand, and typed anew."""
        same = ("value", "unit", "start_event", "article", *(f"extension_{each.name}" for each in fields(Extending)))
        return {name: getattr(fact, name) for name in same} | {"shift": "yes" if fact.shift_off_days else "no"}


class RefusalForm(forms.Form):
    why = LineField(label=_("Lý do không nhận"), max_length=300)
