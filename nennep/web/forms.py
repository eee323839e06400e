"""Fields and manners that the forms of every room share."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms

from nennep.lib.dates import format_date, parse_date
from nennep.lib.errors import BadFile, RuleBroken
from nennep.lib.text import nfc, one_line


class LineField(forms.CharField):
    """One line of text in its composed form."""

    def clean(self, value: Any) -> str:
        return one_line(nfc(str(super().clean(value))))


class DayField(forms.CharField):
    """A date as the office writes it; the sentence says which day does not exist, and why."""

    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "numeric", "placeholder": "25/06/2026", "class": "short", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_date(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return format_date(value) if isinstance(value, date) else value


def carried_out(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Whether the form was sent, holds, and its act was done; a broken rule or a bad file is said on the form."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act()
    except (RuleBroken, BadFile) as error:
        form.add_error(None, str(error))
        return False
    return True
