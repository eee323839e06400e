"""Which records are compared with which: those that share a block, and no block that too many share."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import polars as pl

from nennep.matching.linking.keys import NUMBERS, UID
from nennep.matching.linking.model import Model

THREADS = 2
_NONE = pl.Series([None], dtype=pl.UInt64)
_LEFT = 1 << 32  # a pair as one number is sorted faster


def bounded(keys: pl.DataFrame, model: Model) -> pl.DataFrame:
    """Without the numbers that stand beside too many records to be anybody's."""
    return keys.with_columns(_of_few(keys[number], model.most_of_a_number) for number in NUMBERS)


def blocked(keys: pl.DataFrame, model: Model) -> list[pl.Series]:
    """The block of each record by each rule; null where a key is unknown, nobody shares it, or too many do."""

    def block(place: int) -> pl.Series:
        rule = model.blocks[place]
        hashed = _hashed(keys, rule.on)
        shared = _shared(hashed, rule.most)
        return hashed.zip_with(hashed.is_in(shared.implode()).fill_null(False), _NONE).reinterpret(signed=True)

    return [block(place).alias(f"b{place}") for place in range(len(model.blocks))]


def candidates(keys: pl.DataFrame, model: Model) -> pl.DataFrame:
    """`uid_l` < `uid_r`: every two records that share a block, once, in order."""
    found = _pairs_of_all(keys, [(block.on, block.most) for block in model.blocks])
    return pl.DataFrame({"both": found.sort()}).select(
        (pl.col("both") // _LEFT).cast(pl.UInt32).alias("uid_l"),
        (pl.col("both") % _LEFT).cast(pl.UInt32).alias("uid_r"),
    )


def prior(keys: pl.DataFrame, model: Model) -> float:
    """The share of all pairs that are one person: those that agree in a number and the year, or in name and day."""
    usual = max(block.most for block in model.blocks)
    rules = [((number, "yob"), model.most_of_a_number) for number in NUMBERS] + [(("fold", "dob"), usual)]
    found = _pairs_of_all(keys, rules).len()
    return min(0.5, max(model.least, (found + 0.5) / model.recall / max(keys.height * (keys.height - 1) / 2, 1)))


def _pairs_of_all(keys: pl.DataFrame, rules: Sequence[tuple[tuple[str, ...], int]]) -> pl.Series:
    with ThreadPoolExecutor(THREADS) as threads:  # polars works outside Python's lock
        return pl.concat(threads.map(lambda rule: _pairs(keys, *rule), rules)).unique()


def _pairs(keys: pl.DataFrame, on: tuple[str, ...], most: int) -> pl.Series:
    """Records of one block stand together when sorted: each is paired with the next, the next but one, …"""
    known = pl.DataFrame({UID: keys[UID], "block": _hashed(keys, on)}).filter(pl.col("block").is_not_null())
    together = known.filter(pl.col("block").is_duplicated()).sort("block")
    together = together.filter(pl.len().over("block") <= most)
    found = [pl.Series(UID, [], pl.UInt64)]
    for apart in range(1, most):
        following = pl.all().shift(-apart).name.suffix("_right")
        both = together.with_columns(following).filter(pl.col("block") == pl.col("block_right"))
        if both.is_empty():
            break
        low, high = (of(UID, f"{UID}_right") for of in (pl.min_horizontal, pl.max_horizontal))
        found.append(both.select(low.cast(pl.UInt64) * _LEFT + high).to_series())
    return pl.concat(found)


def _hashed(keys: pl.DataFrame, on: tuple[str, ...]) -> pl.Series:
    of_block = keys.select(on)
    known = of_block.select(pl.all_horizontal(pl.all().is_not_null())).to_series()
    return of_block.hash_rows(7).zip_with(known, _NONE).alias("block")


def _shared(hashed: pl.Series, most: int) -> pl.Series:
    sizes = hashed.drop_nulls().value_counts()
    return sizes.filter(pl.col("count").is_between(2, most))["block"]


def _of_few(number: pl.Series, most: int) -> pl.Series:
    counted = number.drop_nulls().value_counts()
    many = counted.filter(pl.col("count") > most)[number.name]
    return number.set(number.is_in(many.implode()).fill_null(False), None) if many.len() else number
