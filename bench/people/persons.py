"""The persons themselves: what is true of each, before any list writes it down."""

from datetime import date
from statistics import NormalDist

import polars as pl

from bench.people.dice import SLOTS, Dice, spread
from bench.people.names import names
from bench.people.places import communes

WOMEN = 0.36
TWINS, SIBLINGS = 0.002, 0.005  # pairs a person: twice that share of persons
ETHNIC: dict[str, float] = {
    "Kinh": 95.2,
    "Tày": 1.2,
    "Mường": 0.8,
    "Hoa": 0.7,
    "Nùng": 0.6,
    "Thái": 0.6,
    "Sán Dìu": 0.4,
    "Dao": 0.5,
}
NAMESAKES = 0.0005  # pairs a person
RELIGION: dict[str, float] = {"Không": 94, "Phật giáo": 3.4, "Công giáo": 2.3, "Tin lành": 0.3}
SCHOOL: dict[str, float] = {"12/12": 78, "10/10": 12, "7/10": 5, "9/12": 5}
DEGREE: dict[str, float] = {
    "Đại học": 48,
    "Cao đẳng": 12,
    "Trung cấp": 19,
    "Thạc sĩ": 9,
    "Tiến sĩ": 0.7,
    "Sơ cấp": 4,
    "": 8,
}
POLITICS: dict[str, float] = {"Sơ cấp": 42, "Trung cấp": 30, "Cao cấp": 6, "Cử nhân": 1, "": 21}
MOBILE = "091 094 088 090 093 089 096 097 098 086 032 033 034 035 036 037 038 039 070 077 078 079 081 082 083"
STEP, OTHER_STEP = 611_953, 47_654_321  # no factor in common with ten: a walk through all numbers of a length
FIRST_YEAR, LAST_YEAR = 1932, 2006
LAST_ADMISSION = date(2025, 6, 30)


def persons(size: int, seed: int, flavour: int) -> pl.DataFrame:
    ids = pl.Series("person", range(size), dtype=pl.UInt64)
    dice = Dice(seed * 10 + flavour, ids)
    frame = pl.DataFrame({"person": ids, "sex": _of(dice.chance("sex", WOMEN), "nữ", "nam")})
    frame = frame.with_columns(_born(dice), *_homes(dice))
    frame = frame.with_columns(dice.pick("family", names(flavour).families).alias("family"))
    frame = _kin(frame, dice)
    frame = frame.with_columns(*_named(frame, dice, flavour))
    frame = _namesakes(_other_given(frame, dice, flavour), dice, flavour)
    frame = frame.with_columns(*_numbers(frame, dice), *_joined(frame, dice))
    return frame.with_columns(_rest(dice))


def _of(told: pl.Series, yes: str, no: str) -> pl.Series:
    return pl.select(pl.when(told).then(pl.lit(yes)).otherwise(pl.lit(no))).to_series()


def _born(dice: Dice) -> pl.Series:
    bell = NormalDist(1976, 15)
    low, high = bell.cdf(FIRST_YEAR), bell.cdf(LAST_YEAR)
    years = [bell.inv_cdf(low + (high - low) * (slot + 0.5) / SLOTS) for slot in range(SLOTS)]
    days = pl.Series([round((year - 1970) * 365.2425) for year in years], dtype=pl.Int64)
    moved = dice.pick("born", days) + dice.below("birthday", 365)
    return moved.cast(pl.Int32).cast(pl.Date).alias("dob")


def _homes(dice: Dice) -> list[pl.Series]:
    table = communes()
    everywhere = spread({str(at): weight for at, weight in zip(table["at"], table["weight"], strict=True)})
    near = table.filter(pl.col("new_province") == "Thành phố Hải Phòng")
    here = spread({str(at): weight for at, weight in zip(near["at"], near["weight"], strict=True)})
    home = dice.pick("home", everywhere.cast(pl.UInt32))
    elsewhere = dice.pick("living", here.cast(pl.UInt32))
    stayed = dice.chance("stayed", 0.55) & home.is_in(near["at"].implode())
    living = pl.select(pl.when(stayed).then(home).otherwise(elsewhere)).to_series()
    return [home.alias("home"), living.alias("living")]


