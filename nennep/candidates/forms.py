"""What people type about candidates and targets."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.candidates.actions.allotting import Allotment, version_of
from nennep.candidates.actions.entering import Entry
from nennep.candidates.actions.keeping import Facts
from nennep.candidates.actions.recording import Told
from nennep.candidates.labels import ORIGINS, SEXES, STEPS
from nennep.candidates.models import Candidate
from nennep.candidates.queries.quotas import Row, Sheet
from nennep.candidates.rules import ORDER, Stage
from nennep.lib.dates import format_known
from nennep.members.labels import SEXES as MEMBER_SEXES
from nennep.members.models import Member
from nennep.members.typed import read_value
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


NEW = "new"  # nobody of the register


class EntryForm(forms.Form):
    """What the register asks of somebody new, as far as the list knows it; or who of the register it is."""

    known = forms.ChoiceField(label=_("Sổ đã có hồ sơ giống"), required=False, widget=forms.RadioSelect)
    cell = UnitChoice(label=_("Nơi sinh hoạt"), queryset=Unit.objects.none(), empty_label=_("Chọn đơn vị"))
    name = LineField(label=_("Họ và tên khai sinh"), max_length=120)
    sex = forms.ChoiceField(label=_("Giới tính"), required=False, choices=[*EMPTY, *MEMBER_SEXES])
    dob = LineField(label=_("Ngày sinh"), max_length=10, required=False, help_text=_("Chỉ biết năm thì ghi năm."))

    def __init__(self, data: Any, *, by: "User", candidate: Candidate, likely: Sequence[Member]) -> None:
        super().__init__(data, initial=told_of(candidate) | {"known": NEW if not likely else None})
        self.likely = {member.public_id: member for member in likely}
        units = Unit.objects.visible_to(by, Act.KEEP_MEMBERS).living()
        self.fields["cell"].queryset = units  # type: ignore[attr-defined]
        self.fields["dob"].widget.attrs |= {"class": "short", "placeholder": "25/06/1998"}
        if not likely:
            del self.fields["known"]
            return
        choices = [(public_id, said_of(member)) for public_id, member in self.likely.items()]
        self.fields["known"].choices = [*choices, (NEW, _("Không phải ai trong số ấy, thêm mới"))]  # type: ignore[attr-defined]
        self.fields["known"].required = True

    def clean_dob(self) -> str:
        typed = read_value("dob", self.cleaned_data["dob"], timezone.localdate())
        if typed.fault:
            raise forms.ValidationError(typed.fault)
        return typed.value

    @property
    def member(self) -> Member | None:
        """Whom of the register the person pointed to."""
        return self.likely.get(self.cleaned_data.get("known", ""))

    @property
    def entry(self) -> Entry:
        return Entry(self.cleaned_data["cell"], {key: self.cleaned_data[key] for key in ("name", "sex", "dob")})


def told_of(candidate: Candidate) -> dict[str, Any]:
    sexes = dict(zip((key for key, _word in SEXES), (key for key, _word in MEMBER_SEXES), strict=True))
    born = str(candidate.birth_year or "")
    return {"cell": candidate.unit_id, "name": candidate.name, "sex": sexes.get(candidate.sex, ""), "dob": born}


def said_of(member: Member) -> str:
    return f"{member.name}, {format_known(member.dob) or '?'}, {member.cell.label}"
