"""A case and the protected letter from which it came: one knows the other by its alias alone."""

import re

import pytest
from django.test import Client

from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant
from nennep.procedures.actions.letters import tie_letter
from nennep.procedures.actions.membership import add_member, end_member, sweep_members
from nennep.procedures.actions.moving import annul_case
from nennep.procedures.actions.opening import Opening, open_case
from nennep.procedures.models import Case
from nennep.procedures.tests.make import FIRST, make_case
from nennep.procedures.tests.test_pages import Enter
from nennep.vault.actions.holding import add_accused
from nennep.vault.actions.laying import Against
from nennep.vault.models import Envelope
from nennep.vault.tests.make import NAME, TEXT, make_envelope, make_vault
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(cast: Cast) -> Envelope:
    """Of the inspector and the organiser."""
    return make_envelope(make_vault(cast))


@pytest.fixture
def browser(cast: Cast, enter: Enter) -> Client:
    return enter(cast.inspector)


def opened(letter: Envelope, cast: Cast, procedure: str = "denunciation_party") -> Case:
    return open_case(Opening(procedure, cast.tree.board, "Chi bộ 1", FIRST, about=letter), by=cast.inspector)


def test_from_the_letter_one_comes_to_opening_its_case_and_later_to_the_case(
    cast: Cast, letter: Envelope, browser: Client
) -> None:
    address = f"/letters/{letter.public_id}/case/"

    first = browser.get(address, follow=True).content.decode()
    case = opened(letter, cast)

    offered = re.findall(r"/cases/new/(\w+)/\?letter=(\w+)", first)
    assert sorted(offered) == [("denunciation_party", letter.public_id), ("denunciation_state", letter.public_id)]
    assert browser.get(address)["Location"] == f"/cases/{case.public_id}/"


def test_the_case_names_the_alias_and_nothing_of_the_letter(cast: Cast, letter: Envelope, browser: Client) -> None:
    case = opened(letter, cast)

    page = browser.get(f"/cases/{case.public_id}/").content.decode()

    assert f"Người tố cáo {letter.alias}" in page
    assert NAME not in page
    assert TEXT not in page


def test_a_member_of_the_case_is_no_holder_of_the_letter(cast: Cast, letter: Envelope, enter: Enter) -> None:
    case = opened(letter, cast)
    add_member(case, cast.contact, by=cast.inspector)

    assert enter(cast.contact).get(f"/cases/{case.public_id}/").status_code == 200
    assert enter(cast.contact).get(f"/letters/{letter.public_id}/").status_code == 404
    assert enter(cast.contact).get(f"/letters/{letter.public_id}/case/").status_code == 404


def test_a_case_opened_before_is_tied_to_its_letter_for_good(cast: Cast, letter: Envelope, browser: Client) -> None:
    case, address = make_case(cast.tree.board, cast.inspector, "denunciation_party"), "/cases/{}/letter/"

    browser.post(address.format(case.public_id), {"letter": letter.pk})

    case.refresh_from_db()
    assert case.letter == letter
    assert Entry.objects.filter(action="case.letter_tied").count() == 1
    assert browser.get(address.format(case.public_id)).status_code == 404


def test_one_letter_has_one_case(cast: Cast, letter: Envelope, browser: Client) -> None:
    case = opened(letter, cast)

    with pytest.raises(RuleBroken, match="đã có hồ sơ"):
        opened(letter, cast)
    annul_case(case, "mở nhầm", by=cast.inspector)
    assert browser.get(f"/letters/{letter.public_id}/case/")["Location"].startswith("/cases/new/")
    assert opened(letter, cast).letter == letter


def test_only_a_holder_ties_it_and_only_to_a_procedure_that_seals(cast: Cast, letter: Envelope) -> None:
    own = make_case(cast.tree.board, cast.inspector, "denunciation_party")
    add_member(own, cast.secretary, by=cast.inspector)

    with pytest.raises(NotAllowed):
        tie_letter(own, letter, by=cast.secretary)
    with pytest.raises(RuleBroken, match="không dành cho"):
        opened(letter, cast, "inspection")


def in_case(case: Case) -> set[str]:
    return set(case.members.filter(ended_at=None).values_list("user__username", flat=True))


def test_who_is_too_near_to_the_letter_gets_no_case_of_it(cast: Cast, letter: Envelope) -> None:
    add_accused(letter, Against(unit=cast.tree.board), by=cast.inspector)
    case = opened(letter, cast)

    with pytest.raises(RuleBroken, match="liên quan đến nội dung đơn"):
        add_member(case, cast.contact, by=cast.inspector)
    add_member(case, cast.neighbour, by=cast.inspector)


def test_a_member_found_to_be_concerned_leaves_the_case_at_once(cast: Cast, letter: Envelope, enter: Enter) -> None:
    case = opened(letter, cast)
    add_member(case, cast.contact, by=cast.inspector)

    add_accused(letter, Against(unit=cast.tree.board), by=cast.organiser)

    assert enter(cast.contact).get(f"/cases/{case.public_id}/").status_code == 404
    assert in_case(case) == {cast.inspector.username}
    assert Entry.objects.get(action="case.member_concerned").actor == cast.organiser.public_id


def test_a_case_whose_only_member_is_concerned_goes_to_a_holder_of_its_letter(cast: Cast, letter: Envelope) -> None:
    case = opened(letter, cast)

    add_accused(letter, Against(person=cast.inspector), by=cast.organiser)

    assert in_case(case) == {cast.organiser.username}


def test_a_member_whom_a_later_role_brings_near_is_out_by_the_clock(cast: Cast, letter: Envelope) -> None:
    add_accused(letter, Against(unit=cast.tree.board), by=cast.inspector)
    case = opened(letter, cast)
    add_member(case, cast.neighbour, by=cast.inspector)
    make_grant(cast.neighbour, Role.CONTACT, cast.tree.cell)

    sweep_members()

    assert in_case(case) == {cast.inspector.username}


def test_a_case_with_a_concerned_member_is_not_tied(cast: Cast, letter: Envelope) -> None:
    add_accused(letter, Against(unit=cast.tree.board), by=cast.inspector)
    case = make_case(cast.tree.board, cast.inspector, "denunciation_party")
    member = add_member(case, cast.contact, by=cast.inspector)

    with pytest.raises(RuleBroken, match=cast.contact.full_name):
        tie_letter(case, letter, by=cast.inspector)
    end_member(member, by=cast.inspector)
    assert tie_letter(case, letter, by=cast.inspector).letter == letter
