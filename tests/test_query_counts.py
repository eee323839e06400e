"""A page asks the database as often for seventy rows as for ten, and no more than its budget.

Turns red when a `select_related` or `prefetch_related` of a list is lost: each row then asks for itself.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.crowds import add_crowd
from tests.doors import TABLE, address_of
from tests.world import World, browser_of

FEW, MANY = 10, 60  # 10 rows stand on one page of every list; 70 fill it
BUDGETS = {  # queries of one page, whoever opens it: session, person, rail and the page's own
    "directives:directives": 32,
    "directives:directives_sheet": 14,
    "directives:directive": 28,
    "directives:directive_sheet": 17,
    "directives:review": 15,
    "directives:issue": 25,
    "directives:tasks": 20,
    "directives:tasks_sheet": 11,
    "directives:task": 20,
    "directives:allot": 12,
    "directives:answers": 20,
    "directives:answers_sheet": 14,
    "directives:answer": 22,
    "directives:unit_list": 22,
    "directives:unit_sheet": 9,
    "directives:unit_paper": 9,
    "directives:new": 14,
    "directives:quick": 14,
    "paperwork:forms": 18,
    "paperwork:excel": 12,
    "paperwork:word": 12,
    "paperwork:paper": 12,
    "paperwork:returned": 16,
    "paperwork:returned_sheet": 12,
    "paperwork:returned_form": 20,
    "paperwork:preview_sheet": 14,
    "paperwork:keying": 14,
    "paperwork:proposals": 16,
    "paperwork:proposals_sheet": 12,
    "evaluation:evaluation": 11,
    "evaluation:evaluation_sheet": 9,
    "evaluation:answers": 13,
    "evaluation:answers_sheet": 9,
    "reports:reports": 8,
    "reports:reports_sheet": 6,
    "reports:new": 8,
    "reports:period": 10,
    "reports:period_sheet": 5,
    "reports:report": 12,
    "reports:report_sheet": 6,
    "reports:paper": 11,
    "reports:conclusion": 36,
    "desk:desk": 26,
    "desk:overview": 22,
    "desk:search": 16,
    "desk:silent": 16,
    "desk:silent_sheet": 14,
    "organisation:units": 14,
    "organisation:units_sheet": 9,
    "organisation:unit": 24,
    "organisation:groups": 14,
    "organisation:groups_sheet": 9,
    "organisation:group": 16,
    "organisation:phrases": 16,
    "organisation:phrases_sheet": 10,
    "organisation:posts": 16,
    "organisation:posts_sheet": 10,
    "organisation:post": 16,
    "organisation:portfolios": 14,
    "organisation:portfolios_sheet": 10,
    "organisation:grants": 16,
    "organisation:grants_sheet": 9,
    "organisation:absences": 16,
    "organisation:absences_sheet": 10,
    "organisation:complete": 12,
    "organisation:imports": 12,
    "organisation:imports_sheet": 9,
    "organisation:new_grant": 14,
    "organisation:new_post": 14,
    "organisation:new_group": 14,
    "accounts:users": 16,
    "accounts:users_sheet": 9,
    "accounts:user": 20,
    "accounts:resets": 12,
    "accounts:resets_sheet": 9,
    "records:check": 12,
    "facts:calendar": 14,
    "facts:calendar_sheet": 9,
    "jobs:jobs": 14,
    "jobs:jobs_sheet": 9,
    "journal:journal": 14,
    "journal:sheet": 9,
    "notices:notices": 12,
    "notices:notices_sheet": 9,
    "notices:preferences": 14,
    "chasing:silent": 20,
    "chasing:silent_sheet": 14,
    "chasing:weekly": 26,
    "chasing:weekly_sheet": 12,
    "chasing:feeds": 14,
    "notices:letters": 14,
    "notices:letters_sheet": 9,
}


def cost_of(browser: Client, address: str) -> tuple[int, list[str]]:
    """Queries of the page once it is warm; a savepoint is no question."""
    assert browser.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        b"".join(browser.get(address))
    questions = [q["sql"] for q in asked.captured_queries if "SAVEPOINT" not in q["sql"]]
    return len(questions), questions


def costs(world: World) -> dict[str, tuple[int, list[str]]]:
    found = {}
    for name in BUDGETS:
        listed = TABLE[name]["get"]
        person = getattr(world.cast, listed[0] if isinstance(listed, list) else "contact")
        query = "?q=kh" if name == "organisation:complete" else ""
        found[name] = cost_of(browser_of(person), address_of(name, world) + query)
    return found


@pytest.mark.slow
def test_a_page_costs_the_same_with_many_rows(world: World) -> None:
    add_crowd(world, FEW)
    before = costs(world)

    add_crowd(world, MANY)
    after = costs(world)

    grown = [
        f"{name}: {before[name][0]} → {after[name][0]}, e.g. {after[name][1][-1][:300]}"
        for name in BUDGETS
        if after[name][0] > before[name][0]
    ]
    assert not grown, "\n".join(grown)
    over = [f"{name}: {after[name][0]} of {most}" for name, most in BUDGETS.items() if after[name][0] > most]
    assert not over, "\n".join(over)


def test_every_list_has_a_budget() -> None:
    """A page that lists something and a sheet of it: each stands in the table above."""
    listing = [n for n in TABLE if n.endswith(("_sheet", ":sheet")) or n.partition(":")[0] == n.partition(":")[2]]

    assert [name for name in listing if name not in BUDGETS and name not in {"organisation:preview_sheet"}] == []
