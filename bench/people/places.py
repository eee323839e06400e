"""Communes before and after July 2025, from the tables inside `vietnamadminunits`, read as data."""

import json
from functools import cache
from importlib.metadata import distribution
from typing import Any

import polars as pl

HOME = {"thanhphohaiphong": 0.45, "tinhhaiduong": 0.35}
ELSEWHERE = 0.2
COLUMNS = ["ward", "district", "province", "new_ward", "new_province", "code", "key"]
SHORT = {
    "Thành phố": ("TP.", "TP "),
    "Thị trấn": ("TT.", "TT "),
    "Thị xã": ("TX.", "TX "),
    "Phường": ("P.", "P. "),
    "Quận": ("Q.", "Q. "),
    "Huyện": ("H.", "H. "),
    "Xã": ("X.", "X. "),
    "Tỉnh": ("T.", ""),
}


def _table(name: str) -> Any:
    path = distribution("vietnamadminunits").locate_file(f"vietnamadminunits/data/{name}.json")
    with open(str(path), encoding="utf-8") as file:
        return json.load(file)


@cache
def communes() -> pl.DataFrame:
    """Columns at, ward, district, province (old), new_ward, new_province, code (of the old province), weight."""
    old, new = _table("parser_legacy"), _table("parser_from_2025")
    went = _successors()
    rows = []
    for province, districts in old["DICT_PROVINCE_DISTRICT_WARD_NO_ACCENTED"].items():
        whole = old["DICT_PROVINCE"][province]
        named = old["DICT_PROVINCE_DISTRICT"][province]
        for district, wards in districts.items():
            for key, ward in wards.items():
                if (to := went.get(f"{province}_{district}_{key}")) is None:
                    continue
                today = new["DICT_PROVINCE_WARD_NO_ACCENTED"].get(to[0], {}).get(to[1])
                if today is None:
                    continue
                new_province = new["DICT_PROVINCE"][to[0]]["province"]
                place = (ward["ward"], named[district]["district"], whole["province"])
                rows.append((*place, today["ward"], new_province, whole["provinceCode"], province))
    frame = pl.DataFrame(rows, orient="row", schema=COLUMNS)
    return frame.with_columns(_weight(frame)).drop("key").with_row_index("at")


def _successors() -> dict[str, tuple[str, str]]:
    table = _table("converter_2025")
    went = {
        old: (province, ward)
        for province, wards in table["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for ward, olds in wards.items()
        for old in olds
    }
    for province, olds in table["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in olds.items():
            went[old] = (province, next(part["newWardKey"] for part in parts if part["isDefaultNewWard"]))
    return went


def _weight(frame: pl.DataFrame) -> pl.Series:
    """Within a province by rank, so that a few communes hold many."""
    counts = {row["key"]: row["len"] for row in frame.group_by("key").len().iter_rows(named=True)}
    outside = sum(n for key, n in counts.items() if key not in HOME)
    ranks: dict[str, int] = {}
    weights = []
    for key in frame["key"]:
        rank = ranks[key] = ranks.get(key, -1) + 1
        share = HOME[key] / counts[key] if key in HOME else ELSEWHERE / outside
        weights.append(share * (0.4 + 1.2 * (rank * 7919 % counts[key]) / counts[key]))
    return pl.Series("weight", weights, dtype=pl.Float64)


@cache
def styled(style: str) -> pl.Series:
    """Every commune as it is written in a style, in the order of `communes`."""
    frame = communes()
    whole = frame.select(pl.concat_str("ward", "district", "province", separator=", ")).to_series()
    if style == "new":
        return frame.select(pl.concat_str("new_ward", "new_province", separator=", ")).to_series()
    if style == "bare":
        return _bare(frame)
    return whole if style == "old" else _short(whole, loose=style == "loose")


def _bare(frame: pl.DataFrame) -> pl.Series:
    """`An Đồng - An Dương - Hải Phòng`: the kinds of the units left out, unless they are numbers."""
    kinds = r"^(?:Thành phố|Thị trấn|Thị xã|Phường|Quận|Huyện|Xã|Tỉnh) (\D)"
    parts = [pl.col(name).str.replace(kinds, "$1") for name in ("ward", "district", "province")]
    return frame.select(pl.concat_str(parts, separator=" - ")).to_series()


def _short(whole: pl.Series, loose: bool) -> pl.Series:
    """`P.Lạch Tray, Q.Ngô Quyền, TP.Hải Phòng`, or with a space behind the point."""
    for kind, short in SHORT.items():
        whole = whole.str.replace_all(rf"(^|, ){kind} ", "${1}" + short[loose])
    return whole
