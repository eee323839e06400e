"""Standardised records to link, with every column there is."""

from collections.abc import Mapping

import polars as pl

from nennep.matching.linking.keys import fold, record_keys
from nennep.matching.standard.table import COLUMNS

Record = Mapping[str, str | None]

HUNG = {
    "name": "Nguyễn Văn Hùng", "sex": "nam", "dob": "1970-05-12", "id12": "031070001234", "card": "30.012345",
    "admission": "1995-03-02", "residence_commune_code": "11407", "residence_province_code": "31", "cell": "Chi bộ 3",
}  # fmt: skip
LAN = {
    "name": "Trần Thị Lan", "sex": "nữ", "dob": "1982-11-30", "id12": "030182004321", "card": "30.054321",
    "admission": "2008-09-02", "residence_commune_code": "11410", "residence_province_code": "31", "cell": "Chi bộ 1",
}  # fmt: skip


def people(*records: Record) -> pl.DataFrame:
    rows = [{"source": "a.csv", "sheet": "", "row": str(place), **record} for place, record in enumerate(records, 2)]
    frame = pl.DataFrame(
        [{name: row.get(name) for name in COLUMNS} for row in rows], schema=dict.fromkeys(COLUMNS, pl.String)
    )
    return frame.with_columns(pl.col("row").cast(pl.UInt32)).with_row_index("uid")


def strangers(count: int = 300) -> list[Record]:
    """People who have nothing to do with one another, so that a name or a day is as rare as in life."""
    families, middles = ("Phạm", "Lê", "Vũ", "Đỗ", "Bùi"), ("Văn", "Thị", "Đức", "Ngọc")
    givens = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh")
    return [
        {
            "name": f"{families[n % 5]} {middles[n // 5 % 4]} {givens[n // 20 % 7]}",
            "sex": "nam",
            "dob": f"{1950 + n % 47}-{1 + n % 12:02}-{1 + n % 27:02}",
            "id12": f"03{n % 2}0{(50 + n % 47):02}{n * 997 % 1000000:06}",
            "admission": f"{1985 + n % 31}-{1 + n % 11:02}-03",
            "residence_commune_code": f"11{n % 60:03}",
            "residence_province_code": "31",
        }
        for n in range(count)
    ]


def keyed(*records: Record) -> pl.DataFrame:
    whole = people(*records)
    return record_keys(whole).with_columns(whole["uid"])


def folded(text: str) -> str:
    made: str = pl.select(fold(pl.lit(text))).item()
    return made
