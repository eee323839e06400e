"""Sensitive values at rest: sealed to the person and the field they belong to, found again by a mark.

A stolen database tells none of them; with the installation's secret key beside it, all of them. A token moved to
another person or another field does not open. The mark of a number is the same wherever it stands, so that it is found.
"""

import base64
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

VERSION = "1."
NONCE = 12  # bytes
MARK = 18  # bytes of the mark: 24 characters


class Broken(ValueError):
    """A token that this installation did not seal for this person and field."""


@lru_cache(maxsize=4)
def key_for(use: str, secret: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=f"nennep members {use} 1".encode()).derive(secret.encode())


@lru_cache(maxsize=4)
def cipher(secret: str) -> AESGCM:
    return AESGCM(key_for("seal", secret))


def seal(whose: str, field: str, text: str) -> str:
    """`whose` is the public id of the member; blank stays blank."""
    if not text:
        return ""
    nonce = os.urandom(NONCE)
    sealed = cipher(settings.SECRET_KEY).encrypt(nonce, text.encode(), f"{whose}:{field}".encode())
    return VERSION + base64.urlsafe_b64encode(nonce + sealed).decode().rstrip("=")


def unseal(whose: str, field: str, token: str) -> str:
    """Raises Broken for a token that was changed, moved, or sealed under another key."""
    if not token:
        return ""
    text = token.removeprefix(VERSION)
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        opened = cipher(settings.SECRET_KEY).decrypt(raw[:NONCE], raw[NONCE:], f"{whose}:{field}".encode())
    except (ValueError, InvalidTag) as error:
        raise Broken(field) from error
    return opened.decode()


def mark(field: str, text: str) -> str:
    """Under which a sealed number is looked for; blank for blank."""
    if not text:
        return ""
    told = hmac.digest(key_for("mark", settings.SECRET_KEY), f"{field}:{text}".encode(), "sha256")
    return base64.urlsafe_b64encode(told[:MARK]).decode()
