"""What units and givers type about an answer: parse and validate, nothing else."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.directives.actions.answering import Proof, Said, Target
from nennep.directives.actions.asking import Later
from nennep.directives.actions.parting import Share
from nennep.directives.forms import DayField, NumberField, ReceiversForm
from nennep.directives.models import Assignment, EvidenceKind, Task
from nennep.directives.rules import Kind, Route, Verb
from nennep.directives.tokens import receivers_of
from nennep.lib.text import nfc
from nennep.web.forms import FilesField

DONE, DOING, EXTEND, CAUSE = "done", "doing", "extend", "cause"
AS_ASKED = "as_asked"  # of many: the date that each asked for


class SeenForm(forms.Form):
    """Every form about an answer carries the version that its page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def target(self, public_id: str) -> Target:
        return Target(public_id, self.cleaned_data["version"])


class ReportForm(SeenForm):
    """A unit's report: how it stands, figures, words and proofs; or what it asks for."""

    how = forms.ChoiceField(
        label=_("Tiến độ thực hiện"),
        choices=[
            (DONE, _("Đã hoàn thành")),
            (DOING, _("Đang thực hiện")),
            (EXTEND, _("Xin gia hạn")),
            (CAUSE, _("Vướng nguyên nhân khách quan")),
        ],
        initial=DOING,
        widget=forms.RadioSelect,
    )
    figure = NumberField(label=_("Số đã làm được"), required=False)
    percent = forms.IntegerField(label=_("Đã xong khoảng (%)"), required=False, min_value=0, max_value=100)
    day = DayField(label=_("Ngày làm xong"), help_text=_("Để trống nếu là hôm nay."))
    until = DayField(label=_("Hạn mới xin đến"))
    text = forms.CharField(
        label=_("Kết quả, khó khăn"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    proofs = FilesField(label=_("Minh chứng"))
    number = forms.CharField(
        label=_("Văn bản minh chứng"),
        required=False,
        max_length=300,
        help_text=_("Số, ký hiệu, ngày; ví dụ 15-BC/CB ngày 20/11/2026."),
    )
    meeting = forms.CharField(
        label=_("Cuộc họp"), required=False, max_length=300, help_text=_("Tên cuộc họp, ngày họp.")
    )
    link = forms.URLField(label=_("Đường dẫn"), required=False, max_length=500, assume_scheme="https")

    def __init__(self, *args: Any, answer: Assignment, **options: Any) -> None:
        super().__init__(*args, **options)
        self.answer = answer
        for name in self.unneeded():
            del self.fields[name]
        if not (answer.is_dated and answer.due):
            how: Any = self.fields["how"]
            how.choices = [(value, word) for value, word in how.choices if value not in (EXTEND,)]

    def unneeded(self) -> list[str]:
        counts = self.answer.task.kind == Kind.TARGET or self.answer.task.route == Route.FIGURES or self.answer.allotted
        dated = self.answer.is_dated and self.answer.due
        return (["percent"] if counts else ["figure"]) + ([] if dated else ["until"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        how, text = data.get("how"), data.get("text", "").strip()
        if how == EXTEND and not data.get("until") and "until" not in self.errors:
            self.add_error("until", _("Hãy ghi ngày xin gia hạn đến."))
        if how in (EXTEND, CAUSE) and not text:
            self.add_error("text", _("Hãy ghi lý do."))
        return data

    def said(self, proofs: Sequence[Proof]) -> Said:
        data = self.cleaned_data
        return Said(nfc(data["text"]), data.get("percent"), data.get("figure"), (*proofs, *self.named()), data["day"])

    def named(self) -> list[Proof]:
        """Proofs that are no files."""
        data = self.cleaned_data
        proofs = [Proof(EvidenceKind.DOCUMENT, data["number"])] if data["number"] else []
        if data["meeting"] or data["link"]:
            name = data["meeting"] or str(_("Đường dẫn"))
            proofs.append(Proof(EvidenceKind.MEETING, name, link=data["link"]))
        return proofs

    @property
    def since(self) -> date | None:
        found: date | None = self.cleaned_data["day"]
        return found


DRAFTED = ("how", "figure", "percent", "day", "until", "text", "number", "meeting", "link")


def drafted(sent: Mapping[str, str]) -> dict[str, str]:
    """What a report's form holds besides its files, as it was typed."""
    return {name: nfc(sent[name]) for name in DRAFTED if sent.get(name)}


class MoveForm(SeenForm):
    """A move of the unit's side that needs at most words."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in (Verb.ACCEPT, Verb.DECLINE, Verb.WITHDRAW)])
    words = forms.CharField(required=False, max_length=2000)


JUDGED = (Verb.CONFIRM, Verb.RETURN, Verb.INSIST, Verb.RELEASE, Verb.CLOSE, Verb.CANCEL)


class JudgeForm(SeenForm):
    """What the giver does with an answer; nothing here is a move of its own but the pressed button."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in (*JUDGED, Verb.EXTEND, Verb.REMIND)])
    words = forms.CharField(
        label=_("Lời gửi đơn vị, lý do"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    until = DayField(label=_("Gia hạn đến ngày"))
    days = forms.IntegerField(label=_("hoặc thêm số ngày làm việc"), required=False, min_value=1, max_value=999)

    def later(self) -> Later:
        return Later(self.cleaned_data["until"], self.cleaned_data["days"])


class DecideForm(SeenForm):
    """Yes or no to what was asked."""

    decision = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    words = forms.CharField(required=False, max_length=1000)
    until = DayField()

    @property
    def granted(self) -> bool:
        return bool(self.cleaned_data["decision"] == "yes")


class ManyForm(forms.Form):
    """One act on several answers."""

    act = forms.ChoiceField(choices=[(act, act) for act in (Verb.REMIND, Verb.CONFIRM, Verb.EXTEND, AS_ASKED)])
    words = forms.CharField(required=False, max_length=2000)
    until = DayField()
    days = forms.IntegerField(required=False, min_value=1, max_value=999)

    def later(self) -> Later:
        return Later(self.cleaned_data["until"], self.cleaned_data["days"])


class PartForm(ReceiversForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("Phần việc"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    due = DayField(label=_("Hạn"))
    weight = forms.IntegerField(label=_("Trọng số"), required=False, min_value=0, max_value=1000)
    proof = forms.CharField(label=_("Minh chứng cần có"), required=False, max_length=200)

    def share(self) -> Share:
        data = self.cleaned_data
        weight = 1 if data["weight"] is None else data["weight"]
        return Share(nfc(data["text"]), receivers_of(data["lead"]), data["due"], weight, data["proof"])


class AllotForm(forms.Form):
    """One field for each unit's share; empty leaves a unit without one."""

    def __init__(self, *args: Any, task: Task, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = task.assignments.filter(annulled_at=None).select_related("unit", "person")
        for row in rows.order_by("-part", "unit__path", "pk"):
            self.fields[row.public_id] = NumberField(label=row.label, required=False, initial=row.allotted)

    def shares(self) -> dict[str, Decimal | None]:
        return dict(self.cleaned_data)
