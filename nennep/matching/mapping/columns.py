"""A column on the way to its proposal."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from nennep.matching.fields import LABELS, Field
from nennep.matching.mapping.contents import Contents
from nennep.matching.mapping.heading_words import Said

ENOUGH = 3  # filled cells from which the contents may speak


@dataclass(frozen=True, slots=True)
class Proposal:
    field: Field | None
    confidence: float  # 0–1
    why: str  # a sentence for who confirms the mapping


@dataclass(frozen=True)
class Column:
    letter: str
    heading: str
    said: Said | None
    contents: Contents
    proposal: Proposal

    def decided(self, field: Field | None, confidence: float, why: str) -> "Column":
        return replace(self, proposal=Proposal(field, confidence, why))

    @property
    def field(self) -> Field | None:
        return self.proposal.field

    @property
    def rank(self) -> tuple[bool, bool, int, float]:
        """By which columns that claim one field are ranked, the best last."""
        place = self.said.rank if self.said else 999
        return (self.contents.filled > 0, self.said is not None, -place, self.proposal.confidence)


def replaced(columns: list[Column], made: Iterable[Column]) -> list[Column]:
    new = {column.letter: column for column in made}
    return [new.get(column.letter, column) for column in columns]


def of_fields(columns: list[Column], *fields: Field) -> list[Column]:
    return [column for column in columns if column.field in fields]


def named(field: Field) -> str:
    label = LABELS[field]
    return label[0].lower() + label[1:]


def year(column: Column) -> float:
    return column.contents.year or 0.0


def heading_over(column: Column) -> str:
    """The heading that stands over several columns."""
    return column.heading.split(" / ")[0]


def claim(column: Column) -> tuple[bool, bool, int, float]:
    return column.rank


def beaten(column: Column) -> Column:
    assert column.field is not None
    return column.decided(None, 0.7, f"Đã có cột khác hợp hơn cho {named(column.field)}.")
