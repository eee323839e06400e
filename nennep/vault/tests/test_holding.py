"""Named by two, never the concerned; who leaves opens nothing, and the key changes (SECURITY-BAR B3)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nennep.accounts.actions.users import disable_user
from nennep.accounts.models import User
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.notices.models import Notice
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant
from nennep.vault.actions import mending
from nennep.vault.actions.holding import Asking, add_accused, ask, decide
from nennep.vault.actions.keys import forget_key
from nennep.vault.actions.laying import Against
from nennep.vault.actions.leaving import sweep_leavers, sweep_orphans, warn_overdue
from nennep.vault.actions.mending import mend
from nennep.vault.actions.opening import Wanted, decrypt, file_of, key_of, open_letter
from nennep.vault.actions.writing import add_note
from nennep.vault.models import Envelope, HolderKey, Seat, Share, Wrap
from nennep.vault.rules import OF_THE_CASE, Asked, BlockKind, Opened, Seated
from nennep.vault.tests.make import NAME, WHY, Vault, a_file, make_envelope, vouch, with_key, with_trusted_key
from tests.cast import Cast

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def name_holder(envelope: Envelope, person: User, vault: Vault) -> None:
    request = ask(Asking(Asked.ADD, person, "thêm người thẩm tra", envelope), by=vault.inspector.user)
    decide(request, agreed=True, by=vault.organiser.user)


def test_a_holder_is_named_by_two_and_gets_a_key_when_another_unlocks(vault: Vault, cast: Cast) -> None:
    envelope, member = make_envelope(vault), with_trusted_key(cast.member, vault.inspector)

    name_holder(envelope, cast.member, vault)

    assert mend(by=vault.inspector) == 1
    assert NAME in open_letter(Wanted(envelope_now(envelope), Opened.AUTHOR, WHY), by=member)[0].text


def envelope_now(envelope: Envelope) -> Envelope:
    return Envelope.objects.get(pk=envelope.pk)


def test_nobody_agrees_to_the_own_request_nor_about_oneself(vault: Vault, cast: Cast) -> None:
    envelope = make_envelope(vault)
    request = ask(Asking(Asked.REMOVE, cast.organiser, "chuyển công tác", envelope), by=cast.inspector)

    for by in (cast.inspector, cast.organiser, cast.clerk, cast.sysadmin):
        with pytest.raises(NotAllowed):
            decide(request, agreed=True, by=by)
    decide(request, agreed=False, by=cast.secretary)

    assert envelope.holders.filter(user=cast.organiser, ended_at=None).exists()


def test_the_concerned_decide_nothing_about_a_letter(vault: Vault, cast: Cast) -> None:
    envelope = make_envelope(vault, against=[Against(person=cast.secretary)])
    request = ask(Asking(Asked.ADD, cast.member, "thêm người thẩm tra", envelope), by=cast.inspector)

    with pytest.raises(NotAllowed):
        decide(request, agreed=True, by=cast.secretary)


def test_only_a_holder_asks_about_a_letter(vault: Vault, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        ask(Asking(Asked.ADD, cast.secretary, "để biết", make_envelope(vault)), by=cast.secretary)


def test_a_request_older_than_three_days_is_void(vault: Vault, cast: Cast) -> None:
    request = ask(Asking(Asked.ADD, cast.member, "thêm", make_envelope(vault)), by=cast.inspector)
    request.expires_at = timezone.now() - timedelta(seconds=1)
    request.save()

    with pytest.raises(RuleBroken):
        decide(request, agreed=True, by=cast.organiser)


@pytest.mark.parametrize("who", ["contact", "cell_contact", "secretary"])
def test_the_concerned_can_never_be_holders(vault: Vault, cast: Cast, who: str) -> None:
    make_grant(cast.outsider, Role.CONTACT, cast.tree.cell)
    person = {"contact": cast.contact, "cell_contact": cast.outsider, "secretary": cast.secretary}[who]
    envelope = make_envelope(vault, against=[Against(unit=cast.tree.board, superiors=True)])

    with pytest.raises(RuleBroken, match="liên quan"):
        ask(Asking(Asked.ADD, person, "theo phân công", envelope), by=cast.inspector)


def test_a_receiver_who_is_accused_gets_neither_wrap_nor_share(vault: Vault, cast: Cast) -> None:
    envelope = make_envelope(vault, against=[Against(person=cast.inspector), Against(person=cast.auditor)])

    assert list(envelope.holders.values_list("user", flat=True)) == [cast.organiser.pk]
    assert not Wrap.objects.filter(whose=cast.inspector.public_id).exists()
    assert not Share.objects.filter(whose=cast.auditor.public_id).exists()


def test_a_holder_found_to_be_concerned_loses_it_at_once(vault: Vault, cast: Cast) -> None:
    envelope = make_envelope(vault)

    add_accused(envelope, Against(person=cast.inspector), by=cast.organiser)

    assert not Wrap.objects.filter(whose=cast.inspector.public_id).exists()
    with pytest.raises(NotAllowed):
        open_letter(Wanted(envelope, Opened.AUTHOR, WHY), by=vault.inspector)


def test_the_last_holder_cannot_be_removed(vault: Vault, cast: Cast) -> None:
    envelope = make_envelope(vault, against=[Against(person=cast.inspector)])

    with pytest.raises(RuleBroken):
        ask(Asking(Asked.REMOVE, cast.organiser, "chuyển", envelope), by=cast.organiser)


def rotated_all(vault: Vault, files: int = 1) -> list[str]:
    """What of a letter still opens with the old key after one holder left and the other unlocked."""
    envelope = make_envelope(vault, [a_file() for _n in range(files)])
    add_note(envelope, "ghi chú", by=vault.inspector.user)
    old = key_of(envelope, vault.inspector)
    add_accused(envelope, Against(person=vault.inspector.user), by=vault.organiser.user)
    mend(by=vault.organiser)
    fresh = envelope_now(envelope)
    still = []
    for block in fresh.blocks.all():
        try:
            decrypt(fresh, block, old, vault.organiser)
            still.append(block.kind)
        except RuleBroken:
            if block.generation != fresh.generation:
                still.append(block.kind)
    return still


def test_rotation_seals_every_block_anew(vault: Vault) -> None:
    assert rotated_all(vault) == []


def test_a_rotation_that_forgets_attachments_is_noticed(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault."""
    forgetful = tuple(kind for kind in OF_THE_CASE if kind != BlockKind.FILE)
    monkeypatch.setattr(mending, "OF_THE_CASE", forgetful)

    assert rotated_all(vault) == ["file"]


