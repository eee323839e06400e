"""The places of the vault, in one file: what is sealed at one of them opens at no other."""

from nennep.sealing.places import Place, place
from nennep.vault.models import Block, Envelope


def of_block(envelope: Envelope, block: Block) -> Place:
    return place("block", envelope.public_id, block.generation, block.kind, block.public_id)


def of_wrap(envelope: str, generation: int, whose: str) -> Place:
    return place("wrap", envelope, generation, whose)


def of_share(envelope: str, generation: int, whose: str, other: str) -> Place:
    return place("share", envelope, generation, whose, other)


def of_handed(request: str, whose: str, to: str) -> Place:
    return place("handed", request, whose, to)


def of_key(whose: str) -> Place:
    return place("key", whose)


def of_unlocking(whose: str, session: str) -> Place:
    return place("unlocking", whose, session)


def of_return(envelope: str) -> Place:
    return place("return", envelope)
