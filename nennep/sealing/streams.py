"""Files sealed piece by piece: AES-256-GCM, pieces of 1 MiB, a nonce that counts, a flag on the last one.

Pieces that were cut off, put in another order or taken from another file do not open. A key serves one file.
"""

import os
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from nennep.sealing.errors import Broken

PIECE = 1024 * 1024
KEY = 32


def new_key() -> bytes:
    return os.urandom(KEY)


def nonce(n: int, last: bool) -> bytes:
    return n.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def seal_stream(key: bytes, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Chunks of any size in, sealed pieces out; an empty file is one empty piece."""
    cipher, held, n = AESGCM(key), bytearray(), 0
    for chunk in chunks:
        held += chunk
        while len(held) > PIECE:
            yield cipher.encrypt(nonce(n, last=False), bytes(held[:PIECE]), None)
            del held[:PIECE]
            n += 1
    yield cipher.encrypt(nonce(n, last=True), bytes(held), None)


def open_stream(key: bytes, pieces: Iterable[bytes]) -> Iterator[bytes]:
    cipher, before, n = AESGCM(key), None, 0
    for piece in pieces:
        if before is not None:
            yield opened(cipher, nonce(n, last=False), before)
            n += 1
        before = piece
    if before is None:
        raise Broken
    yield opened(cipher, nonce(n, last=True), before)


def opened(cipher: AESGCM, counted: bytes, piece: bytes) -> bytes:
    try:
        return cipher.decrypt(counted, piece, None)
    except InvalidTag as error:
        raise Broken from error