def test_files_open_after_a_rotation_and_old_wraps_are_gone(vault: Vault, cast: Cast) -> None:
    envelope = make_envelope(vault, [a_file(content=b"content")])
    add_accused(envelope, Against(person=cast.inspector), by=cast.organiser)

    assert mend(by=vault.organiser) == 1

    fresh = envelope_now(envelope)
    [block] = open_letter(Wanted(fresh, Opened.FILE, WHY, fresh.attachments.get()), by=vault.organiser)
    assert b"".join(file_of(block).chunks) == b"content"
    assert set(Wrap.objects.values_list("generation", flat=True)) == {fresh.generation} == {2}
    assert Entry.objects.filter(action="envelope.rotated").count() == 1


def test_a_disabled_account_opens_nothing_at_once(
    vault: Vault, cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    envelope = make_envelope(vault)
    assert callable(django_capture_on_commit_callbacks)

    with django_capture_on_commit_callbacks(execute=True):
        disable_user(cast.inspector, "chuyển công tác", by=cast.sysadmin)

    assert not HolderKey.objects.filter(whose=cast.inspector.public_id).exists()
    assert not Wrap.objects.filter(whose=cast.inspector.public_id).exists()
    assert envelope_now(envelope).rotate_since == timezone.localdate()
    assert not Seat.objects.filter(user=cast.inspector, ended_at=None).exists()


def test_who_slipped_through_is_swept_and_orphans_too(vault: Vault, cast: Cast) -> None:
    make_envelope(vault)
    User.objects.filter(pk=cast.inspector.pk).update(is_active=False)
    Wrap.objects.create(envelope="abcabcabcabc", generation=1, whose="x", sealed=b"-")
    Wrap.objects.update(made_at=timezone.now() - timedelta(days=1))

    sweep_leavers()
    sweep_orphans()

    assert list(Wrap.objects.values_list("whose", flat=True)) == [cast.organiser.public_id]


def test_a_letter_that_waits_longer_than_a_week_is_told_to_its_holders(vault: Vault, cast: Cast) -> None:
    envelope = make_envelope(vault)
    Envelope.objects.filter(pk=envelope.pk).update(rotate_since=timezone.localdate() - timedelta(days=8))

    warn_overdue()

    told = Notice.objects.filter(kind="envelope.overdue")
    assert set(told.values_list("to", flat=True)) == {cast.inspector.pk, cast.organiser.pk}


def test_after_a_forgotten_phrase_another_holder_makes_the_wrap_once_somebody_vouches(vault: Vault, cast: Cast) -> None:
    """Turns red when letters are sealed to a new key by itself: two who reset an account would have them."""
    envelope = make_envelope(vault)
    forget_key(by=cast.inspector)
    again = with_key(cast.inspector)

    mend(by=vault.organiser)
    with pytest.raises(RuleBroken, match="chưa có khóa"):
        open_letter(Wanted(envelope_now(envelope), Opened.AUTHOR, WHY), by=again)
    vouch(cast.inspector, vault.organiser)
    mend(by=vault.organiser)

    assert open_letter(Wanted(envelope_now(envelope), Opened.AUTHOR, WHY), by=again)


def test_after_a_forgotten_phrase_shares_come_back_and_the_letter_has_a_new_key(vault: Vault, cast: Cast) -> None:
    """Turns red when a custodian who lost the words is none any more for the letters that lie there."""
    envelope, custodian = make_envelope(vault), vault.custodians[0].user
    forget_key(by=custodian)
    assert mend(by=vault.inspector) == 1
    with_trusted_key(custodian, vault.inspector)

    assert mend(by=vault.organiser) == 1
    assert mend(by=vault.inspector) == 0
    assert envelope_now(envelope).generation == 3
    assert Share.objects.filter(whose=custodian.public_id).count() == 2


def test_who_forgot_the_words_leaves_the_letters_flagged(vault: Vault, cast: Cast) -> None:
    envelope, other = make_envelope(vault), make_envelope(vault, against=[Against(person=cast.organiser)])

    forget_key(by=cast.organiser)

    assert envelope_now(envelope).rotate_since == timezone.localdate()
    assert envelope_now(other).rotate_since is None


def test_a_custodian_whose_key_comes_after_the_cut_gets_shares(vault: Vault, cast: Cast) -> None:
    make_envelope(vault)
    for kind, who in ((Asked.UNSEAT, cast.auditor), (Asked.SEAT, cast.member)):
        request = ask(Asking(kind, who, "thay người", seat=Seated.CUSTODIAN), by=cast.secretary)
        decide(request, agreed=True, by=cast.inspector, key=vault.inspector)
    mend(by=vault.inspector)
    with_trusted_key(cast.member, vault.inspector)

    assert mend(by=vault.organiser) == 1
    assert Share.objects.filter(whose=cast.member.public_id).exists()


def test_custodians_are_three_and_given_by_two(vault: Vault, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="ba người"):
        ask(Asking(Asked.SEAT, cast.member, "thêm", seat=Seated.CUSTODIAN), by=cast.secretary)

    request = ask(Asking(Asked.SEAT, cast.member, "thêm", seat=Seated.RECEIVER), by=cast.secretary)
    decide(request, agreed=True, by=cast.inspector, key=vault.inspector)

    assert Seat.objects.filter(user=cast.member, kind=Seated.RECEIVER, ended_at=None).exists()
