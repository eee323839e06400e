"""As many entries as acts of opening, whatever is opened through the pages; entry first (SECURITY-BAR B4, B5)."""

from typing import Any

import pytest
from django.test import Client

from nennep.journal.models import Entry
from nennep.sealing import boxes
from nennep.vault.actions import breaking, opening
from nennep.vault.actions.breaking import ask_to_break, note_release, release
from nennep.vault.actions.opening import Wanted, note_reveal
from nennep.vault.models import BreakGlass, Envelope, Reveal
from nennep.vault.rules import Opened
from nennep.vault.tests.make import Vault, a_file, make_envelope, with_trusted_key
from nennep.vault.tests.test_letters_pages import at, unlocked
from nennep.vault.tokens import Opener

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
OPENED, RELEASED = "envelope.opened", "envelope.share_released"


@pytest.fixture
def entries_then(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many acts were written down when each block became readable."""
    counts: list[int] = []
    decrypt = opening.decrypt

    def watched(*given: Any) -> bytes:
        counts.append(Entry.objects.filter(action=OPENED).count())
        return decrypt(*given)

    monkeypatch.setattr(opening, "decrypt", watched)
    return counts


def open_every_kind(browser: Client, envelope: Envelope) -> None:
    file = f"/letters/files/{envelope.attachments.get().public_id}/"
    browser.post(at(envelope, "read/"))
    for what in ("author", "letter"):
        browser.post(at(envelope, "open/"), {"what": what, "why": "meet"})
    for told in ({"what": "file", "why": "verify"}, {"what": "clean"}):
        b"".join(browser.post(file, told))


def check_exact(vault: Vault, entries_then: list[int]) -> None:
    open_every_kind(unlocked(vault.inspector), make_envelope(vault, [a_file()]))

    entries = list(Entry.objects.filter(action=OPENED).order_by("n"))
    assert sorted(set(entries_then)) == list(range(1, len(Opened) + 1))
    assert sorted(entry.detail.body["what"] for entry in entries) == sorted(Opened)
    assert set(Reveal.objects.values_list("entry", flat=True)) == {entry.n for entry in entries}


def test_every_kind_that_the_pages_open_is_written_down_once_and_before(vault: Vault, entries_then: list[int]) -> None:
    check_exact(vault, entries_then)


@pytest.mark.parametrize("what", list(Opened))
def test_a_page_that_skips_the_log_for_one_kind_is_noticed(
    vault: Vault, entries_then: list[int], monkeypatch: pytest.MonkeyPatch, what: Opened
) -> None:
    """The planted fault."""

    def skips(wanted: Wanted, *, by: Opener) -> Reveal | None:
        return None if wanted.what == what else note_reveal(wanted, by=by)

    monkeypatch.setattr(opening, "note_reveal", skips)

    with pytest.raises(AssertionError):
        check_exact(vault, entries_then)


@pytest.fixture
def asked(vault: Vault) -> BreakGlass:
    handler = with_trusted_key(vault.cast.member, vault.inspector).user
    return ask_to_break(make_envelope(vault), handler, "không còn ai được giao", by=vault.cast.secretary)


@pytest.fixture
def releases_then(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many releases were written down when each part was opened."""
    counts: list[int] = []

    def watched(*given: Any) -> bytes:
        counts.append(Entry.objects.filter(action=RELEASED).count())
        return boxes.unseal(*given)

    monkeypatch.setattr(breaking, "unseal", watched)
    return counts


def test_the_entry_stands_before_any_share_is_opened(vault: Vault, asked: BreakGlass, releases_then: list[int]) -> None:
    for custodian in vault.custodians[:2]:
        release(asked, by=custodian)

    assert set(releases_then) == {1, 2}


def test_a_share_that_is_opened_before_its_entry_is_noticed(
    vault: Vault, asked: BreakGlass, releases_then: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: the order swapped."""
    released = breaking.released

    def swapped(request: BreakGlass, by: Opener) -> bool:
        is_open = released(request, by)
        note_release(request, by=by)
        return is_open

    monkeypatch.setattr(breaking, "note_release", lambda _request, **_by: None)
    monkeypatch.setattr(breaking, "released", swapped)
    release(asked, by=vault.custodians[0])

    assert set(releases_then) == {0}
    assert Entry.objects.filter(action=RELEASED).count() == 1
