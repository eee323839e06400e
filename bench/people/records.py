"""Who stands in which list, and what that list says of him."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from bench.people import branches, dates, places
from bench.people.dice import Dice, spread
from bench.people.habits import SAME_SOURCE, Habits, habits
from bench.people.persons import persons
from bench.people.slips import slipped
from nennep.lib.legacy import TCVN3

BASE = 0.8  # persons a row
STREETS = (
    "Thôn Đông", "Thôn Trung", "Thôn #", "Xóm #", "Khu #", "Khu dân cư số #", "TDP số #", "Tổ dân phố #", "Tổ #",
    "Số # Lê Lợi", "Số # đường Trần Phú", "#A/12 Nguyễn Đức Cảnh", "Số nhà #, ngõ 5", "Đội #", "Thôn Phú La",
)  # fmt: skip
_BARE = r"\p{Mn}"
_TO_TCVN3 = {letter: chr(code) for code, letter in TCVN3.items()}
# What TCVN3 has no capital of is stored small, and the font draws it large.
_TO_TCVN3 |= {small.upper(): code for small, code in _TO_TCVN3.items() if small.upper() not in _TO_TCVN3}


@dataclass(frozen=True)
class Order:
    """What is asked for."""

    rows: int
    seed: int = 7
    flavour: int = 1
    hard: bool = False

    @property
    def habits(self) -> dict[str, Habits]:
        return habits(self.flavour, self.hard)


def records(order: Order) -> dict[str, pl.DataFrame]:
    """Source → its records: `person`, `twins` and a text column a field, sorted as lists are, by branch."""
    everybody = persons(round(order.rows * BASE), order.seed, order.flavour)
    drawn = _drawn(order, everybody.height)
    return {
        source: _list(everybody, drawn.filter(pl.col("source") == source), order, source) for source in order.habits
    }


def _drawn(order: Order, size: int) -> pl.DataFrame:
    """One row a record: its number, its person, its source, and whether another branch claims him there."""
    ids = pl.Series("record", range(order.rows), dtype=pl.UInt64)
    dice = Dice(order.seed * 10 + order.flavour + 5, ids)
    person = pl.select(pl.when(ids < size).then(ids).otherwise(dice.below("person", size))).to_series().cast(pl.UInt64)
    shares = spread({source: each.share for source, each in order.habits.items()})
    first = Dice(order.seed * 10 + order.flavour + 6, person).pick("source", shares)
    other = dice.pick("other source", shares)
    again = dice.chance("same source", SAME_SOURCE)
    source = (
        pl.when((ids < size) | again)
        .then(first)
        .when(other != first)
        .then(other)
        .otherwise(pl.when(first == "A").then(pl.lit("D")).otherwise(pl.lit("A")))
    )
    drawn = pl.DataFrame({"record": ids, "person": person}).with_columns(source.alias("source"))
    away = (pl.col("source") == pl.lit(first)) | pl.lit(dice.chance("away", 0.2))  # two branches claim one person
    return drawn.with_columns(((pl.col("record") >= size) & away).alias("away"))


def _list(everybody: pl.DataFrame, drawn: pl.DataFrame, order: Order, source: str) -> pl.DataFrame:
    frame = everybody[drawn["person"].cast(pl.UInt32)].with_columns(drawn["away"])
    dice = Dice(order.seed * 10 + order.flavour + 7, drawn["record"])
    kept = order.habits[source]
    at = branches.branch(frame, dice, round(order.rows * BASE), source)
    made = frame.select(
        "person",
        "twins",
        pl.Series("cell_no", at),
        pl.Series("order", dice.roll("order")),
        *(column.alias(name) for name, column in _fields(frame, dice, kept, order).items()),
        cell=branches.name(at, source),
        unit_code=branches.code(at, source),
    )
    return made.sort("cell_no", "order").drop("cell_no", "order")


def _fields(frame: pl.DataFrame, dice: Dice, kept: Habits, order: Order) -> dict[str, pl.Series]:
    ids = _identities(frame, dice, kept)
    joined = pl.select(
        pl.when(pl.lit(dice.chance("later", kept.joined_later))).then(frame["official"]).otherwise(frame["admission"])
    ).to_series()
    admission, official = (
        dates.mistaken(day, dice, kept, name) for name, day in (("ad", joined), ("of", frame["official"]))
    )
    unwritten = {"name": _name(frame, dice, kept, order.flavour), "sex": frame["sex"].str.to_titlecase()}
    unwritten |= {"dob": dates.birth(frame["dob"], dice, kept)} | ids
    unwritten |= {
        "admission": _without(dates.written(admission, dice, kept.dates, "ad"), dice, "no ad", kept.no_joined),
        "official": _without(dates.written(official, dice, kept.dates, "of"), dice, "no of", kept.no_joined * 2),
    }
    home = places.communes()[_elsewhere(frame, dice, "home", kept.other_home)]
    living = places.communes()[_elsewhere(frame, dice, "living", kept.moved)]
    residence = _with_street(_place(living, dice, kept.places), frame, dice, kept.street)
    unwritten |= {
        "hometown": _without(_place(home, dice, kept.places), dice, "no home", kept.missing),
        "residence": _without(residence, dice, "no residence", kept.missing),
        "phone": _without(_phone(frame, dice, kept), dice, "no phone", 0.1 + kept.missing),
    }
    others = ("ethnic", "religion", "school", "degree", "politics")
    return unwritten | {name: _without(frame[name], dice, f"no {name}", kept.missing) for name in others}


def _without(column: pl.Series, dice: Dice, stream: str, share: float) -> pl.Series:
    return pl.select(pl.when(pl.lit(dice.chance(stream, share))).then(None).otherwise(column)).to_series()


def _name(frame: pl.DataFrame, dice: Dice, kept: Habits, flavour: int) -> pl.Series:
    parts = pl.concat_str(
        "family", pl.when(pl.col("middle") != "").then("middle"), "given", separator=" ", ignore_nulls=True
    )
    whole = frame.select(parts.alias("name")).to_series()
    struck = dice.chance("typo", kept.typo).arg_true()
    rolls = dice.roll("slip").gather(struck)
    fresh = [slipped(name, roll, flavour) for name, roll in zip(whole.gather(struck), rolls, strict=True)]
    whole = whole.scatter(struck, pl.Series(fresh, dtype=pl.String)) if fresh else whole
    bare = whole.str.normalize("NFD").str.replace_all(_BARE, "").str.replace_many(["đ", "Đ"], ["d", "D"])
    plain, large = pl.lit(dice.chance("plain", kept.plain)), pl.lit(dice.chance("capitals", kept.capitals))
    drawn = pl.when(plain).then(bare).otherwise(whole)
    drawn = pl.when(large).then(drawn.str.to_uppercase()).otherwise(drawn)
    apart = pl.lit(dice.chance("apart", kept.decomposed))
    return pl.select(pl.when(apart).then(drawn.str.normalize("NFD")).otherwise(drawn)).to_series()


def _identities(frame: pl.DataFrame, dice: Dice, kept: Habits) -> dict[str, pl.Series]:
    has = pl.lit(dice.chance("id12", kept.id12))
    old = pl.lit(dice.chance("id9", kept.id9)) & ~has
    columns = {
        "id12": pl.when(has).then(frame["id12"]),
        "id9": pl.when(old).then(frame["id9"]),
        "card": pl.when(pl.lit(dice.chance("has card", kept.card))).then(frame["card"]),
        "card12": pl.when(pl.lit(dice.chance("has card12", 0.3))).then(frame["card12"]),
    }
    made = {}
    for name, column in columns.items():
        wrong = pl.lit(dice.chance(f"{name} slip", kept.slip_id))
        figure = pl.lit(dice.below(f"{name} figure", 10).cast(pl.String))
        slip = pl.concat_str(column.str.head(-2), figure, column.str.tail(1))
        text = pl.when(wrong).then(slip).otherwise(column)
        eaten = pl.lit(dice.chance(f"{name} zero", kept.lost_zero))
        made[name] = pl.select(pl.when(eaten).then(text.str.strip_chars_start("0")).otherwise(text)).to_series()
    return made


def _elsewhere(frame: pl.DataFrame, dice: Dice, name: str, share: float) -> pl.Series:
    """With a share whose place is that of another of the list."""
    moved, place = pl.lit(dice.chance(f"other {name}", share)), frame[name]
    return pl.select(pl.when(moved).then(place.shift(1)).otherwise(place).fill_null(0)).to_series()


def _place(at: pl.DataFrame, dice: Dice, styles: Mapping[str, float]) -> pl.Series:
    style = dice.pick("style", spread(styles))
    text, number = pl.lit(None, dtype=pl.String), at["at"]
    for name in styles:
        text = pl.when(pl.lit(style == name)).then(pl.lit(places.styled(name).gather(number))).otherwise(text)
    return pl.select(text).to_series()


def _with_street(place: pl.Series, frame: pl.DataFrame, dice: Dice, share: float) -> pl.Series:
    """In front of the commune: the hamlet or the house, the same in every list that writes it."""
    of_person = Dice(dice.seed, frame["person"])
    kind, number = of_person.pick("street", pl.Series(STREETS)), (of_person.below("house", 120) + 1).cast(pl.String)
    street = pl.lit(kind).str.replace("#", pl.lit(number), literal=True)
    between = pl.when(pl.lit(place.str.contains(" - ", literal=True))).then(pl.lit(" - ")).otherwise(pl.lit(", "))
    whole = pl.concat_str(street, between, pl.lit(place))
    return pl.select(pl.when(pl.lit(dice.chance("has street", share))).then(whole).otherwise(place)).to_series()


def _phone(frame: pl.DataFrame, dice: Dice, kept: Habits) -> pl.Series:
    other = pl.concat_str(pl.lit("09"), pl.lit(dice.below("new phone", 10**8).cast(pl.String).str.zfill(8)))
    number = pl.when(pl.lit(dice.chance("old phone", kept.old_phone))).then(other).otherwise(frame["phone"])
    form = dice.unit("phone form")
    spaced = pl.concat_str(number.str.head(4), number.str.slice(4, 3), number.str.tail(3), separator=" ")
    dotted = pl.concat_str(number.str.head(4), number.str.slice(4, 3), number.str.tail(3), separator=".")
    abroad = pl.concat_str(pl.lit("+84"), number.str.slice(1))
    eaten = number.str.slice(1)
    typed = pl.when(pl.lit(form < kept.typo)).then(spaced).when(pl.lit(form < 1.5 * kept.typo)).then(dotted)
    typed = typed.when(pl.lit(form < 1.6 * kept.typo)).then(abroad)
    return pl.select(
        typed.when(pl.lit(form < 1.6 * kept.typo + kept.lost_zero)).then(eaten).otherwise(number)
    ).to_series()


def tcvn3(column: pl.Series) -> pl.Series:
    return column.str.replace_many(list(_TO_TCVN3), list(_TO_TCVN3.values()))
