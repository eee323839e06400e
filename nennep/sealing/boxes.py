"""Boxes that anyone closes and one key opens: HPKE (RFC 9180) of `cryptography`, one suite a format byte."""

from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from nennep.sealing.errors import Broken
from nennep.sealing.places import Place

FORMAT = b"\x01"  # X25519, HKDF-SHA256, AES-256-GCM; another suite takes the next number
KEY = 32  # bytes of either half of a pair


@dataclass(frozen=True)
class Pair:
    public: bytes
    private: bytes


@lru_cache(maxsize=1)
def suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def new_pair() -> Pair:
    made = X25519PrivateKey.generate()
    return Pair(made.public_key().public_bytes_raw(), made.private_bytes_raw())


def public_of(private: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(public: bytes, data: bytes, where: Place) -> bytes:
    key = X25519PublicKey.from_public_bytes(public)
    return FORMAT + suite().encrypt(data, key, info=where.bound)


def unseal(private: bytes, sealed: bytes, where: Place) -> bytes:
    if sealed[:1] != FORMAT:
        raise Broken
    try:
        key = X25519PrivateKey.from_private_bytes(private)
        return suite().decrypt(sealed[1:], key, info=where.bound)
    except (InvalidTag, ValueError) as error:
        raise Broken from error
