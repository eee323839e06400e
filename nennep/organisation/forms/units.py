"""What people type about units and the office."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.organisation.actions.reshaping import Split
from nennep.organisation.actions.tree import Dated
from nennep.organisation.actions.units import OfficeFacts, UnitFacts, facts_of
from nennep.organisation.fields import UnitChoice, UnitsChoice
from nennep.organisation.labels import KINDS
from nennep.organisation.models import Office, Unit
from nennep.organisation.rules import UnitKind
from nennep.web.forms import DayField, LineField

MOST_MEMBERS = 10_000_000


class DatedForm(forms.Form):
    """A change that holds from a day on, by a decision."""

    day = DayField(label=_("Có hiệu lực từ ngày"))
    reason = LineField(label=_("Căn cứ, lý do"), max_length=500, help_text=_("Ví dụ: Quyết định số 12-QĐ/ĐU"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in ("day", "reason")])

    @property
    def when(self) -> Dated:
        return Dated(self.cleaned_data["day"], self.cleaned_data["reason"])


class UnitForm(forms.Form):
    name = LineField(label=_("Tên đầy đủ"), max_length=250)
    short_name = LineField(
        label=_("Tên gọi ngắn"), max_length=120, required=False, help_text=_("Dùng trong danh sách và biểu mẫu.")
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=KINDS, initial=UnitKind.CELL)
    code = LineField(label=_("Mã"), max_length=30, required=False)
    member_count = forms.IntegerField(
        label=_("Số đảng viên"), min_value=0, max_value=MOST_MEMBERS, required=False, initial=0
    )
    contact_name = LineField(label=_("Người đầu mối"), max_length=120, required=False)
    phone = LineField(label=_("Điện thoại"), max_length=60, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)

    @property
    def unit_facts(self) -> UnitFacts:
        kept = {name: self.cleaned_data[name] for name in UnitFacts.__dataclass_fields__}
        return UnitFacts(**kept | {"member_count": kept["member_count"] or 0})


def unit_form(data: Any, unit: Unit) -> UnitForm:
    return UnitForm(data, initial=vars(facts_of(unit)))


class NewUnitForm(UnitForm, DatedForm):
    """The parent is chosen among the units one keeps."""

    parent = UnitChoice(label=_("Trực thuộc"), queryset=Unit.objects.none(), empty_label=None)

    def __init__(self, data: Any, *, parents: Any, parent: Unit | None) -> None:
        super().__init__(data, initial={"parent": parent})
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]
        self.order_fields(["parent", *UnitForm.base_fields, "day", "reason"])


class RenameForm(DatedForm):
    name = LineField(label=_("Tên mới"), max_length=250)
    short_name = LineField(label=_("Tên gọi ngắn mới"), max_length=120, required=False)


class MoveForm(DatedForm):
    to = UnitChoice(label=_("Đơn vị cấp trên mới"), queryset=Unit.objects.none())

    def __init__(self, data: Any, *, places: Any) -> None:
        super().__init__(data)
        self.fields["to"].queryset = places  # type: ignore[attr-defined]


class SplitForm(DatedForm):
    names = forms.CharField(
        label=_("Tên các đơn vị mới"), widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Mỗi dòng một tên.")
    )
    goes_on = forms.BooleanField(label=_("Đơn vị cũ vẫn hoạt động với phần còn lại"), required=False)

    def split(self, kind: str) -> Split:
        names = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        return Split([UnitFacts(name[:250], kind) for name in names], self.cleaned_data["goes_on"])


class MergeForm(DatedForm):
    sources = UnitsChoice(label=_("Các đơn vị nhập vào đây"), queryset=Unit.objects.none())

    def __init__(self, data: Any, *, others: Any) -> None:
        super().__init__(data)
        self.fields["sources"].queryset = others  # type: ignore[attr-defined]


class CloseForm(DatedForm):
    day = DayField(label=_("Hoạt động đến hết ngày"))


class ReopenForm(DatedForm):
    day = DayField(label=_("Hoạt động trở lại từ ngày"))


class OfficeForm(forms.Form):
    name = LineField(label=_("Tên cơ quan ban hành"), max_length=250)
    superior = LineField(label=_("Cơ quan cấp trên"), max_length=250, required=False)
    place = LineField(label=_("Địa danh"), max_length=120, required=False, help_text=_("Như ghi ở đầu văn bản."))
    symbol = LineField(label=_("Ký hiệu cơ quan"), max_length=20, required=False, help_text=_("Ví dụ: ĐU"))
    term = forms.RegexField(
        label=_("Nhiệm kỳ"),
        regex=r"^\d{4}-\d{4}$",
        required=False,
        help_text=_("Ví dụ: 2025-2030"),
        error_messages={"invalid": _("Hãy viết nhiệm kỳ như 2025-2030.")},
    )

    @property
    def office_facts(self) -> OfficeFacts:
        return OfficeFacts(**self.cleaned_data)


def office_form(data: Any, office: Office) -> OfficeForm:
    return OfficeForm(data, initial={name: getattr(office, name) for name in OfficeFacts.__dataclass_fields__})
