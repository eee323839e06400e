"""Parse and validate what people type; nothing else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.directives.actions.amending import Change
from nennep.directives.actions.reviewing import TaskEdit
from nennep.directives.labels import KINDS, ROUTES
from nennep.directives.models import Directive
from nennep.directives.rules import MOST_DIGITS, Kind, Route, figure_of
from nennep.directives.tokens import Receivers, receivers_of
from nennep.lib.dates import parse_date
from nennep.lib.errors import RuleBroken
from nennep.lib.text import nfc
from nennep.organisation.models import Portfolio, Post, Unit
from nennep.organisation.resolving import Directory

# a dot stands only before three digits: 1.250 is read, 1.5 is not
WRITTEN = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?", re.ASCII)


class DayField(forms.CharField):
    """A date as the office writes it; the sentence says which day does not exist and why."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "25/06/2026"}), **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_date(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


class NumberField(forms.CharField):
    """A number as Vietnamese writes it: 1.250,5."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value).replace(" ", "")
        if not text:
            return None
        if not WRITTEN.fullmatch(text):
            raise forms.ValidationError(_("Không đọc được con số này. Hãy viết như 1.250 hoặc 97,5."))
        figure = figure_of(Decimal(text.replace(".", "").replace(",", ".")))
        if figure is None:
            raise forms.ValidationError(
                _("Con số dài quá %(most)s chữ số. Hãy đổi sang đơn vị lớn hơn, như tỷ đồng."),
                params={"most": MOST_DIGITS},
            )
        return figure

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp văn bản"), required=False, error_messages={"empty": _("Tệp này rỗng, không có chữ nào bên trong.")}
    )
    text = forms.CharField(
        label=_("Hoặc dán chữ của văn bản"), required=False, widget=forms.Textarea(attrs={"rows": 8}), strip=False
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        file: UploadedFile[Any] | None = data.get("file")
        if not self.errors and not file and not data.get("text", "").strip():
            raise forms.ValidationError(_("Hãy chọn một tệp, hoặc dán chữ của văn bản vào ô bên dưới."))
        return data


class HeadingForm(forms.ModelForm[Directive]):
    version = forms.IntegerField(widget=forms.HiddenInput)
    date = DayField(label=_("Ngày ban hành"))

    class Meta:
        model = Directive
        fields = ["number", "symbol", "date", "place", "type", "abstract", "issuer", "superior", "position", "signer"]
        widgets = {"abstract": forms.Textarea(attrs={"rows": 2})}


@dataclass(frozen=True)
class Chip:
    """A receiver as the form shows it again."""

    token: str
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Chosen:
    """What stands in the two fields of receivers: picked names, and words typed but not picked."""

    lead: Sequence[object] = ()
    support: Sequence[object] = ()
    lead_words: str = ""
    support_words: str = ""


class ReceiversForm(forms.Form):
    """Whom a task goes to: tokens of what was ticked, and names typed as text, separated by semicolons."""

    lead = forms.CharField(required=False, widget=forms.MultipleHiddenInput)
    support = forms.CharField(required=False, widget=forms.MultipleHiddenInput)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for part in ("lead", "support"):
            try:
                data[part] = (*chosen(self, part), *self.typed(f"{part}_words"))
            except forms.ValidationError as error:
                self.add_error(part, error)
        return data

    def kept(self) -> Chosen:
        """What was picked and typed, to show it again beside what is wrong."""
        words = [self.data.get(f"{part}_words", "") for part in ("lead", "support")]
        return Chosen(chips_of(chosen(self, "lead")), chips_of(chosen(self, "support")), *words)

    def typed(self, name: str) -> list[str]:
        words = [each.strip() for each in self.data.get(name, "").split(";") if each.strip()]
        directory = Directory.load(timezone.localdate()) if words else None
        tokens: list[str] = []
        for each in words:
            meant = directory.resolve(each) if directory else None
            if not meant or meant.unresolved:
                raise forms.ValidationError(
                    _("Không tìm thấy “%(words)s” trong danh mục đơn vị, khối, đồng chí."), params={"words": each}
                )
            tokens += Receivers(meant.units, meant.groups, meant.people).tokens()
        return tokens


class TaskForm(ReceiversForm):
    """One proposal, edited in place."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("Nội dung việc"), widget=forms.Textarea(attrs={"rows": 3}))
    due = DayField(label=_("Hạn"))
    kind = forms.ChoiceField(label=_("Loại việc"), choices=KINDS, widget=forms.RadioSelect)
    product = forms.CharField(label=_("Sản phẩm"), required=False, max_length=500)
    proof = forms.CharField(label=_("Minh chứng cần có"), required=False, max_length=200)
    target_value = NumberField(label=_("Chỉ tiêu"), required=False)
    target_unit = forms.CharField(label=_("Đơn vị tính"), required=False, max_length=120)
    route = forms.ChoiceField(label=_("Yêu cầu trả lời"), choices=ROUTES, required=False)
    field = forms.ModelChoiceField(
        label=_("Lĩnh vực"),
        queryset=Portfolio.objects.all(),
        to_field_name="public_id",
        required=False,
        empty_label="–",
    )
    urgent = forms.BooleanField(label=_("Việc gấp: nhập kết quả ngay trong ngày"), required=False)
    remember = forms.BooleanField(required=False)

    def edit(self) -> TaskEdit:
        data = self.cleaned_data
        return TaskEdit(
            text=nfc(data["text"]),
            kind=Kind(data["kind"]),
            due=data["due"],
            product=data["product"],
            proof=data["proof"],
            lead=data["lead"],
            support=data["support"],
            target_value=data["target_value"],
            target_unit=data["target_unit"],
            route=Route(data["route"] or Route.CARRY_OUT),
            field=data["field"],
            urgent=data["urgent"],
            remember=data["remember"],
        )


