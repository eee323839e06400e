"""A cell's list that came back: read, judged by what the register says today, written as answers of the cell."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.imports.ledger import Ledger
from nennep.imports.reading import RawSheet, open_form
from nennep.imports.rules import WRITTEN, Judged, Row, SheetKind, Verdict, rows_of
from nennep.imports.stamps import Stamp
from nennep.lib.errors import RuleBroken
from nennep.members.actions.campaigning import Answer, answer, must_run
from nennep.members.actions.checking import checked_together, hold
from nennep.members.actions.suggesting import values_said
from nennep.members.fields import kept_fields, masked
from nennep.members.listfiles.columns import NOTE, NOTHING, RIGHT, ROW, SHEET, STAMP
from nennep.members.models import CampaignCell, Change, Member, Suggestion
from nennep.members.permissions import must_be_open
from nennep.members.queries.campaigns import now_said
from nennep.members.rules import SuggestionState
from nennep.members.sealing import Broken, seal, unseal
from nennep.members.typed import FORMS, read_value
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User

FORM, FAULT = "form", "fault"
MOST_ROWS = 5_000
LONGEST_NOTE = 500


@dataclass(frozen=True)
class Filled:
    stamp: Stamp
    rows: list[Row]
    sha256: str


def read_list(content: Iterable[bytes]) -> Filled:
    """Raises BadFile, or RuleBroken where the file is sound but is no list of this office. No sealed value is left
    in clear in what is read."""
    opened = open_form(content)
    return list_in(opened.sheets, opened.sha256)


def list_in(sheets: Sequence[RawSheet], sha256: str) -> Filled:
    stamp = stamp_of(sheets)
    rows = [row for sheet in sheets for row in rows_of(sheet.name[:60], sheet.first, sheet.rows, [SHEET]) if row.kind]
    rows = [taken(row, stamp) for row in rows if row.values.get(ROW)]
    if not rows:
        raise RuleBroken(_("Không thấy bảng trả lời trong tệp. Hãy tải bảng mới, giữ nguyên dòng tiêu đề cột."))
    if len(rows) > MOST_ROWS:
        raise RuleBroken(_("Bảng có quá %(most)s dòng. Hãy tách ra.") % {"most": MOST_ROWS})
    return Filled(stamp, rows, sha256)


def stamps_in(sheets: Sequence[RawSheet]) -> str:
    """Whatever bears a stamp of lists, ours or another office's; blank where nothing does."""
    return "\n".join(cell for sheet in sheets for row in sheet.rows for cell in row if STAMP.is_in(cell))


def stamp_of(sheets: Sequence[RawSheet]) -> Stamp:
    said = stamps_in(sheets)
    if stamp := STAMP.find(said):
        return stamp
    if said:
        raise RuleBroken(_("Bảng này không do cơ quan này lập, hoặc mã bảng đã bị sửa. Hãy tải bảng mới rồi điền lại."))
    raise RuleBroken(_("Tệp này không phải bảng rà soát của đợt, hoặc dòng mã đã bị xóa. Hãy tải bảng ở trang này."))


def taken(row: Row, stamp: Stamp) -> Row:
    """Only what is judged: names stand in the register, a sealed value is sealed before it is kept anywhere."""
    whose, _dot, key = row.values[ROW].partition(".")
    values = {ROW: row.values[ROW][:60], NOTE: row.values.get(NOTE, "")[:LONGEST_NOTE], FORM: stamp.token}
    text, field = row.values.get(RIGHT, ""), kept_fields().get(key)
    if field is None or not text:
        return replace(row, values=values | {RIGHT: "", FAULT: ""})
    typed = read_value(key, text, timezone.localdate())
    if field.sealed:
        right = "" if typed.fault else seal(whose, key, typed.value)
        fault = f"“{masked(field, text)}”. {FORMS.get(field.kind, '')}".strip() if typed.fault else ""
    else:
        right, fault = typed.value, typed.fault
    return replace(row, values=values | {RIGHT: right, FAULT: fault})


class ListImporter:
    kind: str = "members_list"

    def __init__(self, part: CampaignCell) -> None:
        self.part = part

    @property
    def sheets(self) -> Sequence[SheetKind]:
        return (SHEET,)

    def must(self, by: "User") -> None:
        must(by, Act.SEE_MEMBERS, self.part.cell)
        must_be_open()
        must_run(self.part.campaign)

    def judge(self, rows: Sequence[Row], *, by: "User") -> list[Judged]:
        stamp = STAMP.find(rows[0].values.get(FORM, "")) if rows else None
        if stamp is None or stamp.whose != self.part.public_id:
            return [Judged(row, Verdict.WRONG, (_("Bảng này của chi bộ khác, hoặc của đợt khác."),)) for row in rows]
        judge = RowJudge(self.part, stamp, rows, by)
        return [judge.judge(row) for row in rows]

    def write(self, judged: Sequence[Judged], ledger: Ledger, source: str, *, by: "User") -> None:  # noqa: ARG002
        """Words on record are corrected by later words, so that nothing stands in the ledger."""
        by_member: dict[str, list[Row]] = defaultdict(list)
        for one in judged:
            if one.verdict in WRITTEN:
                by_member[one.thing].append(one.row)
        members = {one.public_id: one for one in Member.objects.visible_to(by).filter(public_id__in=list(by_member))}
        hold(one.pk for one in members.values())
        with checked_together():
            for public_id, rows in by_member.items():
                answer(self.part, said_in(members[public_id], rows, source), by=by)


