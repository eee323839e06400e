"""What in the tables is not what the journal says: written down, and told once to whom it bears on."""

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.vault.actions.telling import tell_strange
from nennep.vault.models import Envelope
from nennep.vault.queries.anchored import details
from nennep.vault.queries.named import holders_named, strange_names


def strange_before(envelope: Envelope, strange: list[str]) -> bool:
    return any(body.get("strange") == strange for body in details(envelope))


@transaction.atomic
def note_strange(envelope: Envelope, strange: list[str], by: User | None) -> None:
    is_new = not strange_before(envelope, strange)
    record(by, "envelope.strange", envelope, strange=strange)
    if is_new:
        tell_strange([holder.user for holder in holders_named(envelope)])


def note_names(letters: list[Envelope], by: User | None) -> dict[int, list[str]]:
    """Holders and accused of these letters compared with the journal; what is not new is not written down again."""
    found = strange_names(letters)
    for letter in letters:
        if letter.pk in found and not strange_before(letter, found[letter.pk]):
            note_strange(letter, found[letter.pk], by)
    return found


def insist_on_accused(envelope: Envelope, by: User | None) -> None:
    """Whoever takes a row out of the table would give a letter to the one it is about."""
    if "accused" in note_names([envelope], by).get(envelope.pk, []):
        raise RuleBroken(_("Danh sách người bị tố cáo không khớp nhật ký: đã bị sửa. Hãy báo người đọc nhật ký."))
