"""Written down before it is opened, exactly as often (SECURITY-BAR B4, B5)."""

import itertools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.notices.actions.preferences import choose_ways
from nennep.notices.models import Notice
from nennep.notices.rules import Topic, Way
from nennep.vault.actions import breaking, opening
from nennep.vault.actions.breaking import ask_to_break, release
from nennep.vault.actions.leaving import sweep_orphans
from nennep.vault.actions.opening import Wanted, open_letter
from nennep.vault.models import BreakGlass, Envelope, Handed, Reveal, Share, Wrap
from nennep.vault.rules import Opened
from nennep.vault.tests.make import NAME, WHY, Vault, make_envelope, with_trusted_key
from nennep.vault.tokens import Opener
from tests.cast import Cast

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
Counted = list[tuple[str, bool, bool]]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """Every block that became readable, with whether its entry stood then and was committed."""
    seen: Counted = []
    decrypt = opening.decrypt

    def watched(envelope: Envelope, *rest: Any) -> bytes:
        stood = Entry.objects.filter(action="envelope.opened", object=f"envelope:{envelope.public_id}").exists()
        seen.append((envelope.public_id, stood, connection.in_atomic_block))
        return decrypt(envelope, *rest)

    monkeypatch.setattr(opening, "decrypt", watched)
    return seen


@pytest.mark.django_db(transaction=True, databases=["default", "vault"])
def test_the_entry_is_committed_before_anything_is_readable(vault: Vault, counted: Counted) -> None:
    envelope = make_envelope(vault)

    open_letter(Wanted(envelope, Opened.AUTHOR, WHY), by=vault.inspector)

    assert counted == [(envelope.public_id, True, False)]


