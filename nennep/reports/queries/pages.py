"""A report's page: its steps, headings, paragraphs with their sources, figures, and the reports it waits for."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nennep.accounts.models import User
from nennep.directives.models import Directive
from nennep.lib.text import capitalised
from nennep.reports.labels import REPORT_STATES
from nennep.reports.models import Report, ReportQuerySet
from nennep.reports.permissions import may_judge, may_open, may_step, may_write
from nennep.reports.queries.blocks import Block, blocks_of
from nennep.reports.queries.periods import ReportRow, rows_of
from nennep.reports.rules import REPORT_MOVES, SETTLED, TO_WRITE, ReportState, Side, Step, steps_from


@dataclass(frozen=True)
class Stage:
    """A step of the bar on top: past, the present one, or to come."""

    word: str
    how: str
    note: str


FORWARD = (Step.SEND, Step.ACCEPT, Step.LOCK)


@dataclass
class ReportView:
    blocks: list[Block]  # every heading; some are shown
    stages: list[Stage]
    below: list[ReportRow]
    row: ReportRow
    lacking: int
    steps: list[Step] = field(default_factory=list)
    writes: bool = False  # may change the words now
    may_call: bool = False
    judges: bool = False

    @property
    def is_cut(self) -> bool:
        return not all(block.is_shown for block in self.blocks)

    @property
    def received(self) -> int:
        return sum(row.report.state in (ReportState.ACCEPTED, ReportState.LOCKED) for row in self.below)

    @property
    def excused(self) -> int:
        return sum(row.report.state == ReportState.EXCUSED for row in self.below)

    @property
    def missing(self) -> bool:
        return any(row.is_missing for row in self.below)

    @property
    def main(self) -> str:
        """The page's dark button: the next step forward that one may take."""
        return next((step for step in self.steps if step in FORWARD), "")


def report_view(report: Report, user: User, chosen: str = "") -> ReportView:
    """`report` comes from `with_all`."""
    blocks = blocks_of(report, chosen)
    lacking = sum(block.lacking for block in blocks)
    row, *below = rows_of([report, *report.below.with_words().select_related("unit")])
    state = ReportState(report.state)
    writes, judges = may_write(user, report), may_judge(user, report)
    return ReportView(
        blocks=blocks,
        stages=stages_of(report, below, lacking),
        below=below,
        row=row,
        lacking=lacking,
        steps=steps_for(report, user),
        writes=(writes or judges) and state in TO_WRITE,
        may_call=not report.is_own and state in TO_WRITE and may_open(user, report.unit) and report.has_uncalled,
        judges=judges,
    )


def steps_for(report: Report, user: User) -> list[Step]:
    """What one may do with it now; nobody excuses the office from its own report."""
    steps = [step for side in Side for step in steps_from(ReportState(report.state), side)]
    if report.is_own:
        steps = [step for step in steps if step not in (Step.EXCUSE, Step.CALL_IN)]
    return [step for step in steps if may_step(user, report, step, REPORT_MOVES[step].side)]


WAY = (ReportState.WAITING, ReportState.DRAFTED, ReportState.SENT, ReportState.ACCEPTED, ReportState.LOCKED)


def stages_of(report: Report, below: Sequence[ReportRow], lacking: int) -> list[Stage]:
    """The way up; one without units below does not wait for any."""
    way = [state for state in WAY if below or state != ReportState.WAITING]
    now = ReportState.DRAFTED if report.state in (ReportState.RETURNED, ReportState.EXCUSED) else report.state
    words = dict(REPORT_STATES)
    made = []
    for place, state in enumerate(way):
        here = way.index(ReportState(now)) if now in way else 0
        how = "past" if place < here or report.state == ReportState.LOCKED else "here" if place == here else ""
        made.append(Stage(capitalised(str(words[state])), how, note_of(state, report, below, lacking)))
    return made


def note_of(state: ReportState, report: Report, below: Sequence[ReportRow], lacking: int) -> str:
    missing = sum(row.report.state not in SETTLED for row in below)
    match state:
        case ReportState.WAITING:
            n = {"n": missing}
            return (ngettext("còn %(n)s báo cáo", "còn %(n)s báo cáo", missing) % n) if missing else _("đã đủ")
        case ReportState.DRAFTED:
            if report.state in (ReportState.RETURNED, ReportState.EXCUSED):
                return str(dict(REPORT_STATES)[ReportState(report.state)])
            if report.drafted_at is None:
                return ""
            n = {"n": lacking}
            lacks = ngettext("còn %(n)s đoạn chưa có nguồn", "còn %(n)s đoạn chưa có nguồn", lacking) % n
            return lacks if lacking else _("mọi đoạn đều có nguồn")
        case ReportState.SENT:
            return f"{report.sent_on:%d/%m/%Y}" if report.sent_on else ""
        case ReportState.ACCEPTED:
            return _("Ban Thường vụ xem xét") if report.is_own else _("cấp trên xem xét")
        case _:
            return f"{report.signed_on:%d/%m/%Y}" if report.signed_on else _("không ai sửa được nữa")


def with_all(reports: ReportQuerySet) -> ReportQuerySet:
    """With what its page says of it, in two questions."""
    related = ("unit__parent", "period", "above__unit", "signed_as__holder", "signed_as__unit")
    followed = Prefetch("period__directives", Directive.objects.defer("text", "folded"))
    return reports.with_words().with_news().select_related(*related, "period__unit").prefetch_related(followed)
