"""Every shipped procedure walked through the real acts: from its first step to each of its ends, nothing left out."""

from collections.abc import Callable
from datetime import date

import pytest

from nennep.accounts.models import User
from nennep.facts.models import Fact
from nennep.facts.shipped import shipped
from nennep.lib.errors import RuleBroken
from nennep.procedures.actions.moving import Finish, finish_step, here
from nennep.procedures.actions.recording import record_vote
from nennep.procedures.catalogue.loading import read
from nennep.procedures.catalogue.shape import Procedure, Result, Step
from nennep.procedures.catalogue.shipped import texts
from nennep.procedures.models import Case
from nennep.procedures.queries.standing import clock_of_step, current_step
from nennep.procedures.rules import OPENERS, Ballot, CaseState
from nennep.procedures.tests.make import bring_to, fill, make_case
from tests.cast import Cast
from tests.turns import by_turns

pytestmark = pytest.mark.django_db
BEGUN = date(2025, 10, 1)  # long enough ago for every time of waiting
PROCEDURES = {procedure.key: procedure for name, text in texts().items() for procedure in [read(text, name)]}
ENDS = [(key, end.key) for key, procedure in PROCEDURES.items() for end in procedure.ends]
UNKNOWN = frozenset(key for key, versions in shipped().items() if not versions[-1].value)


def way_to(procedure: Procedure, wanted: Callable[[Step, Result], bool]) -> list[Result]:
    """The shortest one whose last result is wanted; several votes on one question are another test's."""
    ways: list[tuple[Step, list[Result]]] = [(procedure.first, [])]
    seen = {procedure.first.key}
    for step, way in ways:
        for result in step.results:
            if wanted(step, result):
                return [*way, result]
            if result.next and result.next not in seen and not result.after:
                seen.add(result.next)
                ways.append((procedure.step(result.next), [*way, result]))
    return []


def way_by(procedure: Procedure, step: Step, result: Result) -> list[Result]:
    """None to what is open only after a step was done several times."""
    return [] if result.after else way_to(procedure, lambda at, last: at == step and last == result)


def open_majorities(procedure: Procedure) -> set[str]:
    return {step.vote.majority for step in procedure.steps if step.vote} & UNKNOWN


def opener(cast: Cast, procedure: Procedure) -> User:
    user: User = getattr(cast, min(OPENERS[procedure.field]))
    return user


def walk(case: Case, way: list[Result], day: date, by: User) -> Case:
    for result in way:
        step = current_step(case)
        fill(case, day, by, agreed=1 if result.carried is False else 9)
        clock = clock_of_step(step)
        if step.told.limit and step.told.limit.wait and clock and clock.legal.day:
            day = max(day, clock.legal.day)
        case = finish_step(case, here(case), Finish(result.key, day), by=by)
    return case


@pytest.mark.parametrize(("key", "end"), by_turns(ENDS))
def test_every_end_is_reached_with_papers_checks_and_votes(cast: Cast, key: str, end: str) -> None:
    procedure = PROCEDURES[key]
    Fact.objects.filter(key__in=open_majorities(procedure)).update(value=">1/2")
    by = opener(cast, procedure)
    case = make_case(cast.tree.board, by, key, BEGUN)

    case = walk(case, way_to(procedure, lambda _step, result: result.end == end), BEGUN, by)

    case.refresh_from_db()
    assert (case.state, case.end) == (CaseState.CLOSED, end)


@pytest.mark.slow
@pytest.mark.parametrize("key", PROCEDURES)
def test_every_result_of_every_step_leads_where_it_says(cast: Cast, key: str) -> None:
    procedure = PROCEDURES[key]
    Fact.objects.filter(key__in=open_majorities(procedure)).update(value=">1/2")
    by = opener(cast, procedure)

    for step, result in [(one, result) for one in procedure.steps for result in one.results]:
        if way := way_by(procedure, step, result):
            case = walk(make_case(cast.tree.board, by, key, BEGUN), way, BEGUN, by)
            assert case.at == (result.next or step.key)


def test_figures_that_nobody_knows_stop_no_step_but_a_vote(cast: Cast) -> None:
    """These alone wait for the office before a case can go on."""
    waiting = {key: steps for key, one in PROCEDURES.items() if (steps := [s.key for s in one.steps if asks_first(s)])}

    assert waiting == {
        "removal": ["cell"],
        "discipline_member": ["branch_proposal", "expulsion"],
        "discipline_organisation": ["dissolving"],
        "planning": ["key_cadres", "committee", "standing"],
        "appointment": ["widened", "leaders", "key_cadres", "proposal"],
    }
    case = bring_to(make_case(cast.tree.board, cast.contact, "removal", BEGUN), "cell", BEGUN, cast.contact)
    with pytest.raises(RuleBroken, match="Chi bộ đề nghị xóa tên đảng viên chính thức phải đạt tỷ lệ"):
        record_vote(case, here(case), BEGUN, Ballot(9, 9, 9), by=cast.contact)


def asks_first(step: Step) -> bool:
    needed = {step.vote.majority} if step.vote else set()
    needed |= {step.limit.fact} if step.limit and step.limit.wait else set()
    needed |= {key for result in step.results for key in (result.before, result.after)}
    return bool(needed & UNKNOWN)
