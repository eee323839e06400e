"""Dates in whatever form they were typed, as ISO cut to what is known."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nennep.matching.fields import Field

IMPOSSIBLE = "impossible_date"
BIRTHS = (Field.DOB, Field.DOB_MAN, Field.DOB_WOMAN)
FIRST_YEAR = 1900
FIRST_ADMISSION = 1930  # the year in which the Party was founded
YOUNGEST = 16  # years: nobody in these lists is younger, so a year of two figures is read as the earlier century

ISO = "ghi lại theo năm-tháng-ngày"
SWAPPED = "đổi chỗ ngày và tháng"
TWO_FIGURES = "năm hai chữ số ghi đủ bốn chữ số"
SERIAL = "đổi số của Excel thành ngày"
LETTERS = "đổi chữ O, l thành số"
TIME = "bỏ giờ"
ZERO = "thêm số 0 đầu"
ZONE = "đổi giờ quốc tế sang giờ Việt Nam"


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class StandardDate:
    """`value` is `1970-05-12`, `1970-05` or `1970`, as `precision` says."""

    value: str | None
    precision: Precision | None = None
    rule: str = ""
    fault: str = ""


def standard_date(text: str, kind: Field, today: date) -> StandardDate:
    raise NotImplementedError
