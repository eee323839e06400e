"""A row of the file as facts and steps; what cannot be read is said in a sentence."""

import re
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from nennep.candidates.importing.columns import DAYS, SHEET
from nennep.candidates.labels import ORIGINS, SEXES
from nennep.candidates.rules import Step
from nennep.imports.rules import Row
from nennep.lib.dates import parse_date
from nennep.lib.text import fold, nfc, one_line

YEAR = re.compile(r"(?:.*[/\-.])?((?:19|20)\d\d)")
with override("vi"):  # files are written in Vietnamese, whoever brings them
    WORDS = {
        name: {fold(str(word)): value for value, word in words} for name, words in (("sex", SEXES), ("origin", ORIGINS))
    }
HEADINGS = {column.field: column.heading for column in SHEET.columns}


@dataclass
class Said:
    name: str
    unit: str
    parent: str
    birth_year: int | None = None
    sex: str = ""
    origin: str = ""
    note: str = ""
    steps: list[Step] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def said_by(row: Row) -> Said:
    cells = {name: one_line(nfc(value)) for name, value in row.values.items()}
    said = Said(cells.get("name", "")[:120], cells.get("unit", ""), cells.get("parent", ""))
    said.note = cells.get("note", "")[:200]
    said.birth_year = read_year(cells.get("birth_year", ""), said)
    said.sex = chosen("sex", cells.get("sex", ""), said)
    said.origin = chosen("origin", cells.get("origin", ""), said)
    for name, stage in DAYS.items():
        if day := read_day(cells.get(name, ""), said):
            said.steps.append(Step(stage, day))
    if not said.name:
        said.faults.append(_("Thiếu họ và tên."))
    if not said.steps:
        said.faults.append(_("Chưa có ngày của bước nào."))
    return said


def read_year(text: str, said: Said) -> int | None:
    """“1998”, or a whole date of birth, of which only the year is kept."""
    if not text:
        return None
    if found := YEAR.fullmatch(text):
        return int(found[1])
    said.faults.append(_("Không đọc được năm sinh “%(text)s”.") % {"text": text[:40]})
    return None


def chosen(name: str, text: str, said: Said) -> str:
    """The value whose word the cell says, whole or in part; an origin that nobody knows is another source."""
    if not text:
        return ""
    choices = WORDS[name]
    value = choices.get(fold(text)) or next((v for word, v in choices.items() if fold(text) in word), "")
    if not value and name == "origin":
        return "other"
    if not value:
        said.faults.append(_("Không hiểu “%(text)s” ở cột %(column)s.") % {"text": text[:40], "column": HEADINGS[name]})
    return value


def read_day(text: str, said: Said) -> date | None:
    if not text:
        return None
    try:
        return parse_date(text)
    except ValueError as wrong:
        said.faults.append(str(wrong))
        return None
