"""Letters and who holds them; keys, wraps and shares apart (`nennep/vault/router.py`)."""

from nennep.vault.models.apart import Handed, HolderKey, ReturnKey, Share, Unlocking, Wrap
from nennep.vault.models.asking import BreakGlass, Release, VaultRequest, VaultRequestQuerySet
from nennep.vault.models.holding import Accused, Holder, Reveal, Seat
from nennep.vault.models.letter import Attachment, Block, Door, Envelope, Piece

__all__ = [
    "Accused",
    "Attachment",
    "Block",
    "BreakGlass",
    "Door",
    "Envelope",
    "Handed",
    "Holder",
    "HolderKey",
    "Piece",
    "Release",
    "ReturnKey",
    "Reveal",
    "Seat",
    "Share",
    "Unlocking",
    "VaultRequest",
    "VaultRequestQuerySet",
    "Wrap",
]
