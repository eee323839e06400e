"""Opening: the entry is committed first, then the box; what does not fit the journal is not shown."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.sealing.boxes import unseal
from nennep.sealing.errors import Broken
from nennep.sealing.padding import unpad
from nennep.sealing.streams import open_stream
from nennep.vault import places
from nennep.vault.actions.strange import note_strange
from nennep.vault.childs import stripped
from nennep.vault.models import Attachment, Block, Envelope, Reveal, Wrap
from nennep.vault.permissions import must_hold
from nennep.vault.queries.anchored import strange_blocks
from nennep.vault.queries.conflict import is_concerned_by
from nennep.vault.rules import NEEDS_REASON, SHOWN, BlockKind, Opened, Why
from nennep.vault.tokens import Opener


@dataclass(frozen=True)
class Wanted:
    """`reason`: one of `Why`; what is typed freely may hold a name, and belongs in a sealed note."""

    envelope: Envelope
    what: Opened
    reason: str
    attachment: Attachment | None = None


@dataclass(frozen=True)
class Shown:
    """A block in clear; it lives as long as one answer."""

    block: Block
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode()


def open_letter(wanted: Wanted, *, by: Opener) -> list[Shown]:
    """Written down, committed, then opened: without the entry nothing is shown."""
    note_reveal(wanted, by=by)
    private = key_of(wanted.envelope, by)
    return [Shown(block, decrypt(wanted.envelope, block, private, by)) for block in honest_blocks(wanted, by)]


@transaction.atomic(durable=True)
def note_reveal(wanted: Wanted, *, by: Opener) -> Reveal:
    must_hold(by.user, wanted.envelope)
    reason = wanted.reason if wanted.reason in set(Why) else ""
    if wanted.what in NEEDS_REASON and not reason:
        raise RuleBroken(_("Hãy chọn lý do mở."))
    if is_concerned_by(by.user, wanted.envelope):
        raise RuleBroken(_("Đồng chí liên quan đến nội dung đơn này nên không mở được."))
    which = wanted.attachment.public_id if wanted.attachment else ""
    entry = record(by.user, "envelope.opened", wanted.envelope, what=wanted.what, why=reason, file=which)
    return Reveal.objects.create(
        envelope=wanted.envelope,
        user=by.user,
        what=wanted.what,
        attachment=wanted.attachment,
        reason=reason,
        entry=entry.n,
    )


def honest_blocks(wanted: Wanted, by: Opener) -> list[Block]:
    found = wanted.envelope.blocks.filter(kind__in=SHOWN[wanted.what])
    if wanted.attachment:
        found = found.exclude(kind="file") | wanted.envelope.blocks.filter(attachment=wanted.attachment)
    blocks = list(found.select_related("attachment", "by").order_by("pk"))
    refuse_strange(wanted.envelope, blocks, by)
    return blocks


def refuse_strange(envelope: Envelope, blocks: Sequence[Block], by: Opener) -> None:
    if strange := strange_blocks(envelope, blocks):
        note_strange(envelope, strange, by.user)
        raise RuleBroken(_("Khối niêm phong không khớp nhật ký: đã bị đổi. Không mở; đã ghi nhật ký."))


def key_of(envelope: Envelope, by: Opener) -> bytes:
    """The private key of the letter, out of this holder's wrap of its present generation."""
    whose, generation = by.user.public_id, envelope.generation
    wrap = Wrap.objects.filter(envelope=envelope.public_id, generation=generation, whose=whose).first()
    if wrap is None:
        raise RuleBroken(_("Đơn này chưa có khóa cho đồng chí. Khi một người được giao khác mở khóa, máy sẽ lập."))
    try:
        return unseal(by.private, bytes(wrap.sealed), places.of_wrap(envelope.public_id, generation, whose))
    except Broken:
        note_strange(envelope, ["wrap"], by.user)
        raise RuleBroken(_("Khóa của đơn này không mở được bằng khóa của đồng chí. Đã ghi nhật ký.")) from None


def decrypt(envelope: Envelope, block: Block, private: bytes, by: Opener) -> bytes:
    """The one place where a block becomes readable."""
    try:
        return unpad(unseal(private, bytes(block.sealed), places.of_block(envelope, block)))
    except Broken:
        note_strange(envelope, [block.public_id], by.user)
        raise RuleBroken(_("Khối niêm phong không mở được: sai chỗ hoặc đã bị đổi. Đã ghi nhật ký.")) from None


@dataclass(frozen=True)
class OpenedFile:
    name: str
    chunks: Iterator[bytes]


def file_of(shown: Shown) -> OpenedFile:
    """The file of an opened block, piece by piece."""
    told, attachment = json.loads(shown.data), shown.block.attachment
    assert attachment is not None
    pieces = attachment.pieces.order_by("n").values_list("sealed", flat=True)
    return OpenedFile(told["name"], open_stream(bytes.fromhex(told["key"]), map(bytes, pieces.iterator(chunk_size=1))))


def clean_copy(envelope: Envelope, attachment: Attachment, reason: str, *, by: Opener) -> bytes:
    """For verification: without name, makers or the name of the file; one act of opening."""
    shown = open_letter(Wanted(envelope, Opened.CLEAN, reason, attachment), by=by)
    [author] = [each for each in shown if each.block.kind == BlockKind.AUTHOR]
    [file] = [each for each in shown if each.block.kind == BlockKind.FILE]
    data = b"".join(file_of(file).chunks)
    return stripped(attachment.ending, data, json.loads(author.data), envelope.alias)
