"""The branch of each record: every list has its own way of naming it, and the old ones their own branches."""

import polars as pl

from bench.people import places
from bench.people.dice import Dice

SIZE = 45
RENUMBERED = 0.45  # of those in an old list: branches have been merged since
KINDS = ("thôn", "Tổ dân phố số", "Trường Tiểu học", "Quân sự", "Công an", "Trạm Y tế")
SHORT = ("thôn", "TDP", "Trường TH", "QS", "CA", "Trạm YT")


def branch(frame: pl.DataFrame, dice: Dice, persons: int, source: str) -> pl.Series:
    """A number; `away` in the frame says who stands under another one than in the first list."""
    count = max(8, round(persons / SIZE))
    of_person = Dice(dice.seed, frame["person"])
    at, before = of_person.below("branch", count), of_person.below("branch before", count)
    old = of_person.chance("renumbered", RENUMBERED) if source in "CV" else pl.Series([False])
    usual = pl.when(pl.lit(old)).then(pl.lit(before)).otherwise(pl.lit(at))
    other = pl.lit(dice.below("other branch", count))
    return pl.select(pl.when(frame["away"]).then(other).otherwise(usual)).to_series()


def name(number: pl.Series, source: str) -> pl.Series:
    """`Chi bộ thôn 3 - Xã An Lão`, `CB thôn 3`, `Chi bộ thôn 3, Thị trấn An Lão`."""
    kind = pl.lit(number * 5 % len(KINDS))
    here = places.communes().filter(pl.col("new_province") == "Thành phố Hải Phòng")
    column = "ward" if source in "CV" else "new_ward"
    wards = here[column].unique(maintain_order=True)
    ward = pl.lit(wards.gather(number // 9 % len(wards)))
    head, kinds = ("CB ", SHORT) if source == "D" else ("Chi bộ ", KINDS)
    told = pl.concat_str(pl.lit(head), pl.lit(pl.Series(kinds)).gather(kind), pl.lit(" "), pl.lit(number % 17 + 1))
    if source == "A":
        told = pl.concat_str(told, pl.lit(" - "), ward)
    elif source in "CV":
        told = pl.concat_str(told, pl.lit(", "), ward)
    return pl.select(told).to_series()


def code(number: pl.Series, source: str) -> pl.Series:
    parts = (number // 30 // 900 + 45, number // 30 % 900 + 1, number % 30 + 1)
    padded = [part.cast(pl.String).str.zfill(3) for part in parts]
    return pl.select(pl.concat_str(pl.lit("31"), *padded, separator="" if source == "C" else ".")).to_series()
