"""From the text of a file to a procedure; what cannot be read is said in one sentence, with file and step."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any

from nennep.lib.errors import NenNepError
from nennep.lib.words import say
from nennep.procedures.catalogue.shape import Check, End, Paper, Procedure, Result, Roster, Step, TimeLimit, Vote

ONE: dict[str, type] = {"limit": TimeLimit, "vote": Vote, "roster": Roster}
LISTS = frozenset({"basis", "cases"})  # of words
SEVERAL: dict[str, type] = {"steps": Step, "ends": End, "results": Result, "papers": Paper, "checks": Check}
DAYS, FLAGS = (
    frozenset({"valid_from", "valid_to"}),
    frozenset({"required", "exempt", "present", "wait", "carried", "free", "whole_roster", "sealed", "in_vault"}),
)


@dataclass(frozen=True)
class Problem:
    file: str
    step: str  # empty: the file as a whole
    sentence: str

    def __str__(self) -> str:
        if not self.step:
            return say("Tệp {file}: {said}", file=self.file, said=self.sentence)
        return say("Tệp {file}, bước “{step}”: {said}", file=self.file, step=self.step, said=self.sentence)


class CatalogueError(NenNepError):
    """A procedure that cannot stand, with everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def read(text: str, file: str) -> Procedure:
    """Only the form of the file is looked at here; whether the steps hold together says `checking.problems_of`."""
    try:
        row = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError([Problem(file, "", slip(str(error), text))]) from error
    reader = Reader(file)
    made = reader.made(Procedure, row, "")
    if reader.problems:
        raise CatalogueError(reader.problems)
    assert isinstance(made, Procedure)
    return made


SLIPS = (  # how tomllib begins its sentence, and what one has to do
    ("Expected '=' after a key", "sau tên mục thiếu dấu ="),
    ("Invalid value", 'sau dấu = không đọc được; chữ phải đặt trong dấu " ", ngày viết như 2026-07-26'),
    ("Unterminated string", 'chữ chưa đóng bằng dấu " "'),
    ("Illegal character", 'trong dấu " " có ký tự không dùng được, hoặc chữ chưa đóng bằng dấu " "'),
    ("Unclosed array", "danh sách chưa đóng bằng dấu ]"),
    ("Unclosed inline table", "bảng chưa đóng bằng dấu }"),
    ("Expected newline", "sau giá trị còn chữ thừa"),
    ("Cannot overwrite", "mục này đã ghi ở trên"),
    ("Duplicate", "mục này đã ghi ở trên"),
    ("Cannot declare", "bảng này đã ghi ở trên"),
    ("Invalid statement", "dòng phải bắt đầu bằng tên mục hoặc [[bảng]]"),
)
PLACE = re.compile(r"\(at line (\d+), column \d+\)")


def slip(error: str, text: str) -> str:
    """Where TOML is written wrongly, and how to mend it; tomllib says it in English."""
    place = PLACE.search(error)
    line = place[1] if place else str(text.rstrip().count("\n") + 1)
    what = next((words for begins, words in SLIPS if error.startswith(begins)), "cách ghi không đọc được")
    return say("dòng {line}: {what}.", line=line, what=say(what))


class Reader:
    def __init__(self, file: str) -> None:
        self.file, self.problems = file, list[Problem]()

    def made(self, kind: type, row: object, step: str) -> object:
        """A table as its dataclass; None where something is wrong with it."""
        if not isinstance(row, dict):
            return self.wrong(step, say("phải là một bảng gồm các dòng “tên = giá trị”."))
        step = str(row.get("key", "")) if kind is Step else step
        known = {field.name: field for field in fields(kind)}
        for name in sorted(set(row) - set(known)):
            values = {"name": name, "known": ", ".join(known)}
            self.wrong(step, say("không có mục “{name}”; các mục dùng được: {known}.", **values))
        needed = [name for name, field in known.items() if field.default is MISSING]
        missing = [name for name in needed if row.get(name) in ("", None, [])]
        for name in missing:
            self.wrong(step, say("thiếu mục “{name}”; hãy ghi thêm.", name=name))
        given = {name: self.value(kind, name, row[name], step) for name in known if name in row}
        return None if missing or set(row) - set(known) or self.problems else kind(**given)

    def value(self, of: type, name: str, value: object, step: str) -> object:
        if name in ONE and of is not Check:  # whose limit is the key of a figure
            return self.made(ONE[name], value, step)
        if name in SEVERAL:
            rows = value if isinstance(value, list) else [None]
            return tuple(self.made(SEVERAL[name], row, step) for row in rows)
        if name in LISTS:
            return tuple(str(one) for one in value) if isinstance(value, list) else self.badly(name, step)
        kind: type = date if name in DAYS else bool if name in FLAGS else str
        return value if type(value) is kind else self.badly(name, step)  # a moment is a date too, and is none here

    def badly(self, name: str, step: str) -> Any:
        kinds: Mapping[bool, str] = {
            name in DAYS: say("một ngày không kèm giờ, ví dụ 2026-07-26"),
            name in FLAGS: say("true hoặc false"),
            name in LISTS: say("một danh sách, đặt trong [ ]"),
        }
        self.wrong(
            step, say("mục “{name}” phải là {kind}.", name=name, kind=kinds.get(True) or say("chữ trong dấu “ ”"))
        )

    def wrong(self, step: str, sentence: str) -> Any:
        self.problems.append(Problem(self.file, step, sentence))
