"""Who keeps the vault does so for the whole office; what waits for a second person finds that person."""

import pytest
from django.utils import timezone

from nennep.accounts.models import User
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.notices.models import Notice
from nennep.organisation.models import Grant
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant
from nennep.vault.actions.breaking import ask_to_break, release
from nennep.vault.actions.door import open_door
from nennep.vault.actions.holding import Asking, ask, decide
from nennep.vault.actions.keys import forget_key
from nennep.vault.actions.laying import Against, take_letter
from nennep.vault.models import BreakGlass, Seat, VaultRequest
from nennep.vault.permissions import keepers, keeps_vault
from nennep.vault.queries.requests import may_decide, requests_for
from nennep.vault.rules import Asked, Seated
from nennep.vault.tests.make import Vault, letter, make_envelope, with_key, with_trusted_key
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SEAT = Seated.RECEIVER


def ask_for_a_seat(cast: Cast, person: User, by: User) -> VaultRequest:
    return ask(Asking(Asked.SEAT, person, "thay người nghỉ", seat=SEAT), by=by)


def told(kind: str) -> set[User]:
    return {notice.to for notice in Notice.objects.filter(kind=kind).select_related("to")}


def test_who_leads_a_part_of_the_tree_keeps_nothing_of_the_whole(vault: Vault, cast: Cast) -> None:
    """Turns red when the right is asked for on any unit."""
    make_grant(cast.outsider, Role.LEADER, cast.tree.cell)
    make_grant(cast.outsider, Role.LEADER, cast.tree.board, subtree=True)
    make_grant(cast.outsider, Role.CLERK, cast.tree.school, subtree=True)
    request = ask_for_a_seat(cast, cast.member, by=cast.secretary)

    for act in (
        lambda: ask_for_a_seat(cast, cast.contact, by=cast.outsider),
        lambda: decide(request, agreed=True, by=cast.outsider),
        lambda: open_door("Quyết định số 1", by=cast.outsider),
        lambda: ask_to_break(make_envelope(vault), cast.inspector, "không còn ai được giao", by=cast.outsider),
        lambda: take_letter(letter(), by=cast.outsider),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not keeps_vault(cast.outsider)
    assert {user.pk for user in keepers()} == {cast.secretary.pk, cast.inspector.pk}


def test_a_request_is_before_the_eyes_of_every_second_person_and_of_nobody_else(vault: Vault, cast: Cast) -> None:
    more = ask(Asking(Asked.ADD, cast.contact, "giúp xác minh", make_envelope(vault)), by=cast.organiser)
    seat = ask_for_a_seat(cast, cast.member, by=cast.secretary)

    found = {user: requests_for(user) for user in User.objects.all()}

    assert {user: waiting for user, waiting in found.items() if waiting} == {
        cast.secretary: [more],
        cast.inspector: [more, seat],
        **{user: [seat] for user in (cast.organiser, cast.auditor, cast.neighbour)},
    }
    assert all(may_decide(user, request) == (request in found[user]) for user in found for request in (more, seat))
    assert told("envelope.asked") == {cast.secretary, cast.inspector, cast.organiser, cast.auditor, cast.neighbour}


def test_who_is_concerned_does_not_learn_that_somebody_asked(vault: Vault, cast: Cast) -> None:
    envelope = make_envelope(vault, against=[Against(person=cast.secretary)])

    request = ask(Asking(Asked.ADD, cast.member, "giúp xác minh", envelope), by=cast.inspector)

    assert requests_for(cast.secretary) == []
    assert requests_for(cast.organiser) == [request]
    assert told("envelope.asked") == {cast.organiser}


def test_the_same_is_not_asked_twice_while_it_waits(vault: Vault, cast: Cast) -> None:
    ask_for_a_seat(cast, cast.member, by=cast.secretary)

    with pytest.raises(RuleBroken, match="đang chờ"):
        ask_for_a_seat(cast, cast.member, by=cast.inspector)


def test_what_somebody_asked_who_no_longer_may_is_void(vault: Vault, cast: Cast) -> None:
    """Turns red when only the second person is looked at: one alone would then do what takes two."""
    request = ask_for_a_seat(cast, cast.member, by=cast.secretary)
    with_trusted_key(cast.member, vault.inspector)
    breaking = ask_to_break(make_envelope(vault), cast.member, "không còn ai được giao", by=cast.secretary)
    Grant.objects.filter(user=cast.secretary).update(revoked_at=timezone.now())

    with pytest.raises(RuleBroken, match="không còn quyền"):
        decide(request, agreed=True, by=cast.inspector, key=vault.inspector)
    with pytest.raises(RuleBroken, match="không còn quyền"):
        release(breaking, by=vault.custodians[1])

    assert not Seat.objects.filter(user=cast.member).exists()


def test_a_change_of_seats_is_told_to_all_whom_it_bears_on(vault: Vault, cast: Cast) -> None:
    decide(ask_for_a_seat(cast, cast.member, by=cast.secretary), agreed=True, by=cast.inspector, key=vault.inspector)

    assert told("envelope.given") == {cast.member}
    assert told("envelope.decided") == {cast.secretary}
    seated = {cast.inspector, cast.organiser, cast.secretary, cast.auditor, cast.neighbour}
    assert told("envelope.seated") == seated
    [said] = set(Notice.objects.filter(kind="envelope.seated").values_list("text", flat=True))
    assert all(person.full_name in said for person in (cast.member, cast.secretary, cast.inspector))


def test_who_tries_whom_a_letter_is_about_is_written_down(vault: Vault, cast: Cast) -> None:
    """The accused keeper hears what anybody hears of an alias that stands nowhere."""
    envelope = make_envelope(vault, against=[Against(person=cast.secretary), Against(person=cast.member)])
    for person in (cast.member, cast.contact):
        with_trusted_key(person, vault.inspector)

    with pytest.raises(RuleBroken, match="Không có đơn nào mang bí danh này"):
        ask_to_break(envelope, cast.contact, "không còn ai được giao", by=cast.secretary)
    with pytest.raises(RuleBroken, match="liên quan"):
        ask_to_break(envelope, cast.member, "không còn ai được giao", by=cast.inspector)

    assert Entry.objects.filter(action="envelope.break_refused").count() == 2
    assert not BreakGlass.objects.exists()


def test_who_reads_a_letter_already_needs_no_breaking(vault: Vault, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="đang mở được"):
        ask_to_break(make_envelope(vault), cast.organiser, "không còn ai được giao", by=cast.secretary)


def test_a_key_that_is_made_anew_is_told_to_whoever_would_seal_letters_to_it(vault: Vault, cast: Cast) -> None:
    """Turns red when somebody who came by an account gets letters in silence."""
    make_envelope(vault)
    Notice.objects.all().delete()

    forget_key(by=cast.inspector)
    with_key(cast.inspector)

    assert told("envelope.key_made_anew") == {cast.organiser, cast.secretary, cast.auditor, cast.neighbour}
