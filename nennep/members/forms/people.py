"""What is typed about a member: each value is read as lists are, and kept as typed where it cannot be."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.lib.dates import format_known
from nennep.members.fields import KeptField, kept_fields, masked
from nennep.members.labels import SEXES
from nennep.members.models import Member
from nennep.members.typed import read_value

CLEAR = "clear_"


class ValuesForm(forms.Form):
    """A field of the form for each field that the register keeps; what stands is shown, sealed values masked."""

    def __init__(self, *args: Any, keys: list[str], member: Member | None = None, **named: Any) -> None:
        super().__init__(*args, **named)
        self.member = member
        for key in (key for key in kept_fields() if key in keys):
            field = kept_fields()[key]
            before = member.value(key) if member else ""
            self.fields[key] = input_of(field, before)
            if field.sealed and before and not self.is_suggesting:
                self.fields[CLEAR + key] = forms.BooleanField(
                    label=_("Xóa %(label)s đang ghi") % {"label": field.label.lower()}, required=False
                )

    is_suggesting = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        today = timezone.localdate()
        for key in kept_fields():
            if key in cleaned:
                typed = read_value(key, cleaned[key], today)
                if typed.fault:
                    self.add_error(key, typed.fault)
                cleaned[key] = typed.value
        return cleaned

    @property
    def values(self) -> dict[str, str]:
        """Field → value; a sealed field that was left blank stays as it is, unless it is to be cleared."""
        told = {key: self.cleaned_data[key] for key in kept_fields() if key in self.cleaned_data}
        if self.member is None:
            return told
        kept = {key: text for key, text in told.items() if text or not kept_fields()[key].sealed}
        return kept | {key: "" for key in told if self.cleaned_data.get(CLEAR + key)}


class SuggestForm(ValuesForm):
    """What the cell says: only what differs is sent; a blank sealed field says nothing."""

    is_suggesting = True

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["note"] = forms.CharField(
            label=_("Ghi thêm"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
        )


def input_of(field: KeptField, before: str) -> forms.Field:
    hint = _("Đang ghi %(mask)s. Để trống là giữ nguyên.") % {"mask": masked(field, before)}
    help_text = hint if field.sealed and before else ""
    if field.kind == "sex":
        return forms.ChoiceField(
            label=field.label, choices=[("", "–"), *SEXES], required=False, initial=before, help_text=help_text
        )
    shown = "" if field.sealed else format_known(before) if field.kind == "day" else before
    attrs = {"autocomplete": "off"}
    if field.kind == "day":
        attrs |= {"placeholder": "25/06/1970", "class": "short"}
    if field.kind in ("id12", "id9", "card12", "phone"):
        attrs |= {"inputmode": "numeric", "class": "short"}
    return forms.CharField(
        label=field.label, required=field.key == "name", initial=shown, help_text=help_text,
        max_length=field.longest, widget=forms.TextInput(attrs=attrs),
    )  # fmt: skip
