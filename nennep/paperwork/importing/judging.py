"""What each row of a filled form means today: new, same, changed, doubtful or wrong, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.actions.answering import must_be_whole, must_move
from nennep.directives.actions.asking import must_be_askable, must_be_stateable
from nennep.directives.models import Amendment, Assignment, ProgressEntry
from nennep.directives.permissions import may_answer
from nennep.directives.rules import Verb, Via
from nennep.imports.models import PreviewRow, PreviewState
from nennep.imports.rules import Judged, Row, Verdict
from nennep.lib.dates import format_date
from nennep.lib.errors import RuleBroken
from nennep.organisation.models import Unit
from nennep.paperwork.actions.hearing import Way, said_of
from nennep.paperwork.formfiles.columns import ROW
from nennep.paperwork.importing.changes import changes_of
from nennep.paperwork.queries import words_since
from nennep.paperwork.rules import CODE, Claim, Heard, read_code, read_row

MEANWHILE = frozenset(
    {Verb.PROGRESS, Verb.REPORT, Verb.WITHDRAW, Verb.DECLINE, Verb.RETURN, Verb.ASK_EXTENSION, Verb.STATE_CAUSE}
)


@dataclass(frozen=True)
class Asked:
    """Rows of one form: whose, made when, handed in by whom."""

    unit: Unit
    token: str
    made_at: datetime
    by: User


class RowJudge:
    """Loaded with a few queries, whatever the length of the form."""

    def __init__(self, asked: Asked, rows: Sequence[Row]) -> None:
        self.asked = asked
        self.answers = known_answers(asked, {read_code(row.values.get(ROW, "")) for row in rows} - {""})
        known = [answer for found in self.answers.values() for answer in found]
        self.since = words_since(known, asked.made_at)
        amended = Amendment.objects.filter(task__in={a.task_id for a in known}, at__gt=asked.made_at)
        self.amended = set(amended.values_list("task", flat=True))
        self.before = said_before(asked.token, known)
        self.seen: dict[int, int] = {}  # assignment → the row that spoke of it
        self.rights: dict[int | None, bool] = {}  # of a whole that was cut into parts → whether one may answer them

    def judge(self, row: Row) -> Judged:
        found = self.answers.get(read_code(row.values.get(ROW, "")), [])
        if len(found) != 1:
            return wrong(row, _("Không thấy việc có mã dòng này trong việc của đơn vị. Hãy lấy mẫu mới."))
        answer, heard = found[0], read_row(row.values)
        if earlier := self.seen.get(answer.pk):
            return wrong(row, _("Việc này đã có ở dòng %(row)s của tệp.") % {"row": earlier})
        self.seen[answer.pk] = row.number
        if not self.may_speak_for(answer):
            return wrong(row, _("Đồng chí không được trả lời thay cho việc này."))
        if heard.faults:
            return Judged(row, Verdict.WRONG, heard.faults, thing=answer.public_id)
        return self.weigh(row, answer, heard)

    def may_speak_for(self, answer: Assignment) -> bool:
        """Asked once for the unit, and once for each whole of which it owes parts."""
        if answer.whole_id not in self.rights:
            self.rights[answer.whole_id] = may_answer(self.asked.by, answer)
        return self.rights[answer.whole_id]

    def weigh(self, row: Row, answer: Assignment, heard: Heard) -> Judged:
        left = self.left_to_say(answer, heard)
        if not left:
            reason = _("Đã ghi từ trước.") if heard.verbs else _("Đơn vị không ghi gì ở dòng này.")
            return Judged(row, Verdict.SAME, (reason,), thing=answer.public_id)
        changes = changes_of(answer, heard)
        if broken := self.forbidden(answer, heard, left):
            return Judged(row, Verdict.WRONG, (broken,), changes, answer.public_id)
        if doubts := tuple(self.doubts(answer, heard)):
            return Judged(row, Verdict.DOUBTFUL, doubts, changes, answer.public_id)
        heard_before = answer.percent or answer.figure is not None or self.since.get(answer.pk)
        return Judged(row, Verdict.CHANGED if heard_before else Verdict.NEW, (), changes, answer.public_id)

    def left_to_say(self, answer: Assignment, heard: Heard) -> list[Verb]:
        said = self.since.get(answer.pk, [])
        return [verb for verb in heard.verbs if not any(is_said(entry, verb, heard) for entry in said)]

    def forbidden(self, answer: Assignment, heard: Heard, verbs: Iterable[Verb]) -> str:
        """The sentence with which the verb itself would refuse."""
        try:
            for verb in verbs:
                if verb == Verb.ASK_EXTENSION:
                    assert heard.until
                    must_be_askable(answer, heard.until, heard.why)
                elif verb == Verb.STATE_CAUSE:
                    must_be_stateable(answer, heard.day or timezone.localdate(), heard.why)
                else:
                    must_move(answer, verb)
                    must_be_whole(answer, verb, said_of(heard, Way(Via.EXCEL)))
        except RuleBroken as broken:
            return str(broken)
        return ""

    def doubts(self, answer: Assignment, heard: Heard) -> Iterable[str]:
        if answer.task_id in self.amended:
            yield _("Việc này đã được sửa sau khi lấy mẫu. Hãy lấy mẫu mới, hoặc trả lời ở trang của việc.")
        own = self.before.get(answer.pk, [])
        for entry in self.since.get(answer.pk, []):
            if entry.verb in MEANWHILE and not any(is_said(entry, verb, one) for one in own for verb in one.verbs):
                yield meanwhile(entry)
        if heard.percent is not None and heard.percent < answer.percent:
            yield _("Tỷ lệ thấp hơn lần trước (%(before)s%%).") % {"before": answer.percent}
        if heard.figure is not None and answer.figure is not None and heard.figure < answer.figure:
            yield _("Con số thấp hơn lần trước.")
        if heard.claim == Claim.DONE and heard.percent not in (None, 100):
            yield _("Ghi hoàn thành nhưng tỷ lệ là %(percent)s%%.") % {"percent": heard.percent}


def wrong(row: Row, reason: str) -> Judged:
    return Judged(row, Verdict.WRONG, (reason,))


def meanwhile(entry: ProgressEntry) -> str:
    said = {
        "who": entry.keyed_for or str(entry.by or ""),
        "verb": entry.get_verb_display(),
        "at": f"{timezone.localtime(entry.at):%d/%m/%Y %H:%M}",
    }
    return _("Sau khi lấy mẫu, %(who)s đã có lời “%(verb)s” lúc %(at)s. Xem lại rồi trả lời ở trang của việc.") % said


def known_answers(asked: Asked, codes: set[str]) -> dict[str, list[Assignment]]:
    """By whole id, and by the short code that is left of it in some files."""
    seen = Assignment.objects.visible_to(asked.by).filter(unit=asked.unit)
    seen = seen.select_related("task__unit", "unit", "person", "whole__unit").annotate(code=Left("public_id", CODE))
    short = [code for code in codes if len(code) == CODE]
    whole = [code for code in codes if len(code) != CODE]
    found: dict[str, list[Assignment]] = {}
    for answer in seen.filter(Q(public_id__in=whole) | Q(code__in=short)):
        for name in (answer.public_id, answer.public_id[:CODE]):
            found.setdefault(name, []).append(answer)
    return found


def said_before(token: str, answers: Sequence[Assignment]) -> dict[int, list[Heard]]:
    """What this very form said when it came back earlier: its own words are nobody else's."""
    by_id = {answer.public_id: answer.pk for answer in answers}
    rows = PreviewRow.objects.filter(
        preview__returned__token=token, preview__state=PreviewState.COMMITTED, thing__in=list(by_id)
    )
    found: dict[int, list[Heard]] = {}
    for row in rows:
        found.setdefault(by_id[row.thing], []).append(read_row(row.values))
    return found


def is_said(entry: ProgressEntry, verb: Verb, heard: Heard) -> bool:
    """Whether the entry says the same as the row."""
    if entry.verb != verb:
        return False
    if verb == Verb.ASK_EXTENSION:
        return bool(heard.until) and entry.text == f"{format_date(heard.until)} – {heard.why[:1000]}"  # type: ignore[arg-type]
    if verb == Verb.STATE_CAUSE:
        return entry.text == heard.why[:1000]
    proofs = tuple(proof.name for proof in entry.evidence.all())
    same = (entry.text, entry.figure, proofs) == (heard.text, heard.figure, heard.proofs)
    same_day = heard.day is None or entry.day == heard.day
    return same and same_day and (verb == Verb.REPORT or entry.percent == heard.percent)
