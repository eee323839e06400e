"""The importer of members: judges by what stands today, writes many at once, and takes the whole of it back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import timezone

from nennep.imports.ledger import Ledger
from nennep.imports.models import Preview
from nennep.imports.rules import Judged, Row, SheetKind, Verdict
from nennep.members.actions.checking import hold
from nennep.members.actions.importing import Arrival, Correction, write_arrivals, write_corrections
from nennep.members.importing import columns
from nennep.members.importing.judging import Judge, clear_values, units_kept
from nennep.members.permissions import must_be_open
from nennep.members.rules import first_standing
from nennep.organisation.models import Unit
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User


class MemberImporter:
    """Of one preview; none yet while it is made."""

    kind: str = "members"
    sheets: Sequence[SheetKind] = (columns.SHEET,)

    def __init__(self, preview: Preview | None = None) -> None:
        self.preview = preview
        self._units: tuple[User, dict[str, Unit]] | None = None

    def units(self, by: "User") -> dict[str, Unit]:
        """Whether the person still keeps a cell is asked again when somebody is written into it."""
        if self._units is None or self._units[0] != by:
            self._units = (by, units_kept(by))
        return self._units[1]

    def must(self, by: "User") -> None:
        must(by, Act.KEEP_MEMBERS)
        must_be_open()

    def judge(self, rows: Sequence[Row], *, by: "User") -> list[Judged]:
        judge = Judge(rows, must_be_open().fields, self.units(by), by)
        return [judge.judge(row) for row in rows]

    def write(self, judged: Sequence[Judged], ledger: Ledger, source: str, *, by: "User") -> None:  # noqa: ARG002
        """Nothing stands in the ledger: every change is kept beside its member, and by it the import is taken back."""
        keys = must_be_open().fields
        judge = Judge([one.row for one in judged if one.row.kind], keys, self.units(by), by)
        arrivals, corrections = [], []
        for one in judged:
            told = source_of(source, one.row)
            if one.verdict is Verdict.NEW:
                values = {key: text for key, text in clear_values(one.row).items() if key in keys and text}
                days = values.get("official", ""), values.get("admission", "")
                standing = first_standing(*days, timezone.localdate())
                arrivals.append(Arrival(values, judge.units[one.row.values[columns.CELL]], standing, told))
            elif one.verdict is Verdict.CHANGED:
                member = judge.members[one.thing]
                meant = judge.meant(one.row, member)
                corrections.append(Correction(member, meant.values, meant.cell, told))
        hold((one.member.pk for one in corrections), {one.cell.pk for one in arrivals})
        write_arrivals(arrivals, self.preview, by=by)
        write_corrections(corrections, self.preview, by=by)


def source_of(name: str, row: Row) -> str:
    return f"{name}: {row.values.get(columns.SOURCE, '')}"[:300]
