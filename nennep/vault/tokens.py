"""An unlocked key while it is used: under a random key that lies in a cookie alone."""

import hashlib
import secrets
from dataclasses import dataclass

from django.conf import settings

from nennep.accounts.models import User
from nennep.sealing.locks import Cost

TOKEN = 32  # bytes


@dataclass(frozen=True)
class Opener:
    """Who opens, with the private key in hand: in memory for one request."""

    user: User
    private: bytes


def new_token() -> str:
    return secrets.token_hex(TOKEN)


def key_in(token: str) -> bytes:
    """Whatever a browser sends makes a key; a made-up one opens nothing."""
    return hashlib.sha256(token.encode()).digest()


def mark_of(session: str) -> str:
    return hashlib.sha256(session.encode()).hexdigest()


def cost() -> Cost:
    return Cost(*settings.VAULT_COST)
