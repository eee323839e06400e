"""Nobody is admitted before birth, nor official before admission: where the rows say so, headings were swapped."""

from nennep.matching.fields import Field
from nennep.matching.mapping.columns import ENOUGH, Column, of_fields, replaced
from nennep.matching.mapping.contents import year_of
from nennep.matching.model import Sheet

_ORDER = ((Field.DOB, Field.ADMISSION), (Field.DOB, Field.OFFICIAL), (Field.ADMISSION, Field.OFFICIAL))
LOOKED_AT = 2_000  # rows
MOST = 0.8  # of the rows whose years differ must stand the wrong way round


def dates_in_order(columns: list[Column], sheet: Sheet) -> list[Column]:
    for first, second in _ORDER:
        early, late = of_fields(columns, first)[:1], of_fields(columns, second)[:1]
        if early and late and _swapped_in(sheet, early[0].letter, late[0].letter):
            columns = replaced(columns, [_swapped(early[0], second), _swapped(late[0], first)])
    return columns


def _swapped_in(sheet: Sheet, early: str, late: str) -> bool:
    both = sheet.text.select(early, late).drop_nulls().head(LOOKED_AT)
    years = ((year_of(one), year_of(other)) for one, other in both.iter_rows())
    apart = [one > other for one, other in years if one is not None and other is not None and one != other]
    return len(apart) >= ENOUGH and sum(apart) >= MOST * len(apart)


def _swapped(column: Column, field: Field) -> Column:
    return column.decided(field, 0.5, f"Tiêu đề “{column.heading}” trái với các năm trong cột, nên đổi cho cột kia.")
