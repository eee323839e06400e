"""What is added to a letter: notes of its holders, answers to its author, what the author sends later."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.notices.actions import notify
from nennep.sealing.boxes import seal, unseal
from nennep.sealing.errors import Broken
from nennep.sealing.locks import stretched, unlock_with
from nennep.sealing.padding import pad, unpad
from nennep.vault import places
from nennep.vault.actions.laying import SentFile, seal_block, seal_file
from nennep.vault.actions.strange import note_strange
from nennep.vault.models import Block, Door, Envelope, ReturnKey
from nennep.vault.permissions import must_hold
from nennep.vault.queries.anchored import digest, is_own_key, is_own_return_key, strange_blocks
from nennep.vault.rules import LONGEST_TEXT, MOST_FILES, BlockKind
from nennep.vault.tokens import cost


@transaction.atomic
def add_note(envelope: Envelope, text: str, *, by: User) -> Block:
    envelope = taken(envelope)
    must_hold(by, envelope)
    return added(envelope, BlockKind.NOTE, text, by)


@transaction.atomic
def answer_author(envelope: Envelope, text: str, *, by: User) -> Block:
    """Sealed twice: for the holders, and for whoever has the sixteen digits."""
    envelope = taken(envelope)
    must_hold(by, envelope)
    if envelope.return_public is None:
        raise RuleBroken(_("Người gửi đơn này không có mã biên nhận; hãy trả lời bằng văn bản."))
    if not is_own_return_key(envelope):
        raise RuleBroken(_("Khóa của đơn không phải khóa đã ghi trong nhật ký. Hãy báo người đọc nhật ký."))
    block = added(envelope, BlockKind.ANSWER, text, by)
    reply = Block(envelope=envelope, kind=BlockKind.REPLY, generation=0, by=by)
    reply.sealed = seal(bytes(envelope.return_public), pad(text.encode()), places.of_block(envelope, reply))
    reply.save()
    record(by, "envelope.answered", envelope, blocks={reply.public_id: digest(reply.sealed)})
    return block


def taken(envelope: Envelope) -> Envelope:
    """Locked, so that it is not given a new key meanwhile; its key is the one written down."""
    envelope = Envelope.objects.select_for_update().get(pk=envelope.pk)
    if not is_own_key(envelope):
        raise RuleBroken(_("Khóa của đơn không phải khóa đã ghi trong nhật ký. Hãy báo người đọc nhật ký."))
    return envelope


def added(envelope: Envelope, kind: BlockKind, text: str, by: User | None) -> Block:
    if not text.strip():
        raise RuleBroken(_("Hãy ghi nội dung."))
    if len(text) > LONGEST_TEXT:
        raise RuleBroken(_("Nội dung dài quá."))
    block = seal_block(envelope, kind, text.encode(), by)
    record(by, "envelope.added_to", envelope, kind=kind, blocks={block.public_id: digest(block.sealed)})
    return block


@dataclass(frozen=True)
class Author:
    """Somebody who came back with the right digits."""

    envelope: Envelope
    private: bytes


def author_with(code: str) -> Author:
    """Every door there was has its own salt; one answer for all that is wrong."""
    for door in Door.objects.order_by("-pk"):
        stretch = stretched(code, bytes(door.salt), 64, cost())
        envelope = Envelope.objects.filter(lookup=digest(stretch[:32])).first()
        kept = ReturnKey.objects.filter(envelope=envelope.public_id).first() if envelope else None
        if envelope and kept:
            try:
                where = places.of_return(envelope.public_id)
                return Author(envelope, unlock_with(stretch[32:], bytes(kept.locked), where))
            except Broken:
                break
    raise RuleBroken(_("Không có đơn nào ứng với mã này."))


def replies_to(author: Author) -> list[tuple[Block, str]]:
    """What the office answered; read by the author, so no act of opening. What somebody slipped in is not shown."""
    found = list(author.envelope.blocks.filter(kind=BlockKind.REPLY))
    if strange := strange_blocks(author.envelope, found):
        note_strange(author.envelope, strange, None)
        raise RuleBroken(_("Câu trả lời đã bị người khác sửa nên không hiện. Đừng gửi thêm gì ở đây; hãy đến gặp."))
    try:
        return [(block, reply_in(author, block)) for block in found]
    except Broken:
        raise RuleBroken(_("Câu trả lời đã bị đổi, không mở được.")) from None


def reply_in(author: Author, block: Block) -> str:
    return unpad(unseal(author.private, bytes(block.sealed), places.of_block(author.envelope, block))).decode()


@transaction.atomic
def write_again(author: Author, text: str, files: Sequence[SentFile] = ()) -> Block:
    """A message or files more; the holders are told that something came, not what."""
    envelope = taken(author.envelope)
    if envelope.attachments.count() + len(files) > 4 * MOST_FILES:
        raise RuleBroken(_("Đơn này đã có nhiều tệp; hãy nộp phần còn lại trực tiếp."))
    block = added(envelope, BlockKind.MESSAGE, text, None)
    told = {each.public_id: digest(each.sealed) for each in (seal_file(envelope, file) for file in files)}
    if told:
        record(None, "envelope.files_added", envelope, blocks=told)
    tell_holders(envelope)
    return block


def tell_holders(envelope: Envelope) -> None:
    people = [holder.user for holder in envelope.holders.filter(ended_at=None).select_related("user")]
    notify(people, "envelope.written", lambda: _("Có thư mới trong một đơn được giao cho đồng chí."), "/letters/")