def _kin(frame: pl.DataFrame, dice: Dice) -> pl.DataFrame:
    """The second of two neighbours becomes the twin or the sibling of the first."""
    draw = dice.unit("kin").shift(1, fill_value=1.0)
    second = frame["person"] % 2 == 1
    twin, sibling = second & (draw < 2 * TWINS), second & (draw >= 2 * TWINS) & (draw < 2 * (TWINS + SIBLINGS))
    kin = twin | sibling
    years = (dice.below("apart", 11) - 5) * 365 + dice.below("apart days", 300) + 30
    before = {name: pl.col(name).shift(1) for name in ("family", "home", "dob")}
    apart = (before["dob"].cast(pl.Int32) + years.cast(pl.Int32)).cast(pl.Date)
    pair = pl.when("twin").then(pl.col("person") - 1).when(pl.col("twin").shift(-1)).then("person")
    return frame.with_columns(twin.alias("twin"), kin.alias("kin")).with_columns(
        pair.alias("twins"),
        pl.when("kin").then(before["family"]).otherwise("family").alias("family"),
        pl.when("kin").then(before["home"]).otherwise("home").alias("home"),
        pl.when("twin").then(before["dob"]).when("kin").then(apart).otherwise("dob").alias("dob"),
    )


def _named(frame: pl.DataFrame, dice: Dice, flavour: int) -> list[pl.Series]:
    known = names(flavour)
    era = pl.when(frame["dob"].dt.year() < 1965).then(0).when(frame["dob"].dt.year() < 1985).then(1).otherwise(2)

    def by_era(shares: tuple[float, float, float]) -> pl.Expr:
        return pl.when(era == 0).then(shares[0]).when(era == 1).then(shares[1]).otherwise(shares[2])

    man = frame["sex"] == "nam"
    plain = pl.when(man).then(by_era(known.plain_middle["nam"])).otherwise(by_era(known.plain_middle["nữ"]))
    word = pl.when(man).then(pl.lit("Văn")).otherwise(pl.lit("Thị"))
    middles = (
        pl.when(man).then(dice.pick("middle", known.middles["nam"])).otherwise(dice.pick("middle", known.middles["nữ"]))
    )
    more = pl.when(man).then(dice.pick("more", known.middles["nam"])).otherwise(dice.pick("more", known.middles["nữ"]))
    one = pl.when(dice.unit("plain") < plain).then(word).otherwise(middles)
    two = pl.when((dice.unit("two") < by_era(known.two_middles)) & (one != more)).then(more)
    middle = pl.concat_str(one, two, separator=" ", ignore_nulls=True)
    none = dice.chance("no middle", known.no_middle)
    given = pl.when(man).then(dice.pick("given", known.given["nam"])).otherwise(dice.pick("given", known.given["nữ"]))
    same = frame["kin"] & dice.chance("same middle", 0.5) & (frame["sex"] == frame["sex"].shift(1))
    kept = pl.when(none).then(pl.lit("")).otherwise(middle)
    made = pl.select(kept.alias("middle"), given.alias("given"))
    middle_now = pl.select(pl.when(same).then(made["middle"].shift(1)).otherwise(made["middle"]).alias("middle"))
    return [middle_now.to_series(), made["given"]]


def _other_given(frame: pl.DataFrame, dice: Dice, flavour: int) -> pl.DataFrame:
    """No family gives two children one name."""
    known, man = names(flavour), frame["sex"] == "nam"
    table = {sex: dice.pick("other given", known.given[sex].unique(maintain_order=True)) for sex in ("nam", "nữ")}
    other = pl.when(man).then(table["nam"]).otherwise(table["nữ"])
    clash = frame["kin"] & (frame["given"] == frame["given"].shift(1))
    return frame.with_columns(pl.when(clash).then(other).otherwise("given").alias("given"))


