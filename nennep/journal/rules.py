"""The chain: each entry's hash covers the one before it and a canonical form of its own fields.

hash = SHA-256( previous hash as hex + "\\n" + canonical JSON ); canonical: keys sorted, no spaces, ASCII only.
Personal detail stays outside the chain: the entry holds only SHA-256( salt + canonical JSON of the detail ), so that
detail can be erased while the chain still verifies.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

START = "0" * 64


@dataclass(frozen=True)
class Link:
    """The part of an entry that the chain covers; all text."""

    n: int
    at: str  # UTC, ISO 8601 with microseconds, e.g. 2026-11-22T08:00:00.000000+00:00
    actor: str
    action: str
    object: str
    request: str
    detail_hash: str


@dataclass(frozen=True)
class Verdict:
    entries: int
    head: str
    bad_entry: int | None = None
    reason: str = ""

    @property
    def good(self) -> bool:
        return self.bad_entry is None


def canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def hash_of_detail(salt: str, detail: object) -> str:
    return hashlib.sha256((salt + canonical(detail)).encode()).hexdigest()


def hash_of_link(previous: str, link: Link) -> str:
    return hashlib.sha256(f"{previous}\n{canonical(asdict(link))}".encode()).hexdigest()


def verify(chain: Iterable[tuple[Link, str, str]]) -> Verdict:
    """Recompute a chain of (link, previous hash, hash) from entry 1; the first wrong entry is named."""
    head, count = START, 0
    for link, previous, claimed in chain:
        if link.n != count + 1:
            return Verdict(count, head, count + 1, "số thứ tự không nối tiếp dòng trước")
        if previous != head:
            return Verdict(count, head, link.n, "không nối với dòng trước")
        if hash_of_link(head, link) != claimed:
            return Verdict(count, head, link.n, "nội dung không khớp mã băm")
        head, count = claimed, link.n
    return Verdict(count, head)
