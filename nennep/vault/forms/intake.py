"""A letter typed by a clerk or written on the public page, what its author adds later; the paper of the door."""

import hashlib
import json
import secrets
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nennep.lib.errors import BadFile
from nennep.lib.guard import Kind, Limits, inspect_content
from nennep.lib.guard.refusals import refusal
from nennep.lib.text import nfc
from nennep.organisation.fields import PersonsChoice, UnitsChoice
from nennep.organisation.models import Unit
from nennep.sealing.phrases import DIGITS, plain_code
from nennep.vault.actions.laying import Against, SentFile, SentLetter
from nennep.vault.models.letter import KINDS
from nennep.vault.queries.doors import receivers_named
from nennep.vault.rules import LARGEST_FILE, LARGEST_SENDING, LONGEST_TEXT, MOST_FILES, LetterKind
from nennep.vault.tokens import code_of
from nennep.web.forms import DayField, FilesField, LineField, SeveralField

MB = 1024 * 1024
LIMITS = Limits(file=LARGEST_FILE)
ENDINGS = {Kind.JPEG: "jpg"}
NOT_KEPT = {"autocomplete": "off"}  # a browser would remember it for whoever sits there next
IDENTITY = ("name", "address", "phone", "number")


def looked_at(n: int, file: "UploadedFile[Any]") -> SentFile:
    """By the guard, where it lies: in memory."""
    try:
        if (file.size or 0) > LARGEST_FILE:
            raise refusal("too_large", limit=LARGEST_FILE // MB)
        content = file.read()
        kind = inspect_content(content, frozenset(Kind), LIMITS)
    except BadFile as bad:
        raise forms.ValidationError(_("Tệp thứ %(n)s: %(why)s"), params={"n": n, "why": bad}) from bad
    return SentFile(nfc(file.name or ""), ENDINGS.get(kind, kind.value), [content])


class SendingForm(forms.Form):
    """A text with files. After a fault the text is there again; files must be chosen anew."""

    text = forms.CharField(
        label=_("Nội dung"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 12, **NOT_KEPT})
    )
    attached = FilesField(MOST_FILES, label=_("Tệp kèm theo"))

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        most = {"files": MOST_FILES, "file": LARGEST_FILE // MB, "all": LARGEST_SENDING // MB}
        says = gettext("Word, Excel, PDF, ảnh: nhiều nhất %(files)s tệp, mỗi tệp %(file)s MB, tất cả %(all)s MB.")
        self.fields["attached"].help_text = says % most

    def clean_text(self) -> str:
        return nfc(str(self.cleaned_data["text"]))

    def clean_attached(self) -> list[SentFile]:
        files: list[UploadedFile[Any]] = self.cleaned_data["attached"]
        if sum(file.size or 0 for file in files) > LARGEST_SENDING:
            most = {"most": LARGEST_SENDING // MB}
            raise forms.ValidationError(_("Các tệp cộng lại lớn hơn %(most)s MB."), params=most)
        return [looked_at(n, file) for n, file in enumerate(files, 1)]


class ReceiversChoice(SeveralField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return "; ".join([obj.full_name, *(str(post) for post in obj.living_posts)])


class LetterForm(SendingForm):
    """On the public page: whom it is against stands in the text, for nobody outside may browse the office's people;
    those who receive letters are named, so that none goes to whom it is about."""

    kind = forms.ChoiceField(
        label=_("Loại đơn"),
        choices=KINDS,
        widget=forms.RadioSelect,
        initial=LetterKind.PARTY,
        help_text=_(
            "Tố cáo đảng viên, tổ chức đảng: trong Đảng. Tố cáo cán bộ, công chức, viên chức khi làm việc công: theo "
            "Luật Tố cáo. Không chắc thì để nguyên, cơ quan phân loại lại."
        ),
    )
    name = LineField(label=_("Họ và tên"), max_length=150, required=False)
    address = LineField(label=_("Địa chỉ"), max_length=300, required=False)
    phone = LineField(label=_("Điện thoại"), max_length=60, required=False)
    number = LineField(label=_("Số định danh (CCCD)"), max_length=20, required=False)
    barred: ReceiversChoice | None = ReceiversChoice(
        label=_("Không giao đơn này cho"),
        queryset=get_user_model().objects.none(),
        required=False,
        help_text=_(
            "Chọn người mà đơn nói tới hoặc ông, bà ngại giao đơn. Người ấy và cấp dưới của người ấy không mở được "
            "đơn; những người được giao đơn biết lựa chọn này."
        ),
    )
    once = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    field_order: Sequence[str] | None = ["kind", "text", "attached", "barred", *IDENTITY]

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.fields["once"].initial = secrets.token_hex(16)
        if "barred" in self.fields:
            self.fields["barred"].queryset = receivers_named()  # type: ignore[attr-defined]
        for name in IDENTITY:
            self.fields[name].widget.attrs |= NOT_KEPT

    @property
    def letter(self) -> SentLetter:
        kept = self.cleaned_data
        identity = {name: kept[name] for name in IDENTITY}
        against = [Against(person=person) for person in kept.get("barred", ())]
        return SentLetter(
            LetterKind(kept["kind"]), timezone.localdate(), identity, kept["text"], kept["attached"], against
        )

    @cached_property
    def code(self) -> str:
        """The same for what is sent twice from one page; a form without a mark of its page counts as a new one."""
        kept = self.cleaned_data
        files = [hashlib.sha256(b"".join(file.chunks)).hexdigest() for file in kept["attached"]]
        barred = sorted(person.pk for person in kept["barred"])
        told = json.dumps([*(kept[name] for name in ("kind", "text", *IDENTITY)), *files, *barred])
        return code_of(kept["once"] or secrets.token_hex(16), told)


class IntakeForm(LetterForm):
    """By the office: a letter that came on paper or was told."""

    barred = None  # whom it is against is asked below
    received_on = DayField(label=_("Ngày nhận"))
    people = PersonsChoice(label=_("Tố cáo ai trong cơ quan"), required=False)
    units = UnitsChoice(label=_("Tố cáo tổ chức, đơn vị nào"), queryset=Unit.objects.none(), required=False)
    superiors = forms.BooleanField(
        label=_("Cả lãnh đạo cấp trên trực tiếp"),
        required=False,
        help_text=_("Chọn khi đơn nói cấp trên bao che: người lãnh đạo cấp trên cũng không giữ được đơn."),
    )
    field_order = ["kind", "received_on", *IDENTITY, "text", "attached", "people", "units", "superiors"]

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.fields["kind"].help_text = ""
        self.fields["received_on"].initial = timezone.localdate()
        everybody = get_user_model().objects.filter(is_active=True).order_by("full_name", "pk")
        self.fields["people"].queryset = everybody  # type: ignore[attr-defined]
        self.fields["units"].queryset = Unit.objects.living()  # type: ignore[attr-defined]

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("Ngày nhận chưa đến."))
        return day

    @property
    def letter(self) -> SentLetter:
        kept, letter = self.cleaned_data, super().letter
        superiors = kept["superiors"]
        against = [
            *(Against(person=person, superiors=superiors) for person in kept["people"]),
            *(Against(unit=unit, superiors=superiors) for unit in kept["units"]),
        ]
        return SentLetter(letter.kind, kept["received_on"], letter.identity, letter.text, letter.files, against)


class CodeForm(forms.Form):
    """Sixteen digits, however they are parted; whatever is wrong is answered alike."""

    code = forms.CharField(
        label=_("Mã biên nhận"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", **NOT_KEPT}),
        help_text=_("Mười sáu chữ số ghi trên biên nhận."),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        told["code"] = plain_code(told.get("code", ""))
        if len(told["code"]) != DIGITS:
            raise forms.ValidationError(_("Không có đơn nào ứng với mã này."))
        return told


class DoorForm(forms.Form):
    basis = LineField(
        label=_("Văn bản cho phép"), max_length=300, help_text=_("Ví dụ: Quyết định số 12-QĐ/UBKT ngày 05/11/2026")
    )
