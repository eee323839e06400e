"""Standing duties are answered once per period, and closed by that period's report."""

from django.db import transaction
from django.utils import timezone

from nennep.accounts.models import User
from nennep.directives.actions.answering import Said, write
from nennep.directives.models import Assignment
from nennep.directives.permissions import may_judge
from nennep.directives.rules import AnswerState, Verb
from nennep.reports.models import Report
from nennep.reports.queries.facts import keys_within


@transaction.atomic
def close_duties(report: Report, *, by: User) -> int:
    """Of the unit, in the periods that the report covers, as far as the person may close them; how many there were.

    Each is on record and in the journal, but nobody is told of each: the report's own acceptance is the news.
    """
    today = timezone.localdate()
    words = f"Theo báo cáo {report.period.span.name}"
    related = ("task__unit", "task__issued_by", "unit", "person", "whole__unit")
    duties = Assignment.objects.filter(
        unit=report.unit, is_open=True, annulled_at=None, is_dated=False, owes_answer=True,
        period__in=keys_within(report.period.span),
    )  # fmt: skip
    closed = 0
    for duty in duties.select_related(*related).select_for_update(of=("self",)):
        if not may_judge(by, duty):
            continue
        duty.state, duty.reported_on = AnswerState.CONFIRMED, duty.reported_on or today
        write(duty, Verb.CLOSE, Said(words), day=today, by=by)
        closed += 1
    return closed
