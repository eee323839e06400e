"""What people drop, and which column they say is what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.organisation.fields import UnitChoice
from nennep.organisation.models import Unit
from nennep.web.forms import FilesField, LineField
from nennep.workbench.actions.matching import Columns, Confirmed
from nennep.workbench.actions.receiving import NewRun
from nennep.workbench.folders import read_looks
from nennep.workbench.labels import ASIDES, FIELDS
from nennep.workbench.models import ListFile, ListRun, ListSheet
from nennep.workbench.rules import DOUBLED, MOST_FILES, UNMATCHABLE, doubled, faults_of, is_thin, masked

UNSURE = 0.5  # what the engine says of a column that it does not know
TAKEN = ".xlsx,.xls,.ods,.csv,.txt,.tsv"


class NewRunForm(forms.Form):
    lists = FilesField(
        MOST_FILES,
        required=True,
        label=gettext_lazy("Tệp danh sách"),
        error_messages={"required": gettext_lazy("Chưa chọn tệp nào.")},
    )
    unit = UnitChoice(label=gettext_lazy("Danh sách của"), queryset=Unit.objects.none(), empty_label=None)
    name = LineField(
        label=gettext_lazy("Tên lần đối chiếu"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Để trống thì lấy theo tên tệp."),
    )

    def __init__(self, *args: Any, units: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["lists"].widget.attrs["accept"] = TAKEN

    def new_run(self) -> NewRun:
        said = self.cleaned_data
        return NewRun(said["name"], said["unit"], said["lists"])


@dataclass(frozen=True)
class Column:
    letter: str
    heading: str
    samples: Sequence[str]  # numbers in part
    field: str  # "" for none
    why: str
    name: str  # in the form
    is_unknown: bool  # the machine has no idea, and nobody has said


@dataclass
class SheetShown:
    sheet: ListSheet
    columns: Sequence[Column]
    asides: Sequence[str]  # "2 tiêu đề", "1 tổng cộng"
    encodings: Sequence[str]
    left_out: bool
    faults: list[str] = field(default_factory=list)  # why it cannot be taken
    warnings: list[str] = field(default_factory=list)

    @property
    def left_out_name(self) -> str:
        return f"out-{self.sheet.pk}"


class MappingForm:
    """Every column of every sheet with the field that it holds; as proposed, or as the person has just said."""

    def __init__(self, run: ListRun, data: QueryDict | None = None) -> None:
        self.run, self.data = run, data
        self.files = list(run.files.all())

    @cached_property
    def sheets(self) -> list[SheetShown]:
        looks = read_looks(self.run.folder)
        found = ListSheet.objects.filter(file__run=self.run).select_related("file", "kept__by").order_by("file__n", "n")
        return [self.shown(sheet, looks[sheet.n]) for sheet in found if sheet.n < len(looks)]

    def shown(self, sheet: ListSheet, look: Mapping[str, Any]) -> SheetShown:
        columns = [self.column(sheet, each) for each in look["columns"]]
        asides = [f"{count} {ASIDES.get(kind, kind)}" for kind, count in look["asides"].items()]
        left_out = f"out-{sheet.pk}" in self.data if self.data is not None else sheet.left_out
        made = SheetShown(sheet, columns, asides, look["encodings"], left_out)
        if not left_out:
            said = {column.letter: column.field or None for column in columns}
            proposed = {each["letter"]: each["proposed"] for each in look["columns"]}
            made.faults = [_(fault) for fault in faults_of(said)]
            made.warnings = list(self.warnings(said, proposed))
        return made

    def column(self, sheet: ListSheet, look: Mapping[str, Any]) -> Column:
        letter = look["letter"]
        name = f"f-{sheet.pk}-{letter}"
        said = self.data.get(name, "") if self.data is not None else sheet.mapping.get(letter) or ""
        samples = [masked(text) for text in look["samples"]]
        why = look["why"] if said == (look["proposed"] or "") else ""
        unknown = not said and look["proposed"] is None and look["sure"] <= UNSURE and bool(samples)
        return Column(letter, look["heading"], samples, said if said in FIELDS else "", why, name, unknown)

    def warnings(self, said: Columns, proposed: Columns) -> Sequence[str]:
        """Two columns of one field are told where the machine had not proposed them itself."""
        usual = doubled(proposed)
        told = [
            _(DOUBLED).format(field=FIELDS[name], count=len(letters), letters=", ".join(letters))
            for name, letters in doubled(said).items()
            if usual.get(name) != letters
        ]
        return [*told, _(UNMATCHABLE)] if is_thin(said.values()) else told

    @property
    def choices(self) -> list[tuple[str, Any]]:
        return list(FIELDS.items())

    @property
    def unknown(self) -> int:
        return sum(column.is_unknown for sheet in self.sheets if not sheet.left_out for column in sheet.columns)

    @property
    def has_faults(self) -> bool:
        return any(sheet.faults for sheet in self.sheets)

    @property
    def has_warnings(self) -> bool:
        return any(sheet.warnings for sheet in self.sheets)

    def confirmed(self) -> Confirmed:
        sheets = {
            each.sheet.pk: None if each.left_out else {column.letter: column.field or None for column in each.columns}
            for each in self.sheets
        }
        return Confirmed(sheets, {file.pk: self.place_of(file) for file in self.files})

    def place_of(self, file: ListFile) -> int:
        typed = self.data.get(f"n-{file.pk}", "") if self.data is not None else ""
        return int(typed) if typed.isdecimal() and len(typed) < 4 else file.n
