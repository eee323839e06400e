"""Fields and manners that the forms of every room share."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from nennep.lib.dates import format_date, parse_date
from nennep.lib.errors import BadFile, RuleBroken
from nennep.lib.text import nfc, one_line

NO_ID = 2**63  # the databases count up to here


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


def is_beyond_ids(value: Any) -> bool:
    try:
        return abs(int(value)) >= NO_ID
    except (TypeError, ValueError):  # the field itself says that this is no number
        return False


class SeveralField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows by their ids; one that no row can have is refused like one that no row has."""

    def clean(self, value: Any) -> Any:
        for each in value or ():
            if is_beyond_ids(each):
                raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": each})
        return super().clean(value)


MOST_FILES = 20


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; each is looked at by the guard when it is stored."""

    def __init__(self, most: int = MOST_FILES, *, required: bool = False, **options: Any) -> None:
        self.most = most
        super().__init__(widget=SeveralFiles(attrs={"multiple": True}), required=required, **options)

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        given = data if isinstance(data, list | tuple) else [data]
        files = [super(FilesField, self).clean(each, initial) for each in given if each]
        if not files and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(files) > self.most:
            raise forms.ValidationError(_("Mỗi lần gửi nhiều nhất %(most)s tệp."), params={"most": self.most})
        return files


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