def said_in(member: Member, rows: Sequence[Row], source: str) -> Answer:
    values = {key: text for key, text in (value_in(row) for row in rows) if text}
    notes = dict.fromkeys(row.values[NOTE] for row in rows if row.values[NOTE])
    where = _("%(file)s · dòng %(row)s") % {"file": source, "row": rows[0].number}
    return Answer(member, values, " ".join(notes)[:LONGEST_NOTE], where)


def value_in(row: Row) -> tuple[str, str]:
    """The field and what is said of it, in clear."""
    whose, _dot, key = row.values[ROW].partition(".")
    text = row.values[RIGHT]
    return key, unseal(whose, key, text) if text and kept_fields()[key].sealed else text


class RowJudge:
    """Loaded with a few questions, whatever the length of the list."""

    def __init__(self, part: CampaignCell, stamp: Stamp, rows: Sequence[Row], by: "User") -> None:
        ids = {row.values[ROW].partition(".")[0] for row in rows}
        found = Member.objects.visible_to(by).listed().filter(public_id__in=ids, cell=part.cell_id)
        self.members = {one.public_id: one for one in found}
        self.kept = must_be_open().fields
        pks = [one.pk for one in self.members.values()]
        self.changed: dict[int, set[str]] = defaultdict(set)
        self.whys: dict[int, list[str]] = defaultdict(list)
        for change in Change.objects.filter(member__in=pks, at__gt=stamp.made_at):
            self.changed[change.member_id] |= set(change.values)
            self.whys[change.member_id].append(change.why)
        self.said: dict[int, list[Suggestion]] = defaultdict(list)
        for one in Suggestion.objects.filter(member__in=pks).select_related("member").order_by("pk"):
            self.said[one.member_id].append(one)
        self.seen: dict[str, int] = {}

    def judge(self, row: Row) -> Judged:
        whose, _dot, key = row.values[ROW].partition(".")
        member = self.members.get(whose)
        if member is None or (key != NOTHING and key not in self.kept):
            return wrong(row, _("Đồng chí ở dòng này không còn sinh hoạt ở đây. Hãy tải bảng mới."))
        if earlier := self.seen.get(row.values[ROW]):
            return wrong(row, _("Mục này đã có ở dòng %(row)s của tệp.") % {"row": earlier}, whose)
        self.seen[row.values[ROW]] = row.number
        if row.values[FAULT]:
            return wrong(row, row.values[FAULT], whose)
        try:
            return self.weigh(row, member)
        except Broken:
            return wrong(row, _("Mã dòng đã bị sửa. Hãy tải bảng mới."), whose)

    def weigh(self, row: Row, member: Member) -> Judged:
        key, text = value_in(row)
        note = row.values[NOTE]
        if not text and not note:
            return Judged(row, Verdict.SAME, (_("Chi bộ không ghi gì ở dòng này."),), thing=member.public_id)
        is_new = bool(text) and text != member.value(key)
        if (text and not is_new and not note) or self.is_said(member, key, text if is_new else "", note):
            return Judged(row, Verdict.SAME, (_("Sổ hoặc lời báo trước đã ghi như vậy."),), thing=member.public_id)
        changes = {"": ("", note)} if note else {}
        if is_new:
            field = kept_fields()[key]
            shown = masked(field, text) if field.sealed else text
            changes = {field.label: (now_said(member, field), shown)} | changes
        if doubt := self.doubt(member, key, text):
            return Judged(row, Verdict.DOUBTFUL, (doubt,), changes, member.public_id)
        verdict = Verdict.CHANGED if is_new and member.value(key) else Verdict.NEW
        return Judged(row, verdict, (), changes, member.public_id)

    def is_said(self, member: Member, key: str, text: str, note: str) -> bool:
        """Word for word, by the page or by an earlier list, and not refused."""
        heard = [one for one in self.said[member.pk] if one.state != SuggestionState.REFUSED]
        has_value = not text or any(values_said(one).get(key) == text for one in heard)
        has_note = not note or any(note in said for said in (*(one.note for one in heard), *self.whys[member.pk]))
        return has_value and has_note

    def doubt(self, member: Member, key: str, text: str) -> str:
        if key in self.changed[member.pk]:
            return _("Mục này vừa được sửa sau khi tải bảng. Hãy tải bảng mới.")
        for one in self.said[member.pk]:
            if text and one.state == SuggestionState.REFUSED and values_said(one).get(key) == text:
                return _("Ban Tổ chức đã xem và không nhận lời này: %(why)s") % {"why": one.why}
        return ""


def wrong(row: Row, reason: str, thing: str = "") -> Judged:
    return Judged(row, Verdict.WRONG, (reason,), thing=thing)
