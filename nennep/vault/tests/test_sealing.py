"""Letters are sealed to named people; nobody else opens them (SECURITY-BAR B2)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nennep.accounts.models import User
from nennep.journal.models import Detail, Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.notices.models import Notice
from nennep.sealing.boxes import new_pair, seal
from nennep.sealing.padding import pad
from nennep.sealing.phrases import new_code
from nennep.vault import places
from nennep.vault.actions import laying
from nennep.vault.actions.door import close_door, open_door
from nennep.vault.actions.keys import forget_key, lock_up, make_key, opener_of, unlock_key
from nennep.vault.actions.laying import take_from_outside, take_letter
from nennep.vault.actions.leaving import sweep_orphans
from nennep.vault.actions.opening import Wanted, file_of, open_letter
from nennep.vault.actions.writing import answer_author, author_with, replies_to
from nennep.vault.models import Block, Envelope, HolderKey, Share, Unlocking, Wrap
from nennep.vault.rules import OPEN_FOR, BlockKind, Opened
from nennep.vault.tests.make import NAME, SESSION, TEXT, WHY, Vault, a_file, letter, make_envelope, with_key
from nennep.vault.tokens import Opener
from tests.cast import Cast

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def shown(envelope: Envelope, what: Opened, by: Opener) -> str:
    return " ".join(each.text for each in open_letter(Wanted(envelope, what, WHY), by=by))


def test_a_holder_opens_what_the_clerk_sealed(vault: Vault) -> None:
    envelope = make_envelope(vault)

    assert NAME in shown(envelope, Opened.AUTHOR, vault.inspector)
    assert shown(envelope, Opened.LETTER, vault.organiser) == TEXT


def test_the_copy_holds_no_name_number_or_address(vault: Vault) -> None:
    envelope = make_envelope(vault)

    copy = shown(envelope, Opened.TEXT, vault.inspector)

    assert f"Người tố cáo {envelope.alias}" in copy
    assert "quỹ cơ quan" in copy
    for told in (NAME, "Diệu Thảo", "Hói Dừa", "0905 111 222"):
        assert told not in copy


def test_an_attachment_comes_back_with_its_name(vault: Vault) -> None:
    envelope = make_envelope(vault, [a_file(content=b"z" * 3_000_000)])
    attachment = envelope.attachments.get()

    [block] = open_letter(Wanted(envelope, Opened.FILE, WHY, attachment), by=vault.inspector)
    file = file_of(block)

    assert file.name == "anh-cua-Thao.txt"
    assert b"".join(file.chunks) == b"z" * 3_000_000
    assert all(b"zzzz" not in bytes(piece.sealed) for piece in attachment.pieces.all())


def test_neither_clerk_nor_leader_nor_keeper_of_the_system_sees_it(vault: Vault, cast: Cast) -> None:
    envelope = make_envelope(vault)

    for user in (cast.clerk, cast.secretary, cast.sysadmin, cast.auditor, cast.outsider):
        assert not Envelope.objects.visible_to(user).exists()
        with pytest.raises(NotAllowed):
            open_letter(Wanted(envelope, Opened.AUTHOR, WHY), by=Opener(user, vault.inspector.private))


def test_only_who_may_take_letters_seals_one(vault: Vault, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        take_letter(letter(), by=cast.contact)

    assert not Envelope.objects.exists()


def test_the_journal_knows_prints_and_hashes_but_no_name(vault: Vault) -> None:
    envelope = make_envelope(vault)

    body = Entry.objects.get(action="envelope.sealed").detail.body

    assert len(body["blocks"]) == envelope.blocks.count() == 3
    assert set(body["holders"]) == {vault.inspector.user.public_id, vault.organiser.user.public_id}
    assert not any(word in str(list(Detail.objects.values_list("body", flat=True))) for word in (NAME, "Diệu Thảo"))


def test_no_envelope_stands_without_wraps(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laying, "write_wraps", lambda *_given: None)

    with pytest.raises(RuleBroken):
        make_envelope(vault)

    assert not Envelope.objects.exists()


def test_nothing_is_sealed_while_nobody_could_open_it(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="người nhận đơn"):
        take_letter(letter(), by=cast.clerk)

    assert not Wrap.objects.exists()


def refused(envelope: Envelope, by: Opener) -> bool:
    before = Entry.objects.filter(action="envelope.strange").count()
    with pytest.raises(RuleBroken):
        open_letter(Wanted(envelope, Opened.AUTHOR, WHY), by=by)
    return Entry.objects.filter(action="envelope.strange").count() == before + 1


def test_a_block_replaced_by_a_fresh_forgery_is_refused_and_written_down(vault: Vault) -> None:
    envelope = make_envelope(vault)
    block = envelope.blocks.get(kind="author")
    block.sealed = seal(bytes(envelope.public), pad(b'{"name": "X"}'), places.of_block(envelope, block))
    block.save()

    assert refused(envelope, vault.inspector)


def test_a_block_that_is_gone_is_noticed(vault: Vault) -> None:
    envelope = make_envelope(vault)
    envelope.blocks.filter(kind="letter").delete()

    assert refused(envelope, vault.inspector)


def test_an_answer_is_not_sealed_to_an_exchanged_key_of_the_author(vault: Vault) -> None:
    code, door = new_code(), open_door("Quyết định số 12-QĐ/UBKT", by=vault.inspector.user)
    envelope = take_from_outside(letter(), door, code)
    answer_author(envelope, "đã nhận đơn", by=vault.inspector.user)
    Envelope.objects.filter(pk=envelope.pk).update(return_public=new_pair().public)

    with pytest.raises(RuleBroken, match="nhật ký"):
        answer_author(envelope, "mời đến làm việc", by=vault.inspector.user)

    assert [text for _block, text in replies_to(author_with(code))] == ["đã nhận đơn"]


def test_an_answer_that_nobody_gave_is_not_shown_to_the_author(vault: Vault) -> None:
    """Turns red when whoever writes to the tables can ask the author for the name."""
    code, door = new_code(), open_door("Quyết định số 12-QĐ/UBKT", by=vault.inspector.user)
    envelope = take_from_outside(letter(), door, code)
    answer_author(envelope, "đã nhận đơn", by=vault.inspector.user)
    forged = Block(envelope=envelope, kind=BlockKind.REPLY, generation=0)
    told = pad("Hãy cho biết họ tên".encode())
    forged.sealed = seal(bytes(envelope.return_public or b""), told, places.of_block(envelope, forged))
    forged.save()

    with pytest.raises(RuleBroken, match="người khác sửa"):
        replies_to(author_with(code))

    assert Entry.objects.filter(action="envelope.strange", actor="system").count() == 1
    assert Notice.objects.filter(kind="envelope.strange", to=vault.inspector.user).count() == 1


def test_a_closed_page_takes_nothing(vault: Vault, cast: Cast) -> None:
    door = open_door("Quyết định số 12-QĐ/UBKT", by=cast.inspector)
    close_door(by=cast.inspector)
    door.refresh_from_db()

    with pytest.raises(RuleBroken, match="đang đóng"):
        take_from_outside(letter(), door, new_code())


def test_a_wrong_code_finds_nothing(vault: Vault) -> None:
    take_from_outside(letter(), open_door("Quyết định số 12-QĐ/UBKT", by=vault.inspector.user), new_code())

    with pytest.raises(RuleBroken, match="Không có đơn nào"):
        author_with("0" * 16)


def test_a_wrap_copied_from_another_letter_is_refused(vault: Vault) -> None:
    one, two = make_envelope(vault), make_envelope(vault)
    whose = vault.inspector.user.public_id
    other = Wrap.objects.get(envelope=two.public_id, whose=whose)
    Wrap.objects.filter(envelope=one.public_id, whose=whose).update(sealed=bytes(other.sealed))

    assert refused(one, vault.inspector)


def test_a_block_of_another_letter_or_kind_is_refused(vault: Vault) -> None:
    one, two = make_envelope(vault), make_envelope(vault)
    for source in (two.blocks.get(kind="author"), one.blocks.get(kind="letter")):
        one.blocks.filter(kind="author").update(sealed=bytes(source.sealed))

        assert refused(one, vault.inspector)


def test_a_public_key_exchanged_in_the_table_counts_as_none(vault: Vault) -> None:
    HolderKey.objects.filter(whose=vault.inspector.user.public_id).update(public=new_pair().public)

    envelope = make_envelope(vault)

    assert list(Wrap.objects.values_list("whose", flat=True)) == [vault.organiser.user.public_id]
    assert not envelope.holders.filter(user=vault.inspector.user).exists()


def test_the_words_open_the_key_in_this_session_for_ten_minutes(vault: Vault, cast: Cast) -> None:
    user: User = cast.member
    phrase = make_key(by=user)
    token = unlock_key(phrase.upper(), SESSION, by=user)

    assert opener_of(user, token, SESSION)
    for token_tried, session in (("", SESSION), ("0" * 64, SESSION), (token, "phiên khác")):
        assert opener_of(user, token_tried, session) is None
    lock_up(by=user)
    assert opener_of(user, token, SESSION) is None


def test_after_ten_minutes_the_cookie_and_a_copy_of_the_database_open_nothing(vault: Vault, cast: Cast) -> None:
    token = unlock_key(make_key(by=cast.member), SESSION, by=cast.member)
    kept = Unlocking.objects.get(whose=cast.member.public_id)

    Unlocking.objects.update(until=timezone.now() - timedelta(seconds=1))

    assert kept.until - timezone.now() <= OPEN_FOR
    assert opener_of(cast.member, token, SESSION) is None
    sweep_orphans()
    assert not Unlocking.objects.exists()


def test_a_wrong_phrase_is_refused_and_written_down(cast: Cast) -> None:
    make_key(by=cast.member)

    with pytest.raises(RuleBroken, match="không đúng"):
        unlock_key("bado kimu teno bado kimu", SESSION, by=cast.member)

    assert Entry.objects.filter(action="vault.refused").count() == 1


def test_a_second_key_is_refused(vault: Vault, cast: Cast) -> None:
    with pytest.raises(RuleBroken):
        make_key(by=cast.inspector)


def test_a_forgotten_phrase_takes_every_wrap_and_a_new_key_opens_nothing_yet(vault: Vault, cast: Cast) -> None:
    envelope = make_envelope(vault)

    forget_key(by=cast.inspector)
    again = with_key(cast.inspector)

    assert not Wrap.objects.filter(whose=cast.inspector.public_id).exists()
    assert Share.objects.count() == 6
    with pytest.raises(RuleBroken, match="chưa có khóa cho đồng chí"):
        open_letter(Wanted(envelope, Opened.AUTHOR, WHY), by=again)
