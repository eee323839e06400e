"""The thief: has every file of the site and every secret of the server, and looks for names."""

import base64
import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

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
    return shapes_in(folder, {shape: word for word in words for shape in shapes(word)})


def shapes_in(folder: Path, sought: Mapping[bytes, str]) -> list[str]:
    found = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        found += [f"{file.name}: {word}" for shape, word in sought.items() if shape in content]
    return found
