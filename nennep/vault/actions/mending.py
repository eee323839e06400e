"""What a holder's unlocking sets right: letters that somebody left get a new key, holders without a wrap one."""

from django.db import transaction

from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.sealing.boxes import Pair, new_pair, seal
from nennep.sealing.padding import pad
from nennep.sealing.phrases import print_of
from nennep.vault import places
from nennep.vault.actions.laying import Kept, insist_on_wraps, named, write_wraps
from nennep.vault.actions.opening import decrypt, key_of, refuse_strange
from nennep.vault.actions.strange import note_names
from nennep.vault.models import Block, Envelope, Share, Wrap
from nennep.vault.queries.anchored import digest
from nennep.vault.queries.behind import perhaps_behind
from nennep.vault.queries.conflict import concerned
from nennep.vault.queries.named import holders_named
from nennep.vault.queries.trust import custodians, keys_of
from nennep.vault.rules import FEWEST, OF_THE_CASE
from nennep.vault.tokens import Opener


def mend(*, by: Opener) -> int:
    """How many were set right; one that cannot be stays flagged, and the journal has the reason."""
    done = 0
    letters = list(Envelope.objects.visible_to(by.user).order_by("pk"))
    strange = note_names(letters, by.user)
    for envelope in perhaps_behind(letters, by.user):
        if "accused" in strange.get(envelope.pk, []) or not is_behind(envelope):
            continue
        try:
            done += rotate(envelope, by=by)
        except RuleBroken as broken:  # what it wrote was rolled back with it
            note_failed(envelope, str(broken), by=by)
    return done


@transaction.atomic
def note_failed(envelope: Envelope, why: str, *, by: Opener) -> None:
    record(by.user, "envelope.not_rotated", envelope, why=why)


def is_behind(envelope: Envelope) -> bool:
    """Flagged, or somebody who is to open it has neither wrap nor share."""
    at = {"envelope": envelope.public_id, "generation": envelope.generation}
    wrapped = set(Wrap.objects.filter(**at).values_list("whose", flat=True))
    kept, shares = kept_for(envelope), set(Share.objects.filter(**at).values_list("whose", flat=True))
    cut = {custodian.public_id for custodian in kept.custodians} if len(kept.custodians) >= FEWEST else set()
    return envelope.rotate_since is not None or not wrapped >= {p.public_id for p in kept.holders} or not shares >= cut


def rotate(envelope: Envelope, *, by: Opener) -> bool:
    """A new pair, every block sealed anew, new wraps and shares; the old ones go when the new ones stand. Whether it
    was done: two holders who unlock at once give the letter one new key."""
    with transaction.atomic():
        seen, envelope = envelope.generation, Envelope.objects.select_for_update().get(pk=envelope.pk)
        if envelope.generation != seen:
            return False
        private, pair, old = key_of(envelope, by), new_pair(), envelope.generation
        blocks = list(envelope.blocks.filter(kind__in=OF_THE_CASE))
        refuse_strange(envelope, blocks, by)
        plain = [decrypt(envelope, block, private, by) for block in blocks]
        kept = kept_for(envelope)
        envelope.generation, envelope.public, envelope.rotate_since = old + 1, pair.public, None
        Wrap.objects.filter(envelope=envelope.public_id, generation__gt=old).delete()  # of a try that broke off
        Share.objects.filter(envelope=envelope.public_id, generation__gt=old).delete()
        write_wraps(envelope, pair.private, kept)
        insist_on_wraps(envelope)
        seal_again(envelope, pair, list(zip(blocks, plain, strict=True)))
        envelope.save()
        told = {block.public_id: digest(block.sealed) for block in blocks}
        changed = {"print": print_of(pair.public), "blocks": told, "generation": envelope.generation}
        record(by.user, "envelope.rotated", envelope, **changed, **named(kept))
    drop_before(envelope)
    return True


def seal_again(envelope: Envelope, pair: Pair, blocks: list[tuple[Block, bytes]]) -> None:
    for block, data in blocks:
        block.generation = envelope.generation
        block.sealed = seal(pair.public, pad(data), places.of_block(envelope, block))
    Block.objects.bulk_update([block for block, _data in blocks], ["generation", "sealed"], batch_size=100)


def drop_before(envelope: Envelope) -> None:
    with transaction.atomic(using="vault"):
        for table in (Wrap, Share):
            table.objects.filter(envelope=envelope.public_id, generation__lt=envelope.generation).delete()


def kept_for(envelope: Envelope) -> Kept:
    """Living holders and today's custodians whom the journal knows, without those whom the letter concerns."""
    holders = [holder.user for holder in holders_named(envelope)]
    keeping = custodians()
    people = {user.pk: user for user in (*holders, *keeping)}
    keys = keys_of(people.values())
    near = concerned(people.values(), envelope.accused.select_related("unit"))
    able = {pk for pk in keys if pk not in near}
    return Kept([user for user in holders if user.pk in able], [user for user in keeping if user.pk in able], keys)
