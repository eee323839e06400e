"""Which field each column of a sheet is, from what its heading says and what its cells hold."""

from dataclasses import replace

from nennep.matching.fields import DATES, PLACES, Field
from nennep.matching.mapping.columns import (
    ENOUGH,
    Column,
    Proposal,
    beaten,
    claim,
    heading_over,
    named,
    of_fields,
    replaced,
    year,
)
from nennep.matching.mapping.contents import Contents, look_at
from nennep.matching.mapping.date_order import dates_in_order
from nennep.matching.mapping.heading_words import Said, said_by
from nennep.matching.model import ROW, Sheet

__all__ = ["Proposal", "propose"]

# Shares of cells that suit a field: below the first a heading is not believed, above the second cells decide alone.
CONTRADICTS, STRONG = 0.2, 0.7
GROWN_UP = 12  # years from birth to admission that no list falls below, by its medians


def propose(sheet: Sheet) -> dict[str, Proposal]:
    """A proposal for every column of the sheet, by letter."""
    letters = [name for name in sheet.text.columns if name != ROW]
    columns = [_by_heading(letter, sheet.headings.get(letter, ""), look_at(sheet.text[letter])) for letter in letters]
    for step in (_name_parts, _birth_by_sex, _numbers, _unlabelled, _places, _single):
        columns = step(columns)
    return {column.letter: column.proposal for column in dates_in_order(columns, sheet)}


def _by_heading(letter: str, heading: str, contents: Contents) -> Column:
    said = _date_part(heading) or (said_by(heading) if heading else None)
    column = Column(letter, heading, said, contents, Proposal(None, 0.5, "Không nhận ra cột này."))
    if said is None:
        return column
    if said.field is None:
        return column.decided(None, 0.9, f"Cột “{heading}” không dùng để so khớp.")
    fits = contents.fits(said.field) if not said.date_part else 1.0
    if contents.filled >= ENOUGH and fits < CONTRADICTS:
        return _overruled(column, said.field)
    sure = (0.97 if said.whole else 0.85) if contents.filled else 0.6
    why = f"Tiêu đề “{heading}” là {named(said.field)}"
    return column.decided(
        said.field, sure * (0.6 + 0.4 * fits), f"{why}, nội dung phù hợp." if contents.filled else f"{why}."
    )


_DATE_PARTS = frozenset({"ngày", "tháng", "năm", "day", "month", "year"})


def _date_part(heading: str) -> Said | None:
    """`Ngày sinh / Ngày`, `Ngày sinh / Năm`: with its accents, for "Nam" is another matter."""
    over, _, part = heading.rpartition(" / ")
    said = said_by(over) if over and part.strip().lower() in _DATE_PARTS else None
    return replace(said, date_part=True) if said and said.field in DATES else None


def _overruled(column: Column, said: Field) -> Column:
    found = by_contents(column.contents)
    if found is None:
        return column.decided(
            None, 0.4, f"Tiêu đề “{column.heading}” là {named(said)} nhưng nội dung không phải, nên bỏ qua."
        )
    why = f"Tiêu đề “{column.heading}” là {named(said)} nhưng nội dung là {named(found)}, nên theo nội dung."
    return replace(column.decided(found, 0.6, why), said=None)


_TELLING: tuple[tuple[Field, tuple[str, ...]], ...] = (
    (Field.NAME, ("person",)), (Field.SEX, ("sex",)), (Field.ID12, ("id12",)), (Field.UNIT_CODE, ("code",)),
    (Field.PHONE, ("phone",)), (Field.ID9, ("d9",)), (Field.CARD, ("card", "d8")), (Field.ETHNIC, ("ethnic",)),
    (Field.RELIGION, ("religion",)), (Field.EDUCATION, ("education",)), (Field.CELL, ("unit",)),
    (Field.RESIDENCE, ("place",)), (Field.DOB, ("date", "year")),
)  # fmt: skip


def by_contents(contents: Contents) -> Field | None:
    """The field that the cells alone tell of; dates are birth dates until they are set in order."""
    if contents.filled < ENOUGH:
        return None
    return next((field for field, kinds in _TELLING if contents.share(*kinds) >= STRONG), None)


def _name_parts(columns: list[Column]) -> list[Column]:
    """`Họ và tên | Tên`, or the second without heading: family and middle name here, given name beside."""
    names, given, last = (
        of_fields(columns, Field.NAME),
        of_fields(columns, Field.GIVEN_NAME),
        of_fields(columns, Field.LAST_NAME),
    )
    if not names and not last and given and given[0].contents.share("person", "words") >= STRONG:
        return replaced(columns, [given[0].decided(Field.NAME, 0.85, "Cột “Tên” ghi cả họ và tên.")])
    if len(names) != 1 or last:
        return columns
    name, place = names[0], columns.index(names[0])
    beside = columns[place + 1] if place + 1 < len(columns) else None
    if beside is None or beside.contents.share("word") < STRONG or beside.contents.filled < name.contents.filled / 2:
        return columns
    if beside in given or not beside.heading or beside.heading == name.heading:
        parts = "Họ và tên chia thành hai cột."
        return replaced(
            columns, [name.decided(Field.LAST_NAME, 0.9, parts), beside.decided(Field.GIVEN_NAME, 0.9, parts)]
        )
    return columns


