"""The importer of filled forms: judges by what stands today, writes by the same verbs as the pages."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from nennep.directives.rules import Via
from nennep.imports.ledger import Ledger
from nennep.imports.rules import WRITTEN, Judged, Row, SheetKind, Verdict
from nennep.organisation.models import Unit
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act
from nennep.paperwork.actions.hearing import Way, hear
from nennep.paperwork.actions.proposing import propose
from nennep.paperwork.formfiles.columns import ANSWER_FIELDS, HEADINGS, ROW, SHEET, TASK
from nennep.paperwork.importing.judging import Asked, RowJudge
from nennep.paperwork.models import Proposal
from nennep.paperwork.rules import read_row
from nennep.paperwork.stamps import find_stamp

if TYPE_CHECKING:
    from nennep.accounts.models import User

LONGEST_TASK = 1000  # characters


class FormImporter:
    """Of the forms of one unit."""

    kind: str = "paperwork"

    def __init__(self, unit: Unit) -> None:
        self.unit = unit

    @property
    def sheets(self) -> Sequence[SheetKind]:
        return (SHEET,)

    def must(self, by: "User") -> None:
        must(by, Act.ANSWER, self.unit)

    def judge(self, rows: Sequence[Row], *, by: "User") -> list[Judged]:
        if any(not self.is_ours(row) for row in rows):
            return [Judged(row, Verdict.WRONG, (_("Mẫu này của đơn vị khác."),)) for row in rows]
        judge = self.judge_of([row for row in rows if is_given(row)], by)
        waiting = dict(Proposal.objects.filter(unit=self.unit).values_list("text", "public_id"))
        return [judge.judge(row) if judge and is_given(row) else self.judge_own(row, waiting) for row in rows]

    def judge_own(self, row: Row, known: dict[str, str]) -> Judged:
        """A row that the unit added: it becomes a proposal."""
        text, heard = row.values.get(TASK, "").strip(), read_row(row.values)
        if not text:
            return Judged(row, Verdict.WRONG, (_("Dòng ghi thêm phải có nội dung việc."),))
        if len(text) > LONGEST_TASK:
            return Judged(row, Verdict.WRONG, (_("Nội dung việc dài quá %(most)s chữ.") % {"most": LONGEST_TASK},))
        if not known.get(text) and heard.faults:
            return Judged(row, Verdict.WRONG, heard.faults)
        if text in known:
            return Judged(
                row, Verdict.SAME, (_("Việc ghi thêm này đã có trong danh sách đề xuất."),), thing=known[text]
            )
        known[text] = ""
        reason = _("Việc đơn vị ghi thêm: thành đề xuất, Văn phòng xem rồi mới đưa vào.")
        return Judged(row, Verdict.NEW, (reason,), {HEADINGS[TASK]: ("", text)})

    def write(self, judged: Sequence[Judged], ledger: Ledger, source: str, *, by: "User") -> None:  # noqa: ARG002
        """Answers are words on record: they are corrected by later words, so that nothing stands in the ledger."""
        written = [one for one in judged if one.verdict in WRITTEN]
        judge = self.judge_of([one.row for one in written if is_given(one.row)], by)
        for one in written:
            via = Via(one.row.values["via"])
            if judge and is_given(one.row):
                (answer,) = judge.answers[one.thing]
                heard = read_row(one.row.values)
                hear(one.thing, heard, judge.left_to_say(answer, heard), Way(via), by=by)
            else:
                cells = {name: one.row.values.get(name, "") for name in ANSWER_FIELDS if one.row.values.get(name)}
                propose(self.unit, one.row.values[TASK].strip(), cells, via, by=by)

    def is_ours(self, row: Row) -> bool:
        stamp = find_stamp(row.values.get("form", ""))
        return stamp is not None and stamp.whose == self.unit.public_id

    def judge_of(self, rows: Sequence[Row], by: "User") -> RowJudge | None:
        stamp = find_stamp(rows[0].values["form"]) if rows else None
        if stamp is None:
            return None
        return RowJudge(Asked(self.unit, stamp.token, stamp.made_at, by), rows)


def is_given(row: Row) -> bool:
    return bool(row.values.get(ROW))
