"""What a form shows, what came back, and what was keyed lately."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from nennep.accounts.models import User
from nennep.directives.models import Assignment, ProgressEntry
from nennep.directives.rules import TO_DO, Kind, Part, TaskState, Verb, Via
from nennep.imports.models import PreviewRow, PreviewState
from nennep.imports.queries import SHAPES as VERDICT_SHAPES
from nennep.imports.rules import Verdict
from nennep.lib.dates import format_date
from nennep.lib.text import capitalised
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act, roles_that
from nennep.paperwork.formfiles.columns import HEADINGS
from nennep.paperwork.models import Proposal, ReturnedForm
from nennep.paperwork.rules import code_of

LATELY = 20
UNIT_TOLD = (Verb.PROGRESS, Verb.REPORT)


@dataclass(frozen=True)
class Line:
    """A row of a form: what is asked, and what was said last."""

    row: str  # id of the answer, hidden
    code: str
    task: str
    source: str
    due: str
    proof: str
    target: str
    before: str


def open_answers(unit: Unit, user: User) -> "QuerySet[Assignment]":
    """What the unit still has to do and to answer, the nearest date first."""
    mine = Assignment.objects.visible_to(user).filter(unit=unit, annulled_at=None, is_open=True, owes_answer=True)
    owed = mine.filter(state__in=list(TO_DO), task__state=TaskState.ISSUED)
    return owed.select_related("task__directive", "task__clause").order_by(
        F("due").asc(nulls_last=True), "task__directive", "task__start", "pk"
    )


def lines_of(unit: Unit, user: User) -> list[Line]:
    """In Vietnamese, for the caller has set it so: forms go from hand to hand in the office."""
    answers = list(open_answers(unit, user))
    said = last_words(answers)
    return [line_of(answer, said.get(answer.pk, "")) for answer in answers]


def last_words(answers: Iterable[Assignment]) -> dict[int, str]:
    told = ProgressEntry.objects.filter(assignment__in=list(answers), verb__in=UNIT_TOLD).exclude(text="")
    return dict(told.order_by("at", "pk").values_list("assignment", "text"))


def line_of(answer: Assignment, said: str) -> Line:
    task = answer.task
    where = (task.directive.reference if task.directive else "", task.clause.path if task.clause else "")
    role = "" if answer.part == Part.LEAD else "Phối hợp: "
    return Line(
        row=answer.public_id,
        code=code_of(answer.public_id),
        task=role + capitalised(task.text),
        source=" ".join(part for part in where if part),
        due=due_of(answer),
        proof=task.proof,
        target=target_of(answer),
        before=before_of(answer, said),
    )


def due_of(answer: Assignment) -> str:
    day = format_date(answer.due) if answer.due else ""
    if answer.task.kind == Kind.STANDING:
        return f"Thường xuyên, kỳ đến {day}" if day else "Thường xuyên"
    return day or "Chưa ghi hạn"


def target_of(answer: Assignment) -> str:
    value = answer.allotted if answer.allotted is not None else answer.task.target_value
    return f"{number_format(value.normalize(), force_grouping=True)} {answer.task.target_unit}".strip() if value else ""


def before_of(answer: Assignment, said: str) -> str:
    figure = number_format(answer.figure.normalize(), force_grouping=True) if answer.figure is not None else ""
    parts = [f"{answer.percent}%" if answer.percent else "", figure, said if len(said) <= 120 else f"{said[:117]}…"]
    return "; ".join(part for part in parts if part)


SHAPES = {
    "waiting": "open",
    "looked": "doing",
    "committed": "done",
    "nothing": "done",
    "dropped": "no",
    "fault": "no",
    "quarantine": "heed",
}


@dataclass(frozen=True)
class Returned:
    """A form that came back, as its list shows it."""

    form: ReturnedForm
    shape: str
    word: str

    @property
    def came_from(self) -> str:
        return self.form.sender or str(self.form.by or "")


def state_of(form: ReturnedForm) -> tuple[str, str]:
    if form.dismissed_at:
        return "dropped", _("Đã bỏ")
    if form.preview:
        states = {
            PreviewState.OPEN: ("looked", _("Chờ ghi")),
            PreviewState.COMMITTED: ("committed", _("Đã ghi")),
            PreviewState.NOTHING: ("nothing", _("Không có gì mới")),
        }
        return states.get(PreviewState(form.preview.state), ("dropped", _("Đã bỏ")))
    if form.fault:
        return "fault", _("Không nhận được")
    return ("waiting", _("Chờ xem")) if form.trusted else ("quarantine", _("Người gửi lạ"))


def returned_for(user: User) -> "QuerySet[ReturnedForm]":
    return ReturnedForm.objects.visible_to(user).select_related("unit", "preview", "by")


def shown(forms: Iterable[ReturnedForm]) -> list[Returned]:
    found = []
    for form in forms:
        state, word = state_of(form)
        found.append(Returned(form, SHAPES[state], word))
    return found


RETURNED_HEADINGS = (_l("Tệp"), _l("Đơn vị"), _l("Gửi từ"), _l("Đường vào"), _l("Lúc"), _l("Tình trạng"), _l("Ghi chú"))
PROPOSAL_HEADINGS = (_l("Việc"), _l("Đơn vị"), _l("Kết quả"), _l("Lúc"), _l("Tình trạng"))


def returned_rows(forms: Iterable[ReturnedForm]) -> Iterator[Sequence[object]]:
    for one in shown(forms):
        form = one.form
        unit = form.unit.label if form.unit else ""
        yield [form.file_name, unit, one.came_from, form.get_via_display(), form.came_at, one.word, form.fault]


def proposals_for(user: User) -> "QuerySet[Proposal]":
    return Proposal.objects.visible_to(user).select_related("unit", "task")


def proposal_rows(proposals: Iterable[Proposal]) -> Iterator[Sequence[object]]:
    for one in proposals:
        yield [one.text, one.unit.label, one.heard.get("said", ""), one.made_at, one.get_state_display()]


def keyed_lately(user: User) -> list[ProgressEntry]:
    """What this person keyed from paper today, the last first."""
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    keyed = ProgressEntry.objects.filter(by=user, via=Via.PAPER, at__gte=start)
    return list(keyed.select_related("assignment__task", "assignment__unit", "assignment__person")[:LATELY])


def by_code(code: str, user: User) -> list[Assignment]:
    """Assignments whose id begins so, by a range on its index; two at most, for more are as bad as two."""
    found = Assignment.objects.visible_to(user).standing().filter(public_id__gte=code, public_id__lt=f"{code}~")
    return list(found.select_related("task", "unit", "person", "whole__unit")[:2])


def words_since(answers: Sequence[Assignment], since: datetime) -> dict[int, list[ProgressEntry]]:
    """What was said of these since a form was made, the earliest first."""
    found: dict[int, list[ProgressEntry]] = {}
    entries = ProgressEntry.objects.filter(assignment__in=answers, at__gt=since)
    for entry in entries.select_related("by").prefetch_related("evidence").order_by("at", "pk"):
        found.setdefault(entry.assignment_id, []).append(entry)
    return found


def office_clerks() -> list[User]:
    """Who keeps the office's directives: to them go letters that nobody else may look at."""
    grants = Grant.objects.living().filter(role__in=roles_that(Act.REVIEW), subtree=True, unit__parent=None)
    return list({grant.user.pk: grant.user for grant in grants.select_related("user")}.values())


@dataclass(frozen=True)
class Previewed:
    """A row of a preview: what task it speaks of, where that stands, and what was made of it."""

    row: PreviewRow
    what: str
    shape: str
    answer: str  # public id; empty for a row that was added by hand


def preview_rows(rows: Iterable[PreviewRow]) -> list[Previewed]:
    found = []
    for row in rows:
        is_given = bool(row.thing and row.values.get("row"))
        found.append(Previewed(row, what_of(row), VERDICT_SHAPES[Verdict(row.verdict)], row.thing if is_given else ""))
    return found


def what_of(row: PreviewRow) -> str:
    text = str(row.values.get("task", "")).split("\n")[0]
    return text if len(text) <= 160 else f"{text[:157]}…"


def preview_sheet_rows(rows: Iterable[PreviewRow]) -> Iterator[Sequence[object]]:
    for row in rows:
        changes = "; ".join(f"{name}: {before} → {after}" for name, (before, after) in row.changes.items())
        yield [row.sheet, row.row, row.get_verdict_display(), what_of(row), " ".join(row.reasons), changes]


def cells_of(proposal: Proposal) -> list[tuple[str, str]]:
    return [(HEADINGS[name], text) for name, text in proposal.heard.items() if name in HEADINGS]
