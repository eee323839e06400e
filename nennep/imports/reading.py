"""A workbook from anybody → its cells as text: the guard first, then the parser in a child with limits."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nennep.lib import sandbox
from nennep.lib.guard import Kind, inspect
from nennep.lib.guard.refusals import refusal

TAKEN = (Kind.XLSX, Kind.ODS)


@dataclass(frozen=True)
class RawSheet:
    name: str
    first: int  # the number that Excel gives to the first row
    rows: list[list[str]]


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