def _namesakes(frame: pl.DataFrame, dice: Dice, flavour: int) -> pl.DataFrame:
    """In the second country cousins of one village and one year may bear one name."""
    share = NAMESAKES if flavour == 2 else 0.0
    namesake = (frame["person"] % 2 == 1) & ~frame["kin"] & (dice.unit("namesake") < 2 * share)
    new_year = pl.col("dob").shift(1).dt.truncate("1y").cast(pl.Int32)
    another = (new_year + pl.lit(dice.below("day", 365).cast(pl.Int32))).cast(pl.Date)
    shared = ("family", "middle", "given", "sex", "home", "living")
    return frame.with_columns(
        *(pl.when(namesake).then(pl.col(name).shift(1)).otherwise(name).alias(name) for name in shared),
        pl.when(namesake).then(another).otherwise("dob").alias("dob"),
    )


def _numbers(frame: pl.DataFrame, dice: Dice) -> list[pl.Expr]:
    """No number is given twice; twins are registered one after the other."""
    code = communes()["code"].gather(frame["home"])
    year = frame["dob"].dt.year()
    mark = (year >= 2000).cast(pl.Int32) * 2 + (frame["sex"] == "nữ").cast(pl.Int32)
    head = pl.select(
        pl.concat_str(pl.lit("0"), code, mark.cast(pl.String), (year % 100).cast(pl.String).str.zfill(2))
    ).to_series()
    inside = pl.DataFrame({"head": head}).select(pl.int_range(pl.len()).over("head")).to_series()
    begun = Dice(dice.seed, head.cast(pl.UInt64)).below("begun", 10**6)  # no two years count alike
    old = code.replace({"31": "03", "30": "14"})
    person = frame["person"].cast(pl.Int64)
    block = (person // 1_000_000 + 31).cast(pl.String)
    line = dice.below("phone", 10**7).cast(pl.String).str.zfill(7)
    return [
        pl.concat_str(head, _even(inside + begun, 6, frame["twin"])).alias("id12"),
        pl.concat_str(old, _even(person, 7, frame["twin"])).alias("id9"),
        pl.concat_str(block, (person * STEP % 1_000_000).cast(pl.String).str.zfill(6)).alias("card"),
        pl.concat_str(block, pl.lit("00"), (person * OTHER_STEP % 10**8).cast(pl.String).str.zfill(8)).alias("card12"),
        pl.concat_str(dice.pick("mobile", pl.Series(MOBILE.split())), line).alias("phone"),
    ]


def _even(counted: pl.Series, size: int, twin: pl.Series) -> pl.Series:
    drawn = counted * STEP % (10**size // 2) * 2
    after = drawn.shift(1) + 1
    return pl.select(pl.when(twin).then(after).otherwise(drawn)).to_series().cast(pl.String).str.zfill(size)


def _joined(frame: pl.DataFrame, dice: Dice) -> list[pl.Series]:
    """At 18 at the earliest, mostly before 35; official a year later, sometimes by some days or months more."""
    grown = frame["dob"].cast(pl.Int32) + 18 * 366
    room = ((LAST_ADMISSION - date(1970, 1, 1)).days - grown).clip(0)
    wait = (dice.unit("wait") + dice.unit("wait more") + dice.unit("wait most")) ** 2 * 3.2 * 365.25
    days = pl.when(pl.lit(wait > room)).then(pl.lit(dice.unit("sooner") * room)).otherwise(pl.lit(wait))
    admission = pl.select(pl.lit(grown) + days.cast(pl.Int32)).to_series()
    late = pl.select(pl.when(dice.chance("late", 0.06)).then(dice.below("days late", 200)).otherwise(0)).to_series()
    official = admission + 366 + late.cast(pl.Int32)
    return [admission.cast(pl.Date).alias("admission"), official.cast(pl.Date).alias("official")]


def _rest(dice: Dice) -> list[pl.Series]:
    tables: dict[str, dict[str, float]] = {
        "ethnic": ETHNIC, "religion": RELIGION, "school": SCHOOL, "degree": DEGREE, "politics": POLITICS
    }  # fmt: skip
    return [dice.pick(name, spread(table)).alias(name) for name, table in tables.items()]
