"""The words of one row, spoken by the verbs that the pages use."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from nennep.accounts.models import User
from nennep.directives.actions.answering import Proof, Said, Target, answer
from nennep.directives.actions.asking import ask_extension, state_cause
from nennep.directives.models import EvidenceKind
from nennep.directives.rules import Verb, Via
from nennep.paperwork.rules import Heard


@dataclass(frozen=True)
class Way:
    """By which way the words came, and whose they are when the person who enters them is not of the unit."""

    via: Via
    keyed_for: str = ""


@transaction.atomic
def hear(public_id: str, heard: Heard, verbs: Sequence[Verb], way: Way, *, by: User) -> None:
    """Speak these words of the row; each journals itself, and a rule that forbids one undoes all of the row."""
    target = Target(public_id)
    for verb in verbs:
        if verb == Verb.ASK_EXTENSION:
            assert heard.until
            ask_extension(target, heard.until, heard.why, way.via, by=by)
        elif verb == Verb.STATE_CAUSE:
            state_cause(target, heard.day or timezone.localdate(), heard.why, way.via, by=by)
        else:
            answer(target, verb, said_of(heard, way), by=by)


def said_of(heard: Heard, way: Way) -> Said:
    proofs = tuple(Proof(EvidenceKind.DOCUMENT, name) for name in heard.proofs)
    return Said(heard.text, heard.percent, heard.figure, proofs, heard.day, way.via, way.keyed_for)
