"""A private key locked under words that only its holder has: Argon2id and AES-256-GCM."""

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from nennep.sealing.errors import Broken
from nennep.sealing.places import Place

FORMAT = b"\x01"
SALT, NONCE = 16, 12  # bytes


@dataclass(frozen=True)
class Cost:
    passes: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 1


BAR = Cost()  # SECURITY-BAR 4.1; about a fifth of a second


def stretched(words: str, salt: bytes, length: int = 32, cost: Cost = BAR) -> bytes:
    kdf = Argon2id(salt=salt, length=length, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return kdf.derive(words.encode())


def lock(private: bytes, words: str, where: Place, cost: Cost = BAR) -> bytes:
    salt = os.urandom(SALT)
    return FORMAT + salt + lock_with(stretched(words, salt, cost=cost), private, where)


def unlock(locked: bytes, words: str, where: Place, cost: Cost = BAR) -> bytes:
    if locked[:1] != FORMAT:
        raise Broken
    salt, rest = locked[1 : 1 + SALT], locked[1 + SALT :]
    return unlock_with(stretched(words, salt, cost=cost), rest, where)


def lock_with(key: bytes, data: bytes, where: Place) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, where.bound)


def unlock_with(key: bytes, locked: bytes, where: Place) -> bytes:
    try:
        return AESGCM(key).decrypt(locked[:NONCE], locked[NONCE:], where.bound)
    except (InvalidTag, ValueError) as error:
        raise Broken from error
