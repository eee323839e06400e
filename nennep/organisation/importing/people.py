"""The sheet of users. Who they are is the knowledge of `accounts`, which stands above and lends it when it starts."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from nennep.imports.rules import Judged, Row, SheetKind

if TYPE_CHECKING:
    from nennep.accounts.models import User

PEOPLE = "people"  # the name of the kind


class PeopleSheet(Protocol):
    sheet: SheetKind  # its rows have “name” and “username”

    def judge(self, rows: Sequence[Row]) -> list[Judged]:
        """One judgement per row, in their order; nobody is changed by a file, only added."""

    def write(self, row: Row, *, by: "User") -> "User":
        """Adds one person, without a password."""

    def rows(self) -> Iterator[list[object]]:
        """Everybody of today, for the workbook to fill in."""


_lent: list[PeopleSheet] = []


def lend(sheet: PeopleSheet) -> None:
    _lent[:] = [sheet]


def people_sheet() -> PeopleSheet:
    return _lent[0]
