"""Forgeries of sealed blocks and wraps, each drawn from a seed: what an attacker with the database may try."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from nennep.sealing.boxes import Pair, new_pair, seal, unseal
from nennep.sealing.errors import Broken
from nennep.sealing.places import Place, place


@dataclass(frozen=True)
class Try:
    """Opened by `key` as if it lay at `where`."""

    key: bytes
    sealed: bytes
    where: Place


@dataclass(frozen=True)
class Case:
    name: str
    generation: int
    own: Pair
    holder: Pair

    def block(self, kind: str, generation: int | None = None) -> Place:
        return place("block", self.name, generation or self.generation, kind)

    def wrap(self, whose: str = "holder") -> Place:
        return place("wrap", self.name, self.generation, whose)


def make_case(name: str) -> Case:
    return Case(name, 3, new_pair(), new_pair())


def changed(sealed: bytes, draw: random.Random) -> bytes:
    at = draw.randrange(len(sealed))
    return sealed[:at] + bytes([sealed[at] ^ (1 << draw.randrange(8))]) + sealed[at + 1 :]


FORGERIES: dict[str, Callable[[Case, Case, random.Random], Try]] = {
    "a stranger's key": lambda a, _b, _d: Try(
        new_pair().private, seal(a.own.public, b"x", a.block("author")), a.block("author")
    ),
    "a holder's key on the block itself": lambda a, _b, _d: Try(
        a.holder.private, seal(a.own.public, b"x", a.block("author")), a.block("author")
    ),
    "a wrap of another case": lambda a, b, _d: Try(
        a.holder.private, seal(a.holder.public, b.own.private, b.wrap()), a.wrap()
    ),
    "a wrap of another holder": lambda a, _b, _d: Try(
        a.holder.private, seal(a.holder.public, a.own.private, a.wrap("other")), a.wrap()
    ),
    "an older generation": lambda a, _b, _d: Try(
        a.own.private, seal(a.own.public, b"x", a.block("author", 2)), a.block("author")
    ),
    "another field": lambda a, _b, d: Try(
        a.own.private, seal(a.own.public, b"x", a.block(d.choice(["letter", "file", "note"]))), a.block("author")
    ),
    "a block of another case": lambda a, b, _d: Try(
        a.own.private, seal(a.own.public, b"x", b.block("author")), a.block("author")
    ),
    "a changed bit": lambda a, _b, d: Try(
        a.own.private, changed(seal(a.own.public, b"x", a.block("author")), d), a.block("author")
    ),
    "a block cut short": lambda a, _b, d: Try(
        a.own.private, seal(a.own.public, b"x", a.block("author"))[: d.randrange(50)], a.block("author")
    ),
    "a holder's key exchanged": lambda a, _b, _d: Try(
        a.holder.private, seal(new_pair().public, a.own.private, a.wrap()), a.wrap()
    ),
}


def opens(tried: Try) -> bool:
    try:
        unseal(tried.key, tried.sealed, tried.where)
    except Broken:
        return False
    return True


def opened_among(count: int, seed: int = 0) -> list[str]:
    """Of so many forgeries, those that opened; none should."""
    draw, one, two = random.Random(seed), make_case("one"), make_case("two")
    kinds = sorted(FORGERIES)
    tried = [(kinds[n % len(kinds)], FORGERIES[kinds[n % len(kinds)]](one, two, draw)) for n in range(count)]
    return [name for name, each in tried if opens(each)]