@pytest.mark.django_db(transaction=True, databases=["default", "vault"])
def test_log_and_decrypt_swapped_is_noticed(vault: Vault, counted: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault."""
    envelope, note = make_envelope(vault), opening.note_reveal
    monkeypatch.setattr(opening, "note_reveal", lambda *_given, **_by: None)

    open_letter(Wanted(envelope, Opened.AUTHOR, WHY), by=vault.inspector)
    note(Wanted(envelope, Opened.AUTHOR, WHY), by=vault.inspector)

    assert counted == [(envelope.public_id, False, False)]


def broken(*_given: Any, **_said: Any) -> None:
    raise DatabaseError("disk full")


def test_no_entry_no_reveal(vault: Vault, counted: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    envelope = make_envelope(vault)
    monkeypatch.setattr(opening, "record", broken)

    with pytest.raises(DatabaseError):
        open_letter(Wanted(envelope, Opened.AUTHOR, WHY), by=vault.inspector)

    assert counted == []
    assert not Reveal.objects.exists()


def test_reveals_are_entries_exactly(vault: Vault, counted: Counted) -> None:
    letters = [make_envelope(vault) for _n in range(3)]

    for envelope, what, by in itertools.product(letters, (Opened.AUTHOR, Opened.LETTER), (vault.inspector,)):
        open_letter(Wanted(envelope, what, WHY), by=by)

    entries = Entry.objects.filter(action="envelope.opened")
    assert len(counted) == entries.count() == Reveal.objects.count() == 6
    assert set(Reveal.objects.values_list("entry", flat=True)) == set(entries.values_list("n", flat=True))


def test_a_reason_is_asked_for_the_name(vault: Vault) -> None:
    with pytest.raises(RuleBroken, match="lý do"):
        open_letter(Wanted(make_envelope(vault), Opened.AUTHOR, "xem"), by=vault.inspector)

    assert not Reveal.objects.exists()


Broken = Callable[[Envelope], BreakGlass]


@pytest.fixture
def asked(vault: Vault, cast: Cast) -> Broken:
    with_trusted_key(cast.member, vault.inspector)
    return lambda envelope: ask_to_break(envelope, cast.member, "không còn ai được giao", by=cast.secretary)


@pytest.mark.parametrize("pair", list(itertools.permutations(range(3), 2)))
def test_any_two_custodians_open_one_letter_for_the_named_handler(
    vault: Vault, cast: Cast, asked: Broken, pair: tuple[int, int]
) -> None:
    envelope, other = make_envelope(vault), make_envelope(vault)
    request = asked(envelope)

    first, second = (release(request, by=vault.custodians[n]) for n in pair)

    assert (first, second) == (False, True)
    assert Wrap.objects.filter(envelope=envelope.public_id, whose=cast.member.public_id).exists()
    assert not Wrap.objects.filter(envelope=other.public_id, whose=cast.member.public_id).exists()
    assert {n.to_id for n in Notice.objects.filter(kind="envelope.breaking")} >= {
        cast.inspector.pk,
        cast.organiser.pk,
        cast.auditor.pk,
    }


def test_the_handler_reads_it_then(vault: Vault, cast: Cast) -> None:
    envelope, member = make_envelope(vault), with_trusted_key(cast.member, vault.inspector)
    request = ask_to_break(envelope, cast.member, "không còn ai được giao", by=cast.secretary)
    for custodian in vault.custodians[:2]:
        release(request, by=custodian)

    assert NAME in open_letter(Wanted(envelope, Opened.AUTHOR, WHY), by=member)[0].text


@pytest.mark.parametrize("alone", range(3))
def test_one_custodian_alone_opens_nothing_however_often(vault: Vault, cast: Cast, asked: Broken, alone: int) -> None:
    request = asked(make_envelope(vault))

    assert [release(request, by=vault.custodians[alone]) for _n in range(3)] == [False] * 3
    assert not Wrap.objects.filter(whose=cast.member.public_id).exists()


def test_nobody_asks_for_oneself(vault: Vault, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="chính mình"):
        ask_to_break(make_envelope(vault), cast.secretary, "không còn ai được giao", by=cast.secretary)


def test_after_a_day_a_request_is_void(vault: Vault, asked: Broken) -> None:
    request = asked(make_envelope(vault))
    BreakGlass.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    with pytest.raises(RuleBroken, match="24 giờ"):
        release(request, by=vault.custodians[0])


def test_no_entry_no_share(vault: Vault, asked: Broken, monkeypatch: pytest.MonkeyPatch) -> None:
    request = asked(make_envelope(vault))
    opened: list[Any] = []
    monkeypatch.setattr(breaking, "record", broken)
    monkeypatch.setattr(breaking, "unseal", lambda *given: opened.append(given))

    with pytest.raises(DatabaseError):
        release(request, by=vault.custodians[0])

    assert opened == []


def test_a_share_that_was_exchanged_counts_for_nothing_and_is_written_down(vault: Vault, asked: Broken) -> None:
    request = asked(make_envelope(vault))
    Share.objects.filter(whose=vault.custodians[1].user.public_id).update(sealed=b"\x01" + b"0" * 80)

    with pytest.raises(RuleBroken, match="đã bị đổi"):
        release(request, by=vault.custodians[1])

    assert not request.releases.exists()
    assert Entry.objects.get(action="envelope.strange").detail.body["strange"] == ["share"]


def test_parts_that_were_given_go_when_the_day_is_over(vault: Vault, asked: Broken) -> None:
    release(asked(make_envelope(vault)), by=vault.custodians[1])
    sweep_orphans()
    assert Handed.objects.count() == 2
    BreakGlass.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    sweep_orphans()

    assert not Handed.objects.exists()


def test_news_of_a_breaking_is_on_the_page_of_who_wants_letters_alone(vault: Vault, cast: Cast, asked: Broken) -> None:
    cast.auditor.email = "auditor@example.org"
    choose_ways({Topic.WORK: Way(on_page=False)}, by=cast.auditor)

    asked(make_envelope(vault))

    assert Notice.objects.visible_to(cast.auditor).filter(kind="envelope.breaking").exists()


def test_who_is_no_custodian_releases_nothing(vault: Vault, cast: Cast, asked: Broken) -> None:
    request = asked(make_envelope(vault))

    for opener in (vault.inspector, Opener(cast.sysadmin, vault.inspector.private)):
        with pytest.raises(NotAllowed):
            release(request, by=opener)
