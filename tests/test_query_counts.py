"""A page asks the database as often for seventy rows as for ten, and at most twelve times.

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
MOST = 12  # queries of one page, whoever opens it: session, person, rights and the page's own
MORE = {"reports:conclusion": 30}  # a paper that gathers a whole report
PAGES = {  # by room: every page that lists something, and every sheet of it
    "directives": (
        "directives directives_sheet directive directive_sheet review issue tasks tasks_sheet task allot "
        "answers answers_sheet answer unit_list unit_sheet unit_paper new quick"
    ),
    "paperwork": (
        "forms excel word paper returned returned_sheet returned_form preview_sheet keying proposals proposals_sheet"
    ),
    "evaluation": "evaluation evaluation_sheet answers answers_sheet",
    "reports": "reports reports_sheet new period period_sheet report report_sheet paper conclusion",
    "desk": "desk overview search silent silent_sheet",
    "organisation": (
        "units units_sheet unit groups groups_sheet group phrases phrases_sheet posts posts_sheet post "
        "portfolios portfolios_sheet grants grants_sheet absences absences_sheet complete imports "
        "imports_sheet new_grant new_post new_group"
    ),
    "candidates": (
        "board board_sheet people people_sheet quota quota_sheet candidates candidates_sheet paper new candidate edit "
        "imports imports_sheet"
    ),
    "members": (
        "twins twins_sheet pair merge_all merge_with mergings mergings_sheet merging merging_sheet "
        "members members_sheet that_day that_day_sheet that_day_paper member history_sheet new edit suggest "
        "suggestions suggestions_sheet suggestion basis "
        "fields imports imports_sheet preview preview_sheet list_preview_sheet move standing give_post "
        "quality quality_sheet sources sources_sheet flaws flaws_sheet campaigns campaigns_sheet new_campaign campaign "
        "campaign_sheet fixed fixed_sheet campaign_cell campaign_excel campaign_word campaign_paper hand_in list_back "
        "campaign_lists campaign_lists_sheet mail_lists "
        "keys keys_sheet new_key statistics statistics_sheet statistics_paper handovers handovers_sheet "
        "new_handover hand_over handover go_on layout own_layout"
    ),
    "procedures": (
        "cases cases_sheet cases_paper choose new case finish new_paper draft_paper vote stop add_member procedures "
        "procedure draft targets recount recount_sheet figures statistics statistics_sheet roster roster_sheet "
        "open_line tell badges badges_sheet"
    ),
    "vault": "letters letter office seat decide breakings new_breaking breaking new door write write_back",
    "accounts": "users users_sheet user resets resets_sheet",
    "records": "check",
    "facts": "calendar calendar_sheet facts facts_sheet fact correct",
    "jobs": "jobs jobs_sheet",
    "journal": "journal sheet",
    "notices": "notices notices_sheet preferences letters letters_sheet",
    "workbench": "lists lists_sheet new run mapping findings people pairs pair",
    "chasing": "silent silent_sheet weekly weekly_sheet feeds",
}
NAMES = [f"{room}:{page}" for room, pages in PAGES.items() for page in pages.split()]


def cost_of(browser: Client, address: str) -> tuple[int, list[str]]:
    """Queries of the page once it is warm; a savepoint is no question."""
    assert browser.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        b"".join(browser.get(address))
    questions = [q["sql"] for q in asked.captured_queries if "SAVEPOINT" not in q["sql"]]
    return len(questions), questions


def readers_of(name: str) -> list[str]:
    """Who of the cast may open the page."""
    listed = TABLE[name]["get"]
    return listed if isinstance(listed, list) else ["contact", "clerk", "secretary"]


def cost_for(reader: str, name: str, world: World) -> tuple[int, list[str]]:
    query = "?q=kh" if name == "organisation:complete" else ""
    return cost_of(browser_of(getattr(world.cast, reader)), address_of(name, world) + query)


def costs(world: World) -> dict[str, tuple[int, list[str]]]:
    return {name: cost_for(readers_of(name)[0], name, world) for name in NAMES}


@pytest.mark.slow
def test_a_page_costs_the_same_with_many_rows(world: World) -> None:
    add_crowd(world, FEW)
    before = costs(world)

    add_crowd(world, MANY)
    after = costs(world)

    grown = [
        f"{name}: {before[name][0]} → {after[name][0]}, e.g. {after[name][1][-1][:300]}"
        for name in NAMES
        if after[name][0] > before[name][0]
    ]
    assert not grown, "\n".join(grown)


@pytest.mark.slow
def test_no_page_asks_more_than_twelve_questions(world: World) -> None:
    """Whoever opens it: a clerk, a leader and a unit's contact do not see the same page."""
    add_crowd(world, FEW)

    asked = {(name, who): cost_for(who, name, world)[0] for name in NAMES for who in readers_of(name)}

    over = [f"{name} for {who}: {n}" for (name, who), n in asked.items() if n > MORE.get(name, MOST)]
    assert not over, "\n".join(over)


def test_every_list_has_a_budget() -> None:
    """A page that lists something and a sheet of it: each stands in the table above."""
    listing = [
        n
        for n in TABLE
        if ("get" in TABLE[n] and n.endswith(("_sheet", ":sheet"))) or n.partition(":")[0] == n.partition(":")[2]
    ]

    assert [name for name in listing if name not in NAMES and not name.endswith(":preview_sheet")] == []
