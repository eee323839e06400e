"""The cleaned text and its pieces: the coordinates everything after cleaning works in."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from nennep.lib.labels import Label, read_labels


@dataclass(frozen=True)
class Paragraph:
    """One whole paragraph on one line; `\\t` stands where the page had columns."""

    text: str
    start: int
    bold: bool = False
    centred: bool = False
    page: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        return read_labels(self.text)

    @cached_property
    def is_upper(self) -> bool:
        """Whether it is set in capitals: titles, headings, bodies in a header."""
        return is_upper(self.text)


@dataclass(frozen=True)
class Cell:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True)
class Grid:
    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int
    page: int = 0


LONGEST_LOOK = 240  # characters that tell whether a line is set in capitals
Block = Paragraph | Grid


@dataclass(frozen=True)
class Dropped:
    """What cleaning took out of the text, where it stood, and why."""

    text: str
    at: int
    why: str


@dataclass(frozen=True)
class Cleaned:
    text: str
    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...]


@lru_cache(maxsize=2048)
def is_upper(text: str) -> bool:
    """Capitals throughout, but for a stray small word (`KẾT LUẬN số 12`, `CHỦ TỊCH (Đã ký)`)."""
    letters = list(filter(str.isalpha, text[:LONGEST_LOOK]))
    return len(letters) > 1 and sum(map(str.isupper, letters)) >= 0.9 * len(letters)
