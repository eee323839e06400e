"""Nobody is admitted before birth, nor official before admission: where the years say so, headings were swapped."""

from nennep.matching.fields import Field
from nennep.matching.mapping.columns import ENOUGH, Column, of_fields, replaced, year

# Earlier, later, and by how many years the medians may still stand the wrong way round.
_ORDER = (
    (Field.DOB, Field.ADMISSION, 0.0), (Field.DOB, Field.OFFICIAL, 0.0), (Field.ADMISSION, Field.OFFICIAL, 0.5),
)  # fmt: skip


def dates_in_order(columns: list[Column]) -> list[Column]:
    for first, second, apart in _ORDER:
        early, late = of_fields(columns, first)[:1], of_fields(columns, second)[:1]
        if not early or not late or not all(map(_is_dated, (early[0], late[0]))):
            continue
        if year(early[0]) > year(late[0]) + apart:
            columns = replaced(columns, [_swapped(early[0], second), _swapped(late[0], first)])
    return columns


def _is_dated(column: Column) -> bool:
    return column.contents.year is not None and column.contents.filled >= ENOUGH


def _swapped(column: Column, field: Field) -> Column:
    return column.decided(field, 0.5, f"Tiêu đề “{column.heading}” trái với các năm trong cột, nên đổi cho cột kia.")
