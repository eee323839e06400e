"""A workbook or a form from anybody → its cells as text: the guard first, then a parser in a child with limits."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nennep.lib import sandbox
from nennep.lib.guard import Kind, inspect
from nennep.lib.guard.refusals import refusal

TAKEN = (Kind.XLSX, Kind.ODS)
TEXTS = frozenset({Kind.DOCX, Kind.ODT})
FORMS = frozenset(TAKEN) | TEXTS
TABLE = "Trả lời"  # how the table of a text is called, as the sheet of a workbook is


@dataclass(frozen=True)
class RawSheet:
    name: str
    first: int  # the number that Excel gives to the first row
    rows: list[list[str]]


@dataclass(frozen=True)
class Opened:
    """The cells of a file that may be a form."""

    sheets: list[RawSheet]
    sha256: str
    is_text: bool  # of Word, else of Excel


def open_form(content: Iterable[bytes]) -> Opened:
    """A form that came back, by whichever program it was filled in."""
    whole = b"".join(content)
    with sandbox.private_folder() as folder:
        path = folder / "form"
        path.write_bytes(whole)
        is_text = inspect(path, FORMS) in TEXTS
        sheets = read_text(path, folder) if is_text else read_safe(path, folder)
    return Opened(sheets, hashlib.sha256(whole).hexdigest(), is_text)


def read_text(path: Path, folder: Path) -> list[RawSheet]:
    """The table, and the lines around it."""
    command = sandbox.python("nennep.lib.word.filled", str(path))
    found: Any = sandbox.answer(sandbox.Job(command, sandbox.PARSER, folder, sandbox.python_environment()))
    return [RawSheet(TABLE, 1, found["rows"]), RawSheet("", 1, [[line] for line in found["lines"]])]


def read_workbook(content: Iterable[bytes]) -> list[RawSheet]:
    """Raises BadFile with one clear sentence; the content is written once, to a private folder."""
    with sandbox.private_folder() as folder:
        path = folder / "workbook"
        with path.open("wb") as file:
            file.writelines(content)
        inspect(path, TAKEN)
        return read_safe(path, folder)


def read_safe(path: Path, folder: Path) -> list[RawSheet]:
    command = sandbox.python("nennep.imports.child", str(path))
    found = sandbox.answer(sandbox.Job(command, sandbox.PARSER, folder, sandbox.python_environment()))
    sheets: Any = found.get("sheets", [])
    made = [RawSheet(sheet["name"], sheet["first"], sheet["rows"]) for sheet in sheets]
    if not any(sheet.rows for sheet in made):
        raise refusal("no_text")
    return made
