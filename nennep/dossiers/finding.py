"""What a check of dossiers says."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"  # against the layout, or a document that nobody can open
    WARNING = "warning"  # somebody must look
    INFO = "info"


class Rule(StrEnum):
    NO_DOSSIER = "no_dossier"
    UNIT_NAME = "unit_name"
    PERSON_NAME = "person_name"
    WITHOUT_UNIT = "without_unit"
    ONE_NUMBER = "one_number"
    TWO_UNITS = "two_units"
    NESTED = "nested"
    EMPTY_FOLDER = "empty_folder"
    FILE_NAME = "file_name"
    KIND_NUMBER = "kind_number"
    KIND_NAME = "kind_name"
    COPY_NUMBER = "copy_number"
    NOT_PDF = "not_pdf"
    EMPTY_FILE = "empty_file"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    UNREADABLE = "unreadable"
    SAME_CONTENT = "same_content"
    REQUIRED = "required"
    MISSING = "missing"
    MISPLACED = "misplaced"
    LINK = "link"
    CLUTTER = "clutter"


SEVERITIES = {
    Rule.NO_DOSSIER: Severity.WARNING,
    Rule.NESTED: Severity.WARNING,
    Rule.EMPTY_FOLDER: Severity.WARNING,
    Rule.KIND_NAME: Severity.WARNING,
    Rule.COPY_NUMBER: Severity.WARNING,
    Rule.REQUIRED: Severity.WARNING,
    Rule.MISPLACED: Severity.WARNING,
    Rule.LINK: Severity.WARNING,
    Rule.MISSING: Severity.INFO,
    Rule.CLUTTER: Severity.INFO,
}  # everything else is an error
IN_WORDS = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.INFO: "để biết"}


@dataclass(frozen=True)
class Said:
    """One thing that is wrong, before it is known where: a sentence, and what to do about it."""

    rule: Rule
    message: str
    advice: str


@dataclass(frozen=True)
class Finding:
    path: str  # from the folder that was checked, with "/"
    rule: Rule
    severity: Severity
    message: str
    advice: str
    folder: bool = False  # whether the path is a folder's


def found(path: str, said: Said, severity: Severity | None = None) -> Finding:
    """About a file."""
    usual = SEVERITIES.get(said.rule, Severity.ERROR)
    return Finding(path, said.rule, severity or usual, said.message, said.advice)


def about(folder: str, said: Said) -> Finding:
    """About a folder as a whole."""
    return Finding(folder, said.rule, SEVERITIES.get(said.rule, Severity.ERROR), said.message, said.advice, True)
