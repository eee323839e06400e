"""Chance by number: what row 17 gets from a stream depends on the seed, the stream's name and 17, on nothing else."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

MASK = (1 << 64) - 1
GOLDEN, FIRST, SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB  # splitmix64
SLOTS = 1 << 16


def spread(weights: Mapping[str, float]) -> pl.Series:
    """A table of 65,536 slots in which each word holds its share."""
    slots: list[str] = []
    total, reached = sum(weights.values()), 0.0
    for word, weight in weights.items():
        reached += weight
        slots += [word] * (round(reached / total * SLOTS) - len(slots))
    return pl.Series(slots, dtype=pl.String)


def zipf(words: Sequence[str], power: float = 1.0) -> dict[str, float]:
    """The first word the most frequent, the others behind it by their rank."""
    return {word: 1 / (rank + 2) ** power for rank, word in enumerate(words)}


@dataclass(frozen=True)
class Dice:
    seed: int
    ids: pl.Series  # UInt64

    def roll(self, stream: str) -> pl.Series:
        salt = (zlib.crc32(stream.encode()) * GOLDEN + self.seed * FIRST) & MASK
        x = (self.ids + _word(1)) * _word(GOLDEN) + _word(salt)
        x = (x ^ (x // (1 << 30))) * _word(FIRST)
        x = (x ^ (x // (1 << 27))) * _word(SECOND)
        return x ^ (x // (1 << 31))

    def unit(self, stream: str) -> pl.Series:
        return (self.roll(stream) // (1 << 11)).cast(pl.Float64) / float(1 << 53)

    def chance(self, stream: str, share: float) -> pl.Series:
        return self.unit(stream) < share

    def below(self, stream: str, size: int) -> pl.Series:
        """Whole numbers from 0, `size` apart."""
        return (self.roll(stream) // (1 << 16) % size).cast(pl.Int64)

    def pick(self, stream: str, table: pl.Series) -> pl.Series:
        return table.gather((self.roll(stream) // (1 << 48) % len(table)).cast(pl.UInt32))


def _word(value: int) -> pl.Series:
    return pl.Series([value], dtype=pl.UInt64)
