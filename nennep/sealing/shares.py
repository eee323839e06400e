"""A key in shares: any two of the people rebuild it, one alone knows nothing.

For each pair one gets random bytes, the other those bytes XOR the key.
"""

import itertools
import secrets
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """What `whose` holds against `other`."""

    whose: str
    other: str
    data: bytes


def split(key: bytes, people: Sequence[str]) -> list[Part]:
    """None for fewer than two people: one alone would hold the key."""
    if len(set(people)) != len(people):
        raise ValueError("a person holds one share of each pair")
    parts: list[Part] = []
    for one, two in itertools.combinations(people, 2):
        drawn = secrets.token_bytes(len(key))
        parts += [Part(one, two, drawn), Part(two, one, mixed(drawn, key))]
    return parts


def join(one: bytes, two: bytes) -> bytes:
    """The two parts of one pair; of different pairs they make nothing but noise."""
    return mixed(one, two)


def mixed(one: bytes, two: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, two, strict=True))
