"""What people type about candidates and targets."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.candidates.actions.allotting import Allotment, version_of
from nennep.candidates.actions.keeping import Facts
from nennep.candidates.actions.recording import Told
from nennep.candidates.labels import ORIGINS, SEXES, STEPS
from nennep.candidates.queries.quotas import Row, Sheet
from nennep.candidates.rules import ORDER, Stage
from nennep.organisation.fields import UnitChoice
from nennep.organisation.models import Unit
from nennep.organisation.rules import Act
from nennep.web.forms import DayField, LineField

if TYPE_CHECKING:
    from nennep.accounts.models import User

EMPTY = [("", _("Chưa ghi"))]
MOST = 100_000  # members that one unit may be asked to win


class CandidateForm(forms.Form):
    unit = UnitChoice(label=_("Chi bộ, đơn vị"), queryset=Unit.objects.none(), empty_label=_("Chọn đơn vị"))
    name = LineField(label=_("Họ và tên"), max_length=120)
    birth_year = forms.IntegerField(label=_("Năm sinh"), required=False, min_value=1900, max_value=2199)
    sex = forms.ChoiceField(label=_("Giới tính"), required=False, choices=[*EMPTY, *SEXES])
    origin = forms.ChoiceField(label=_("Nguồn giới thiệu"), required=False, choices=[*EMPTY, *ORIGINS])
    note = LineField(
        label=_("Ghi chú"),
        max_length=200,
        required=False,
        help_text=_("Chỉ điều cần để theo dõi; không ghi số định danh, hoàn cảnh gia đình, lịch sử chính trị."),
    )

    def __init__(self, data: Any, *, by: "User", initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        units = Unit.objects.visible_to(by, Act.KEEP_CANDIDATES).living()
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["birth_year"].widget.attrs |= {"class": "short", "inputmode": "numeric"}

    @property
    def facts(self) -> Facts:
        return Facts(**{name: self.cleaned_data[name] for name in Facts.__dataclass_fields__})


class NewCandidateForm(CandidateForm):
    stage = forms.ChoiceField(
        label=_("Đã đến bước"),
        choices=[(value, word) for value, word in STEPS if value in ORDER[:7]],
        help_text=_("Ghi bước gần nhất; ngày của các bước trước bổ sung sau được."),
    )
    day = DayField(label=_("Ngày của bước ấy"))
    paper = LineField(label=_("Số văn bản"), max_length=60, required=False, help_text=_("Ví dụ: 12-NQ/CB"))
    certified_on = DayField(
        label=_("Ngày cấp giấy chứng nhận bồi dưỡng nhận thức về Đảng"),
        required=False,
        help_text=_("Nếu đã học; để phần mềm nhắc trước khi hết giá trị."),
    )

    @property
    def steps(self) -> list[Told]:
        told = [Told(Stage(self.cleaned_data["stage"]), self.cleaned_data["day"], self.cleaned_data["paper"])]
        certified = self.cleaned_data["certified_on"]
        if certified and told[0].stage != Stage.TAUGHT:
            told.append(Told(Stage.TAUGHT, certified))
        return told


class StepForm(forms.Form):
    stage = forms.ChoiceField(label=_("Bước"), choices=STEPS)
    day = DayField(label=_("Ngày"))
    paper = LineField(label=_("Số văn bản"), max_length=60, required=False)

    def __init__(self, data: Any, *, stages: list[Stage] | None = None) -> None:
        super().__init__(data)
        if stages is not None:
            words = dict(STEPS)
            self.fields["stage"].choices = [(stage, words[stage]) for stage in stages]  # type: ignore[attr-defined]

    @property
    def told(self) -> Told:
        return Told(Stage(self.cleaned_data["stage"]), self.cleaned_data["day"], self.cleaned_data["paper"])


class ReasonForm(forms.Form):
    why = LineField(label=_("Lý do"), max_length=300, help_text=_("Không ghi tên người."))


class StopForm(forms.Form):
    day = DayField(label=_("Từ ngày"))
    why = LineField(
        label=_("Lý do"),
        max_length=300,
        help_text=_("Ví dụ: chuyển công tác, tự rút đơn, không đủ điều kiện, xóa tên trong thời gian dự bị"),
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data, initial={"day": timezone.localdate()})


class QuotaForm(forms.Form):
    """A figure for each unit directly below, and for the unit itself where nobody above allots it."""

    reason = LineField(
        label=_("Căn cứ, lý do"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: Nghị quyết số 15-NQ/ĐU. Sửa số đã giao thì phải ghi."),
    )
    over_is_meant = forms.BooleanField(label=_("Chủ ý giao vượt chỉ tiêu của đơn vị"), required=False)

    def __init__(self, data: Any, *, sheet: Sheet) -> None:
        super().__init__(data)
        self.sheet = sheet
        if sheet.may_set_own:
            self.fields["own"] = number_field(_("Chỉ tiêu của %(unit)s") % {"unit": sheet.unit.label}, sheet.own)
        for row in sheet.rows:
            self.fields[row.unit.public_id] = number_field(row.unit.name, row.number)
        units = [sheet.unit, *(row.unit for row in sheet.rows)]
        self.fields["seen"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=version_of(sheet.year, units)
        )

    @property
    def lines(self) -> list[tuple[Row, forms.BoundField]]:
        return [(row, self[row.unit.public_id]) for row in self.sheet.rows]

    @property
    def allotment(self) -> Allotment:
        said = self.cleaned_data
        return Allotment(
            unit=self.sheet.unit,
            year=self.sheet.year,
            below={key: said[key] for key in (row.unit.public_id for row in self.sheet.rows) if key in self.data},
            own=said.get("own"),
            sets_own=self.sheet.may_set_own and "own" in self.data,
            reason=said["reason"],
            over_is_meant=said["over_is_meant"],
            seen=said["seen"],
        )


def number_field(label: str, now: int | None) -> forms.IntegerField:
    field = forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST, initial=now)
    field.widget.attrs |= {"class": "short", "inputmode": "numeric", "aria-label": label}
    return field
