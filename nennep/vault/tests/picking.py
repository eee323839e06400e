"""The thief's keys: whatever lies in the site that may be one, tried on all that is sealed there, at its true place."""

import base64
import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from nennep.sealing.boxes import KEY, public_of, unseal
from nennep.sealing.errors import Broken
from nennep.sealing.locks import unlock_with
from nennep.sealing.places import Place, place
from nennep.sealing.streams import nonce
from nennep.vault import places
from nennep.vault.tests.stealing import in_base64, shapes_in

HEX = re.compile(rb"(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])")
BASE64 = re.compile(rb"(?<![\w+/-])[\w+/-]{43}(?![\w+/-])", re.ASCII)
SHORT = 64  # bytes: what may be a key with something around it
Sealed = tuple[tuple[str, str, Callable[..., Place]], ...]
BOXES: Sealed = (
    ("vault", "SELECT sealed, envelope, generation, whose FROM vault_wrap", places.of_wrap),
    ("vault", "SELECT sealed, envelope, generation, whose, other FROM vault_share", places.of_share),
    ("vault", 'SELECT sealed, request, whose, "to" FROM vault_handed', places.of_handed),
    (
        "nennep",
        "SELECT sealed, letter.public_id, block.generation, block.kind, block.public_id FROM vault_block block"
        " JOIN vault_envelope letter ON letter.id = envelope_id",
        partial(place, "block"),
    ),
)
LOCKS: Sealed = (
    ("vault", "SELECT substr(locked, 18), whose FROM vault_holderkey", places.of_key),  # after format and salt
    ("vault", "SELECT locked, whose, session FROM vault_unlocking", places.of_unlocking),
    ("vault", "SELECT locked, envelope FROM vault_returnkey", places.of_return),
)
PUBLICS = (
    ("vault", "SELECT public FROM vault_holderkey"),
    ("nennep", "SELECT public FROM vault_envelope UNION SELECT return_public FROM vault_envelope"),
)
FILES = "SELECT sealed FROM vault_piece WHERE n = 0"


def secrets_in(folder: Path, secrets: Mapping[str, bytes]) -> list[str]:
    """File and name of every secret that lies there raw, in hex or in base64, at whatever place of a file."""
    sought = {shape: name for name, secret in secrets.items() for shape in spellings(secret)}
    return shapes_in(folder, sought)


def spellings(secret: bytes) -> set[bytes]:
    told = {secret, secret.hex().encode(), secret.hex().upper().encode(), *in_base64(secret)}
    return told | {each.translate(bytes.maketrans(b"+/", b"-_")) for each in in_base64(secret)}


def opened_by_the_thief(folder: Path, secret_key: str) -> int:
    """How much opens with everything that may be a key."""
    keys = {*keys_from(secret_key.encode()), *(key for value in values_in(folder) for key in keys_in(value))}
    publics = {public for name, asked in PUBLICS for (public,) in rows(folder, name, asked) if public}
    private = [key for key in keys if public_of(key) in publics]
    boxes, locks = list(sealed_in(folder, BOXES)), list(sealed_in(folder, LOCKS))
    assert boxes
    assert locks
    opened = sum(opens(unseal, key, *box) for key in private for box in boxes)
    opened += sum(opens(unlock_with, key, *lock) for key in keys for lock in locks)
    pieces = [piece for (piece,) in rows(folder, "nennep", FILES)]
    return len(private) + opened + sum(opens_piece(key, piece) for key in keys for piece in pieces)


def keys_from(secret: bytes) -> Iterator[bytes]:
    """What a server could have made of a secret: itself, its hashes, keys derived from it."""
    yield from (hashlib.sha256(secret).digest(), hashlib.blake2s(secret).digest(), (secret + b"\0" * KEY)[:KEY])
    for use in (b"", b"vault", b"nennep vault 1", b"nennep members seal 1"):
        yield HKDF(SHA256(), length=KEY, salt=None, info=use).derive(secret)


def keys_in(value: bytes) -> Iterator[bytes]:
    """Raw, in hex and in base64; and what a token makes, as that of the cookie does."""
    if len(value) <= SHORT:
        yield from (value[at : at + KEY] for at in range(len(value) - KEY + 1))
    for told in HEX.findall(value):
        yield from (bytes.fromhex(told.decode()), hashlib.sha256(told).digest())
    for told in BASE64.findall(value):
        yield base64.urlsafe_b64decode(told.translate(bytes.maketrans(b"+/", b"-_")) + b"=")


def values_in(folder: Path) -> Iterator[bytes]:
    """Of every table, one by one; other files as a whole."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        if file.suffix == ".sqlite3":
            yield from values_of(file)
        else:
            yield file.read_bytes()


def values_of(database: Path) -> Iterator[bytes]:
    with closing(sqlite3.connect(database)) as opened:
        for (table,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in opened.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 -- the thief reads all
                yield from (value if isinstance(value, bytes) else str(value).encode() for value in row if value)


def rows(folder: Path, name: str, asked: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / f"{name}.sqlite3")) as opened:
        return opened.execute(asked).fetchall()


def sealed_in(folder: Path, what: Sealed) -> Iterator[tuple[bytes, Place]]:
    for name, asked, where in what:
        for sealed, *parts in rows(folder, name, asked):
            yield sealed, where(*parts)


def opens(way: Callable[[bytes, bytes, Place], bytes], key: bytes, sealed: bytes, where: Place) -> bool:
    with suppress(Broken):
        return bool(way(key, sealed, where))
    return False


def opens_piece(key: bytes, piece: bytes) -> bool:
    """The first of a file, be it the last one or not."""
    for last in (True, False):
        with suppress(InvalidTag):
            AESGCM(key).decrypt(nonce(0, last), piece, None)
            return True
    return False
