"""What people type about cases."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.facts.values import FactValue
from nennep.facts.wording import allowed_words
from nennep.lib.dates import parse_date
from nennep.organisation.fields import PersonChoice, UnitChoice
from nennep.organisation.models import Unit
from nennep.procedures.actions.drafting import LONGEST_TEXT
from nennep.procedures.actions.moving import Change, Finish
from nennep.procedures.actions.opening import LONGEST_NAME, Opening
from nennep.procedures.actions.recording import CheckTold, PaperTold
from nennep.procedures.actions.roster import LineTold
from nennep.procedures.catalogue.shape import Procedure, Result
from nennep.procedures.labels import ANSWERS
from nennep.procedures.models import EventKind
from nennep.procedures.permissions import units_to_open_in
from nennep.procedures.queries.case import CheckRow, View
from nennep.procedures.queries.catalogue import TargetRow
from nennep.procedures.queries.starting import Start
from nennep.procedures.rules import Answer, Ballot
from nennep.vault.models import Envelope
from nennep.web.forms import DayField, LineField

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from nennep.accounts.models import User

MOST_VOTERS = 100_000


class OpenForm(forms.Form):
    unit = UnitChoice(label=_("Chi bộ, đơn vị"), queryset=Unit.objects.none(), empty_label=_("Chọn đơn vị"))
    subject = LineField(max_length=LONGEST_NAME)
    day = DayField()

    def __init__(self, data: Any, procedure: Procedure, *, by: "User", start: Start) -> None:
        super().__init__(data, initial=start.first)
        units = units_to_open_in(by, procedure.field)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["subject"].label = procedure.subject
        self.fields["day"].label = _("Ngày %(what)s") % {"what": procedure.opens[:1].lower() + procedure.opens[1:]}
        self.procedure, self.start = procedure, start
        if len(units[:2]) == 1:
            self.fields["unit"].initial = units[0].pk

    @property
    def opening(self) -> Opening:
        kept = self.cleaned_data
        start = self.start
        return Opening(self.procedure.key, kept["unit"], kept["subject"], kept["day"], start.parent, start.about)


class SeenForm(forms.Form):
    """Carries back which step was before the eyes, so that nothing is written into another one."""

    seen = forms.CharField(widget=forms.HiddenInput)


class FinishForm(SeenForm):
    result = forms.ChoiceField(label=_("Kết quả của bước"), widget=forms.RadioSelect)
    day = DayField(label=_("Ngày"))
    note = LineField(label=_("Ghi chú"), max_length=500, required=False)

    def __init__(self, data: Any, results: Sequence[tuple[Result, list[str]]], seen: str) -> None:
        open_ones = [result.key for result, lacks in results if not lacks]
        first = {"seen": seen, "day": timezone.localdate(), "result": open_ones[0] if open_ones else None}
        super().__init__(data, initial=first)
        choices = [(result.key, result.name) for result, _lacks in results]
        self.fields["result"].choices = choices  # type: ignore[attr-defined]

    @property
    def finish(self) -> Finish:
        return Finish(self.cleaned_data["result"], self.cleaned_data["day"], self.cleaned_data["note"])


class PaperForm(SeenForm):
    key = forms.ChoiceField(label=_("Giấy tờ"))
    number = LineField(label=_("Số"), max_length=60, required=False, help_text=_("Ví dụ: 12-NQ/CB"))
    day = DayField(label=_("Ngày"))
    file = forms.FileField(label=_("Tệp"), required=False, help_text=_("Bản quét hoặc bản Word, nếu có."))

    def __init__(self, data: Any, files: Any, view: View, key: str) -> None:
        first = {"day": timezone.localdate(), "seen": view.step.public_id, "key": key}
        super().__init__(data, files, initial=first)
        choices = [(row.paper.key, row.paper.name) for row in view.papers]
        self.fields["key"].choices = choices  # type: ignore[attr-defined]
        if view.procedure.sealed:
            self.fields["file"].help_text = _(
                "Word, Excel, PDF hoặc ảnh, nếu có. Máy chỉ giữ nội dung, không giữ tên tệp, tên người soạn, cách "
                "trình bày. Giấy tờ nêu người tố cáo để trong kho niêm phong, không kèm tệp ở đây."
            )

    @property
    def told(self) -> PaperTold:
        return PaperTold(self.cleaned_data["key"], self.cleaned_data["day"], self.cleaned_data["number"])


class ReasonForm(forms.Form):
    why = LineField(label=_("Lý do"), max_length=300, help_text=_("Không ghi tên người."))


class ChecksForm(SeenForm):
    """The questions of a step, one under another; those not answered yet may stay so."""

    def __init__(self, data: Any, rows: Sequence[CheckRow], seen: str) -> None:
        super().__init__(data, initial={"seen": seen})
        self.rows = rows
        for row in rows:
            answered = row.answered
            options = [(each, word) for each, word in ANSWERS.items() if each is not Answer.EXEMPT or row.check.exempt]
            self.fields[f"answer-{row.check.key}"] = forms.ChoiceField(
                label=row.check.question,
                choices=options,
                required=False,
                widget=forms.RadioSelect,
                initial=answered.answer if answered else None,
            )
            note = LineField(
                label=_("Ghi chú"), max_length=300, required=False, initial=answered.note if answered else ""
            )
            note.widget.attrs["placeholder"] = _("Ghi chú, nếu có")
            self.fields[f"note-{row.check.key}"] = note

    @property
    def fields_of_rows(self) -> list[tuple[CheckRow, forms.BoundField, forms.BoundField]]:
        return [(row, self[f"answer-{row.check.key}"], self[f"note-{row.check.key}"]) for row in self.rows]

    @property
    def changed_answers(self) -> list[CheckTold]:
        """Only what was answered, or answered otherwise than before."""
        found = []
        for row in self.rows:
            answer = self.cleaned_data[f"answer-{row.check.key}"]
            note = self.cleaned_data[f"note-{row.check.key}"]
            before = (row.answered.answer, row.answered.note) if row.answered else ("", "")
            if answer and (answer, note) != before:
                found.append(CheckTold(row.check.key, Answer(answer), note))
        return found


class VoteForm(SeenForm):
    day = DayField(label=_("Ngày biểu quyết"))
    eligible = forms.IntegerField(label=_("Số được biểu quyết"), min_value=1, max_value=MOST_VOTERS)
    present = forms.IntegerField(label=_("Số có mặt"), min_value=0, max_value=MOST_VOTERS)
    agreed = forms.IntegerField(label=_("Số tán thành"), min_value=0, max_value=MOST_VOTERS)

    def __init__(self, data: Any, voters: str, seen: str) -> None:
        super().__init__(data, initial={"day": timezone.localdate(), "seen": seen})
        self.fields["eligible"].help_text = voters
        for name in ("eligible", "present", "agreed"):
            self.fields[name].widget.attrs |= {"class": "short", "inputmode": "numeric"}

    @property
    def ballot(self) -> Ballot:
        return Ballot(self.cleaned_data["eligible"], self.cleaned_data["present"], self.cleaned_data["agreed"])


class ClockForm(SeenForm):
    day = DayField(label=_("Ngày"))
    reason = LineField(label=_("Lý do"), max_length=300)
    paper = LineField(label=_("Văn bản"), max_length=120, required=False, help_text=_("Ví dụ: Công văn số 15-CV/ĐU"))
    fact = forms.ChoiceField(label=_("Mức gia hạn"))
    n = forms.IntegerField(label=_("Thêm bao nhiêu"), min_value=1, max_value=5000)

    def __init__(self, data: Any, kind: EventKind, seen: str, figures: Sequence[FactValue] = ()) -> None:
        super().__init__(data, initial={"day": timezone.localdate(), "seen": seen})
        self.kind = kind
        allowed = {each.key: each.extension for each in figures if each.extension}
        self.fields["fact"].choices = [(key, allowed_words(each)) for key, each in allowed.items()]  # type: ignore[attr-defined]
        self.fields["n"].widget.attrs |= {"class": "short", "inputmode": "numeric"}
        self.fields["n"].help_text = ", ".join(sorted({str(each.limit) for each in allowed.values()}))
        if kind != EventKind.EXTENDED:
            del self.fields["n"]
        if kind != EventKind.EXTENDED or len(allowed) == 1:
            del self.fields["fact"]
        if kind == EventKind.RESTARTED:
            self.fields["reason"].required = False

    @property
    def change(self) -> Change:
        kept = self.cleaned_data
        return Change(self.kind, kept["day"], kept["reason"], kept["paper"], kept.get("n"), kept.get("fact", ""))


class DraftForm(forms.Form):
    text = forms.CharField(
        label=_("Nội dung quy trình"),
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 30, "class": "code", "spellcheck": "false"}),
        help_text=_("Viết theo TOML như bản đang dùng. Thời hạn, tỷ lệ chỉ ghi khóa của mức theo quy định."),
    )

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


class TargetsForm(forms.Form):
    """One figure a step, in the unit of its limit; empty: none."""

    def __init__(self, data: Any, rows: Sequence[TargetRow]) -> None:
        super().__init__(data)
        self.rows = rows
        for row in rows:
            self.fields[row.step.key] = forms.IntegerField(
                label=row.step.name,
                required=False,
                min_value=1,
                max_value=row.most,
                initial=row.n,
                help_text=_("Theo quy định: %(limit)s") % {"limit": row.limit},
                widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
            )

    @property
    def changed_targets(self) -> list[tuple[str, int | None]]:
        return [(row.step.key, n) for row in self.rows if (n := self.cleaned_data[row.step.key]) != row.n]


class LinesForm(forms.Form):
    """A line each: words; after a semicolon a note; after another a day."""

    lines_text = forms.CharField(
        label=_("Thêm vào danh sách"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Mỗi dòng một người, một việc; dán được từ Excel. Ví dụ: Lương Thảo Vy; kê khai lần đầu; 31/12/2026"
        ),
    )

    def clean_lines_text(self) -> str:
        text = str(self.cleaned_data["lines_text"])
        self.lines = [line_in(line) for line in text.splitlines() if line.strip()]
        return text


def line_in(line: str) -> LineTold:
    words, note, day = (*(part.strip() for part in line.replace("\t", ";").split(";", 2)), "", "")[:3]
    try:
        until = parse_date(day) if day else None
    except ValueError as error:
        raise forms.ValidationError(f"{words}: {error}") from error
    return LineTold(words, note, until)


class MarkForm(forms.Form):
    act = forms.ChoiceField(choices=[(each, each) for each in ("done", "open", "drop")])
    day = DayField(label=_("Ngày"), required=False)


class LineOpenForm(forms.Form):
    procedure = forms.ChoiceField(label=_("Quy trình"))
    day = DayField(label=_("Ngày bắt đầu"))

    def __init__(self, data: Any, names: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, initial={"day": timezone.localdate()})
        self.fields["procedure"].choices = names  # type: ignore[attr-defined]


class MemberForm(forms.Form):
    person = PersonChoice(label=_("Giao cho"), empty_label=_("Chọn người"))

    def __init__(self, data: Any, already: Sequence[int]) -> None:
        super().__init__(data)
        people = get_user_model().objects.filter(is_active=True).exclude(pk__in=already)
        self.fields["person"].queryset = people.order_by("full_name", "pk")  # type: ignore[attr-defined]


class LetterChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """By alias and day; who wrote it is sealed."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}, {obj.received_on:%d/%m/%Y}"


class LetterForm(forms.Form):
    letter = LetterChoice(label=_("Đơn"), queryset=Envelope.objects.none(), empty_label=_("Chọn đơn"))

    def __init__(self, data: Any, letters: "QuerySet[Envelope]") -> None:
        super().__init__(data)
        self.fields["letter"].queryset = letters  # type: ignore[attr-defined]
