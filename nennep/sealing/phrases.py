"""What people keep on paper: five words to open a key, sixteen digits to come back with, the print of a key.

The words are two syllables each, without marks: they are typed alike in every way of typing Vietnamese.
"""

import hashlib
import re
import secrets
from functools import lru_cache

from nennep.lib.text import fold

CONSONANTS = ("b", "ch", "d", "g", "h", "k", "l", "m", "n", "nh", "p", "r", "s", "t", "th", "tr", "v", "x")
VOWELS = ("a", "e", "i", "o", "u")
NOT_ON_PAPER = {"du", "di"}  # with what may follow they swear
WORDS = 5
DIGITS = 16


@lru_cache(maxsize=1)
def words() -> tuple[str, ...]:
    syllables = [c + v for c in CONSONANTS for v in VOWELS if c + v not in NOT_ON_PAPER]
    return tuple(one + two for one in syllables for two in syllables)


def new_phrase() -> str:
    """64.6 bits."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS))


def plain_phrase(typed: str) -> str:
    """As it was made, however it was typed: capitals, marks that a keyboard put in, hyphens."""
    return " ".join(re.findall(r"[a-z]+", fold(typed)))


def new_code() -> str:
    """53 bits, behind Argon2id and the limit of tries."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def plain_code(typed: str) -> str:
    return re.sub(r"\D", "", typed)


def in_fours(text: str) -> str:
    return " ".join(text[n : n + 4] for n in range(0, len(text), 4))


def print_of(public: bytes) -> str:
    """Of a public key, to be compared by eye: 80 bits in fours."""
    return in_fours(hashlib.sha256(public).hexdigest()[:20])