def _birth_by_sex(columns: list[Column]) -> list[Column]:
    """`Nam | Nữ` hold birth dates, or marks for the sex; `Nam` marked beside `Nữ` marked tells nothing more."""
    made = []
    for column in columns:
        dated = column.contents.share("date", "year", "serial") >= STRONG
        words = column.heading.strip().lower().rsplit("/", 1)[-1].strip()
        if words in {"nam", "nữ", "nu"} and dated and column.contents.filled:
            field = Field.DOB_MAN if words == "nam" else Field.DOB_WOMAN
            made.append(column.decided(field, 0.85, f"Cột “{column.heading}” ghi ngày hoặc năm sinh."))
        elif column.field in {Field.DOB_MAN, Field.DOB_WOMAN} and column.contents.share("mark", "sex") >= STRONG:
            sex = Field.SEX if column.field is Field.DOB_WOMAN else None
            made.append(column.decided(sex, 0.8, f"Cột “{column.heading}” đánh dấu giới tính."))
    return replaced(columns, made)


def _numbers(columns: list[Column]) -> list[Column]:
    """A card of twelve digits, and identity numbers under a heading of the old kind."""
    made = []
    for column in columns:
        twelve, nine = column.contents.share("id12", "d12"), column.contents.share("d9", "d8")
        if column.field is Field.CARD and twelve >= STRONG:
            made.append(column.decided(Field.CARD12, 0.85, f"Cột “{column.heading}” ghi số thẻ 12 số."))
        elif column.field is Field.CARD12 and column.contents.share("card", "d8", "d7") >= STRONG:
            made.append(column.decided(Field.CARD, 0.85, f"Cột “{column.heading}” ghi số thẻ 8 số."))
        elif column.field is Field.ID9 and twelve > nine and not of_fields(columns, Field.ID12):
            made.append(column.decided(Field.ID12, 0.85, f"Cột “{column.heading}” ghi số định danh 12 số."))
        elif column.field is Field.ID12 and nine >= STRONG and of_fields(columns, Field.ID12)[0] is not column:
            made.append(column.decided(Field.ID9, 0.8, f"Cột “{column.heading}” ghi số chứng minh 9 số."))
    return replaced(columns, made)


# Under a heading that nobody knows only what cannot be mistaken is believed.
_UNMISTAKABLE = frozenset({Field.NAME, Field.SEX, Field.ID12, Field.PHONE, Field.UNIT_CODE, Field.ETHNIC})


def _unlabelled(columns: list[Column]) -> list[Column]:
    taken = {column.field for column in columns}
    if taken & {Field.LAST_NAME, Field.GIVEN_NAME}:
        taken.add(Field.NAME)
    if taken & {Field.DOB_MAN, Field.DOB_WOMAN}:
        taken.add(Field.DOB)
    made = []
    for column in columns:
        if column.said is not None or column.field is not None:
            continue
        field = by_contents(column.contents)
        if (
            field is None
            or (field in taken and field is not Field.DOB)
            or (column.heading and field not in _UNMISTAKABLE)
        ):
            continue
        if field is Field.DOB:
            continue
        taken.add(field)
        made.append(column.decided(field, 0.7, f"Theo nội dung, cột này là {named(field)}."))
    return _unlabelled_dates(replaced(columns, made), taken)


def _unlabelled_dates(columns: list[Column], taken: set[Field | None]) -> list[Column]:
    """Columns of dates without heading, by their years: birth, admission, official."""
    free = [
        column for column in columns
        if column.field is None and column.said is None and column.contents.year is not None
        and by_contents(column.contents) is Field.DOB and (not column.heading or not taken & set(DATES))
    ]  # fmt: skip
    free.sort(key=year)
    wanted = [field for field in DATES if field not in taken]
    born = next((year(column) for column in columns if column.field is Field.DOB), None)
    if wanted[:1] != [Field.DOB] and born is not None:
        free = [column for column in free if year(column) > born + GROWN_UP]
    return replaced(
        columns,
        [
            column.decided(field, 0.6, f"Theo các năm trong cột, đây là {named(field)}.")
            for column, field in zip(free, wanted, strict=False)
        ],
    )


def _places(columns: list[Column]) -> list[Column]:
    """`Xã | Huyện | Tỉnh` go with the place before them; of several whole addresses the best stays."""
    made, before = [], Field.RESIDENCE
    for column in columns:
        part = column.said is not None and column.said.place_part
        if column.field in PLACES and not part:
            before = column.field
        elif part and column.field is not None:
            made.append(column.decided(before, 0.7, f"Cột “{column.heading}” là một phần của {named(before)}."))
        elif column.field is None and column.said is None:
            before = Field.RESIDENCE
    columns = replaced(columns, made)
    dropped: list[Column] = []
    for field in PLACES:
        whole = [column for column in of_fields(columns, field) if column.said is None or not column.said.place_part]
        if whole:
            best = max(whole, key=claim)
            dropped += [column for column in whole if column is not best and heading_over(column) != heading_over(best)]
    return replaced(columns, map(beaten, dropped))


_PARTED = (Field.DOB, Field.ADMISSION, Field.OFFICIAL)  # `Ngày | Tháng | Năm`


def _single(columns: list[Column]) -> list[Column]:
    """Every other field has one column."""
    dropped: list[Column] = []
    for field in Field:
        claims = [] if field in PLACES else of_fields(columns, field)
        if len(claims) < 2:
            continue
        best = max(claims, key=claim)
        small = [column for column in claims if column.contents.share("small", "mark") >= STRONG]
        if field in _PARTED and len(small) >= 2 and all(" / " in column.heading for column in small):
            dropped += [
                column for column in claims if column.heading.split(" / ")[0] != small[0].heading.split(" / ")[0]
            ]
            continue
        dropped += [column for column in claims if column is not best]
    return replaced(columns, map(beaten, dropped))
