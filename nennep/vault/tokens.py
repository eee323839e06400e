"""An unlocked key while it is used: under a random key that lies in a cookie alone."""

import hashlib
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import salted_hmac

from nennep.accounts.models import User
from nennep.sealing.locks import Cost
from nennep.sealing.phrases import DIGITS

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


def code_of(once: str, told: str) -> str:
    """The digits of one sending: a form that is sent twice gets the same ones, another text gets others."""
    made = salted_hmac("vault.receipt", f"{once} {told}", algorithm="sha256").digest()
    return f"{int.from_bytes(made) % 10**DIGITS:0{DIGITS}d}"


def cost() -> Cost:
    return Cost(*settings.VAULT_COST)