def chips_of(tokens: tuple[str, ...]) -> list[Chip]:
    """Picked names by their tokens; what no longer exists is left out, the person sees that it is gone."""
    try:
        found = receivers_of(tokens)
    except RuleBroken:
        return []
    things = (*found.units, *found.groups, *found.people)
    return [
        Chip(token, thing.label if isinstance(thing, Unit) else str(thing))
        for token, thing in zip(found.tokens(), things, strict=True)
    ]


def chosen(form: forms.Form, name: str) -> tuple[str, ...]:
    """The tokens ticked or picked under a name, each once, in order."""
    return tuple(dict.fromkeys(token for token in form.data.getlist(name) if token))  # type: ignore[attr-defined]


class AmendForm(ReceiversForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("Nội dung việc"), widget=forms.Textarea(attrs={"rows": 3}))
    due = DayField(label=_("Hạn"))
    reason = forms.CharField(
        label=_("Lý do sửa"), max_length=500, help_text=_("Đơn vị đã nhận việc sẽ đọc được lý do này.")
    )

    def change(self) -> Change:
        data = self.cleaned_data
        return Change(nfc(data["text"]), data["due"], data["lead"], data["support"], data["reason"])


class SignerField(forms.ModelChoiceField[Post]):
    def label_from_instance(self, obj: Post) -> str:
        return f"{obj.holder} – {obj.title}"


class IssueForm(forms.Form):
    post = SignerField(
        label=_("Người ký giao việc"), queryset=Post.objects.none(), to_field_name="public_id", empty_label=None
    )
    leave_open = forms.BooleanField(label=_("Để lại các việc chưa duyệt, giao sau"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        posts = Post.objects.living().filter(may_sign=True).select_related("unit", "holder").exclude(holder=None)
        field = self.fields["post"]
        assert isinstance(field, SignerField)
        field.queryset = posts
        choices: Any = field.choices
        field.widget.choices = list(choices)  # asked once, not at each look of the widget


class QuickForm(forms.Form):
    line = forms.CharField(
        label=_("Việc cần giao, viết một dòng"),
        max_length=1000,
        help_text=_("Ví dụ: Ban Tổ chức Đảng ủy báo cáo số đảng viên mới kết nạp trước ngày 25/11/2026"),
    )
