"""What the checker says: findings, each with where, what is wrong, what is expected and from which document."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypedDict

from nennep.writing.layout import Source, Style


class Code(StrEnum):
    PAPER = "paper"
    MARGINS = "margins"
    FONT = "font"
    SIZE = "size"
    WEIGHT = "weight"  # bold, italic, underline
    CASE = "case"
    ALIGNMENT = "alignment"
    INDENT = "indent"
    SPACING = "spacing"
    TITLE_BLOCK = "title-block"
    ISSUER_BLOCK = "issuer-block"
    NUMBER = "number"
    SYMBOL = "symbol"
    PLACE_DATE = "place-date"
    TYPE_NAME = "type-name"
    ABSTRACT = "abstract"
    GROUNDS = "grounds"
    NUMBERING = "numbering"
    SIGNATURE = "signature"
    RECIPIENTS = "recipients"
    END_MARK = "end-mark"
    PAGE_NUMBER = "page-number"
    SECRECY_URGENCY = "secrecy-urgency"
    OTHER = "other"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


Mend = Callable[[], None]


class Rest(TypedDict, total=False):
    """What a fault may say besides its place and its sentence."""

    expected: str
    found: str
    sure: bool
    mend: Mend | None


@dataclass(frozen=True)
class Fault:
    """One thing wrong at one paragraph; `mend` puts it right in the file that was read, where that is safe."""

    code: Code
    paragraph: int | None
    message: str
    source: Source | None
    text: str = ""
    expected: str = ""
    found: str = ""
    sure: bool = True  # False: a custom, or a rule that leaves room
    mend: Mend | None = field(default=None, compare=False)

    @property
    def severity(self) -> Severity:
        sure = self.sure and (self.source is None or self.source.confidence == "high")
        return Severity.ERROR if sure else Severity.WARNING


@dataclass(frozen=True)
class Finding:
    """One fault, or a run of faults with the same code in paragraphs that follow each other."""

    code: Code
    severity: Severity
    paragraph: int | None
    text: str
    message: str
    expected: str
    found: str
    source: str
    fixable: bool

    def as_json(self) -> dict[str, object]:
        return {
            "code": str(self.code),
            "severity": str(self.severity),
            "where": {"paragraph": self.paragraph, "text": self.text},
            "message": self.message,
            "expected": self.expected,
            "found": self.found,
            "source": self.source,
            "fixable": self.fixable,
        }


@dataclass(frozen=True)
class Report:
    style: Style
    type: str | None
    issuer: str | None
    findings: tuple[Finding, ...]
    paragraphs: tuple[str, ...] = ()  # the text by paragraph, for a page that shows both

    def as_json(self) -> dict[str, object]:
        return {
            "style": str(self.style),
            "type": self.type,
            "issuer": self.issuer,
            "findings": [finding.as_json() for finding in self.findings],
        }


def read_report(found: Mapping[str, Any], paragraphs: Sequence[str]) -> Report:
    """From its JSON, as the child prints it."""
    findings = tuple(
        Finding(
            Code(f["code"]), Severity(f["severity"]), f["where"]["paragraph"], f["where"]["text"], f["message"],
            f["expected"], f["found"], f["source"], f["fixable"],
        )
        for f in found["findings"]
    )  # fmt: skip
    return Report(Style(found["style"]), found["type"], found["issuer"], findings, tuple(paragraphs))
