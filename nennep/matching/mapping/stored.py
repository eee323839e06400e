"""Mappings as JSON: file → sheet → column letter → field or null."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from nennep.lib.errors import BadFile
from nennep.lib.text import fold, nfc
from nennep.matching.fields import Field
from nennep.matching.mapping.proposals import propose
from nennep.matching.model import ROW, Sheet
from nennep.matching.model import Mapping as ColumnMapping
from nennep.matching.sheets.headings import plain

Mappings = Mapping[str, Mapping[str, ColumnMapping]]
_LETTER = re.compile(r"[A-Z]{1,3}")
_FIELDS = {fold(field.value): field for field in Field}  # "dob_nu" may be typed without accents


def to_json(mappings: Mappings) -> str:
    written = {
        source: {
            name: {letter: field and field.value for letter, field in mapping.items()} for name, mapping in of.items()
        }
        for source, of in mappings.items()
    }
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def read_mapping(path: Path, sources: Sequence[str] = ()) -> dict[str, dict[str, ColumnMapping]]:
    """What the file says, whatever the sheets are. Raises BadFile, code "mapping", saying exactly what is wrong.

    A mapping may be of more files than `sources`, those of this run, but not of none of them.
    """
    try:
        given = json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _bad(path, "không phải văn bản UTF-8. Hãy lưu lại theo UTF-8.") from error
    except json.JSONDecodeError as error:
        raise _bad(path, f"không phải JSON đúng dạng (dòng {error.lineno}, ký tự {error.colno}).") from error
    made: dict[str, dict[str, ColumnMapping]] = {}
    for source, sheets in _pairs(path, given, "phần ngoài cùng phải là “tệp → bảng → cột → trường”"):
        of_file = _pairs(path, sheets, f"mục “{source}” phải là “bảng → cột → trường”")
        made[nfc(source)] = {
            nfc(name): _columns(path, f"“{source}”{_sheet(name)}", columns) for name, columns in of_file
        }
    if sources and made and not made.keys() & set(map(nfc, sources)):
        files, named = (", ".join(f"“{each}”" for each in names) for names in (sources, made))
        raise _bad(path, f"không nói tới tệp nào của lần chạy này ({files}), chỉ nói tới {named}.")
    return made


def from_json(path: Path, sheets: Iterable[Sheet]) -> dict[str, dict[str, ColumnMapping]]:
    """A mapping for every sheet: as the file says where it names the sheet, else proposed; columns left out are null.

    Raises BadFile for a sheet or column that is not there.
    """
    given, made = read_mapping(path), dict[str, dict[str, ColumnMapping]]()
    known = list(sheets)
    _check_names(path, given, known)
    for sheet in known:
        said = given.get(nfc(sheet.source), {}).get(nfc(sheet.name))
        proposed = None if said is not None else {letter: each.field for letter, each in propose(sheet).items()}
        made.setdefault(sheet.source, {})[sheet.name] = proposed or fitted(path, sheet, said or {})
    return made


def fitted(path: Path, sheet: Sheet, said: ColumnMapping) -> ColumnMapping:
    """For every column of the sheet what the file says, null where it says nothing.

    Raises BadFile for a column that is not there.
    """
    letters = [name for name in sheet.text.columns if name != ROW]
    missing = next((letter for letter in said if letter not in letters and said[letter] is not None), None)
    if missing is not None:
        where = f"“{sheet.source}”{_sheet(sheet.name)}"
        raise _bad(path, f"{where} không có cột {missing}; bảng này có các cột {', '.join(letters)}.")
    return {letter: said.get(letter) for letter in letters}


def fingerprint(sheet: Sheet) -> str:
    """The same for every sheet of the same make: by its headings and their order, not by its name or its rows."""
    said = "\n".join(f"{letter} {plain(heading)}" for letter, heading in sheet.headings.items() if heading)
    return hashlib.sha256(said.encode()).hexdigest()[:16] if said else ""


def _columns(path: Path, where: str, given: Any) -> ColumnMapping:
    made: ColumnMapping = {}
    for letter, field in _pairs(path, given, f"mục {where} phải là “cột → trường”"):
        column = letter.strip().upper()
        if not _LETTER.fullmatch(column):
            raise _bad(
                path, f"{where}: “{letter}” không phải tên cột; cột được gọi bằng chữ như trong Excel: A, B, AA."
            )
        if field is not None and (not isinstance(field, str) or fold(field) not in _FIELDS):
            names = ", ".join(each.value for each in Field)
            raise _bad(
                path, f"{where}: cột {column} ghi “{field}”, không phải tên trường. Các tên trường: {names}; hoặc null."
            )
        made[column] = None if field is None else _FIELDS[fold(field)]
    return made


def _check_names(path: Path, given: Mappings, sheets: list[Sheet]) -> None:
    for source, of_file in given.items():
        names = [nfc(sheet.name) for sheet in sheets if nfc(sheet.source) == source]
        if not names:
            files = ", ".join(sorted({f"“{sheet.source}”" for sheet in sheets}))
            raise _bad(path, f"nói tới tệp “{source}”, không có trong lần chạy này. Các tệp đang đọc: {files}.")
        wrong = next((name for name in of_file if name not in names), None)
        if wrong is not None:
            listed = ", ".join(f"“{name}”" for name in names)
            raise _bad(path, f"tệp “{source}” không có bảng “{wrong}”. Các bảng có dữ liệu: {listed}.")


def _pairs(path: Path, given: Any, otherwise: str) -> Iterable[tuple[str, Any]]:
    if not isinstance(given, dict):
        raise _bad(path, f"{otherwise}.")
    return list(given.items())


def _sheet(name: str) -> str:
    return f", bảng “{name}”" if name else ""


def _bad(path: Path, what: str) -> BadFile:
    return BadFile("mapping", "Tệp ghép cột “{name}” {what}", name=path.name, what=what)
