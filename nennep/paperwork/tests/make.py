"""Filled forms: what a person would do to the cells, done to the file."""

import io
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from nennep.accounts.models import User
from nennep.directives.models import Assignment
from nennep.imports.models import PreviewRow
from nennep.organisation.models import Unit
from nennep.paperwork.formfiles.columns import HEADINGS
from nennep.paperwork.formfiles.excel import COLUMNS, HEADING_ROW, excel_form
from nennep.paperwork.formfiles.word import word_form
from nennep.paperwork.intake import commit_form, take_upload
from nennep.paperwork.models import ReturnedForm
from nennep.paperwork.queries import lines_of, open_answers

Cells = Mapping[str, str]  # field → what is written there


def excel_of(unit: Unit, user: User) -> bytes:
    with override("vi"):
        return excel_form(unit, lines_of(unit, user))


def word_of(unit: Unit, user: User) -> bytes:
    with override("vi"):
        return word_form(unit, lines_of(unit, user))


def place(name: str) -> int:
    """Column of a field in the workbook, from 1."""
    return COLUMNS.index(HEADINGS[name]) + 1


def filled_excel(form: bytes, *rows: Cells, own: Cells | None = None) -> bytes:
    """The first rows of the form filled in, and the first row below for what was done unasked."""
    book = load_workbook(io.BytesIO(form))
    sheet: Any = book.active
    for number, cells in enumerate(rows, HEADING_ROW + 1):
        for name, text in cells.items():
            type_in(sheet.cell(number, place(name)), text)
    if own:
        below = next(n for n in range(HEADING_ROW + 1, sheet.max_row) if sheet.cell(n, 1).value is None)
        for name, text in own.items():
            type_in(sheet.cell(below + 1, place(name)), text)
    return saved(book)


def type_in(cell: Any, text: str) -> None:
    """As into a cell of the format “text”: what begins with “=” is no formula there."""
    cell.value = text
    cell.data_type = "s"


def filled_word(form: bytes, *rows: Cells, own: Cells | None = None) -> bytes:
    document = Document(io.BytesIO(form))
    controls: dict[tuple[str, str], Any] = {}
    order: list[str] = []
    for control in document.element.body.iter(qn("w:sdt")):
        _, row, name = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")).split(":")
        controls[row, name] = next(control.iter(qn("w:t")))
        order.append(row)
    named = dict.fromkeys(order)
    for row, cells in zip(named, rows, strict=False):
        for name, text in cells.items():
            controls[row, name].text = text
    for name, text in (own or {}).items():
        controls["+1", name].text = text
    return saved(document)


def saved(thing: Any) -> bytes:
    out = io.BytesIO()
    thing.save(out)
    return out.getvalue()


def first_answer(unit: Unit, user: User) -> Assignment:
    return open_answers(unit, user)[0]


def come_back(unit: Unit, content: bytes, by: User, name: str = "mau.xlsx") -> ReturnedForm:
    return take_upload(unit, name, [content], by=by)


def committed(form: ReturnedForm, by: User) -> int:
    assert form.preview
    return commit_form(form, form.preview.digest, by=by).written


def rows_of(form: ReturnedForm) -> list[PreviewRow]:
    assert form.preview
    return list(form.preview.rows.all())


def verdicts(form: ReturnedForm) -> list[str]:
    return [row.verdict for row in rows_of(form)]


def as_file(content: bytes, name: str = "mau.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
