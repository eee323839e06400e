"""The thief: has every file of the site and every secret of the server, looks for names and tries all keys."""

import base64
import hashlib
import itertools
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from nennep.sealing.boxes import unseal
from nennep.sealing.errors import Broken
from nennep.sealing.places import place

SYLLABLES = ("Quảng", "Thỏa", "Nghiêm", "Đoài", "Khuê", "Triết", "Vượng", "Hoạch", "Tường", "Lẫm")


@dataclass(frozen=True)
class Canary:
    name: str
    number: str
    phone: str
    address: str
    content: str
    text: str


def canary(n: int) -> Canary:
    """Words that stand nowhere else, different for every letter."""
    mark = hashlib.sha256(f"canary {n}".encode()).hexdigest()
    one, two, three = (SYLLABLES[int(mark[at], 16) % 10] for at in range(3))
    name, number, phone = f"{one}z {two}z {three}z", f"0{int(mark[:12], 16) % 10**11:011d}", f"09{int(mark[12:20], 16)}"
    address, content = f"thôn {mark[20:28]}", f"bằng chứng {mark[28:40]} "
    return Canary(name, number, phone, address, content, f"Tôi là {name}, {address}, {phone}. {content}")


def words_of(told: Canary) -> list[str]:
    return [told.name, told.number, told.phone, told.address, told.content.strip()]


def shapes(word: str) -> set[bytes]:
    """As it may lie on a disk: composed and not, small, without accents, UTF-16, base64 at three offsets, hex, URL."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).replace("Đ", "D")
    texts = {word, word.lower(), plain, plain.lower(), unicodedata.normalize("NFD", word), ascii(word)[1:-1]}
    raw = {text.encode() for text in texts} | {word.encode("utf-16-le"), word.encode("utf-16-be")}
    return raw | {quote(word).encode(), word.encode().hex().encode(), *in_base64(word.encode())}


def in_base64(raw: bytes) -> Iterator[bytes]:
    for offset in range(3):
        told = base64.b64encode(b"\0" * offset + raw)
        yield told[4 * bool(offset) : len(told) - 4].rstrip(b"=")


def names_in(folder: Path, count: int) -> list[str]:
    """File and word of every find."""
    return found_in(folder, [word for n in range(count) for word in words_of(canary(n))])


def found_in(folder: Path, words: Iterable[str]) -> list[str]:
    sought = {shape: word for word in words for shape in shapes(word)}
    found = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        found += [f"{file.name}: {word}" for shape, word in sought.items() if shape in content]
    return found


def keys_from(secrets: list[bytes]) -> Iterator[bytes]:
    """What a server could have made of its secrets: themselves, their hashes, keys derived from them."""
    for secret in secrets:
        yield from (hashlib.sha256(secret).digest(), hashlib.blake2s(secret).digest(), (secret + b"\0" * 32)[:32])
        for use in (b"", b"vault", b"nennep vault 1", b"nennep members seal 1"):
            yield HKDF(SHA256(), length=32, salt=None, info=use).derive(secret)


def values_in(database: Path) -> Iterator[bytes]:
    with closing(sqlite3.connect(database)) as opened:
        for (table,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in opened.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 -- the thief reads all
                yield from (value if isinstance(value, bytes) else str(value).encode() for value in row if value)


def opened_by_the_thief(folder: Path, secret_key: str) -> int:
    """How much opens: each secret and each short value that lies there as a key, on each wrap and locked key."""
    everything = (value for name in ("nennep", "vault") for value in values_in(folder / f"{name}.sqlite3"))
    keys = {*keys_from([secret_key.encode()]), *(value for value in everything if len(value) == 32)}
    with closing(sqlite3.connect(folder / "vault.sqlite3")) as vault:
        wraps = vault.execute("SELECT envelope, generation, whose, sealed FROM vault_wrap").fetchall()
        locked = [row for (row,) in vault.execute("SELECT locked FROM vault_holderkey")]
    assert wraps
    assert locked
    opens = [opens_wrap(key, *wrap) for key, wrap in itertools.product(keys, wraps)]
    return sum(opens) + sum(opens_lock(key, each) for key, each in itertools.product(keys, locked))


def opens_wrap(key: bytes, envelope: str, generation: int, whose: str, sealed: bytes) -> bool:
    try:
        unseal(key, sealed, place("wrap", envelope, generation, whose))
    except Broken:
        return False
    return True


def opens_lock(key: bytes, locked: bytes) -> bool:
    try:
        AESGCM(key).decrypt(locked[17:29], locked[29:], None)
    except InvalidTag:
        return False
    return True
