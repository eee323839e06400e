"""Checks that need one record: what is missing, malformed, or at odds with itself."""

from collections.abc import Collection, Iterator
from datetime import date

import polars as pl

from nennep.matching.checking.figures import figure
from nennep.matching.checking.finding import Kind, Rule, Severity, day, findings
from nennep.matching.fields import LABELS, PLACES, Field
from nennep.matching.standard.cleaning import MISSING as SAYS_NOTHING

NEEDED = {
    Field.NAME: Severity.ERROR,
    Field.DOB: Severity.ERROR,
    Field.SEX: Severity.WARNING,
    Field.ID12: Severity.ERROR,
    Field.CARD12: Severity.WARNING,
    Field.ADMISSION: Severity.ERROR,
    Field.CELL: Severity.WARNING,
}
_INSTEAD = {Field.ID12: ("id12", "id9"), Field.CARD12: ("card12", "card"), Field.CELL: ("cell", "unit_code")}
_FAULTS = {fault.value: fault for fault in (Rule.IMPOSSIBLE_DATE, Rule.MALFORMED)}
_SAYS = {
    Rule.IMPOSSIBLE_DATE: "{}: “{}” không phải là một ngày có thật.",
    Rule.FUTURE_DATE: "{}: “{}” là ngày chưa tới.",
    Rule.MALFORMED: "{}: “{}” sai dạng, không dùng được.",
    Rule.UNIT_CODE_FORM: "{}: “{}” không theo dạng M1.M2.M3.M4.M5 (2-3-3-3-3 chữ số).",
}


def check_records(people: pl.DataFrame, given: Collection[Field], today: date) -> Iterator[pl.DataFrame]:
    """`people`: one sheet as standardised; `given`: the fields that its columns hold."""
    yield from _missing(people)
    yield from _faults(people, today)
    yield from _number(people)
    yield from _dates(people, today)
    yield from _places(people, given)


def _missing(people: pl.DataFrame) -> Iterator[pl.DataFrame]:
    for field, severity in NEEDED.items():
        columns = [name for name in _INSTEAD.get(field, (field.value,)) if f"{name}_text" in people.columns]
        if not columns:  # the whole sheet has no such column: said once, in the report
            continue
        empty = people.filter(pl.all_horizontal(_silent(f"{name}_text") for name in columns))
        there = Field(columns[0])
        yield findings(empty, Kind(Rule.MISSING, severity, there), pl.lit(f"Chưa có {_small(LABELS[there])}."))


def _small(label: str) -> str:
    return label[0].lower() + label[1:]


def _silent(text: str) -> pl.Expr:
    """Blank, or filled with "không rõ"."""
    return pl.col(text).is_null() | (pl.col(text.replace("_text", "_fault")) == SAYS_NOTHING).fill_null(False)


def _faults(people: pl.DataFrame, today: date) -> Iterator[pl.DataFrame]:
    for column in (name.removesuffix("_fault") for name in people.columns if name.endswith("_fault")):
        wrong = people.filter(pl.col(f"{column}_fault").is_not_null())
        if wrong.is_empty():
            continue
        label = LABELS[Field(column)]
        for fault, malformed in _FAULTS.items():
            rule = Rule.UNIT_CODE_FORM if column == Field.UNIT_CODE and malformed is Rule.MALFORMED else malformed
            rows = wrong.filter(pl.col(f"{column}_fault") == fault)
            text = pl.col(f"{column}_text")
            if rule is Rule.IMPOSSIBLE_DATE:
                coming = (_day(text) > today).fill_null(False)
                to_come = pl.format(_SAYS[Rule.FUTURE_DATE].format(label, "{}"), text)
                yield findings(rows.filter(coming), Kind(Rule.FUTURE_DATE, Severity.ERROR, column), to_come)
                rows = rows.filter(~coming)
            yield findings(rows, Kind(rule, Severity.ERROR, column), pl.format(_SAYS[rule].format(label, "{}"), text))


def _day(text: pl.Expr) -> pl.Expr:
    return pl.coalesce(
        text.str.replace_all("[.-]", "/").str.to_date("%d/%m/%Y", strict=False),
        text.str.to_date("%Y-%m-%d", strict=False),
    )


def _number(people: pl.DataFrame) -> Iterator[pl.DataFrame]:
    century = pl.col("id12").str.slice(3, 1).cast(pl.Int32, strict=False)
    year = (century // 2 + 19).cast(pl.String) + pl.col("id12").str.slice(4, 2)
    born = pl.col("dob").str.slice(0, 4)
    yield findings(
        people.filter(year != born),
        Kind(Rule.CCCD_BIRTH, Severity.ERROR, Field.ID12),
        pl.format("Số định danh {} ghi năm sinh {}, hồ sơ ghi {}.", "id12", year, born),
    )
    sex = pl.when(century % 2 == 0).then(pl.lit("nam")).otherwise(pl.lit("nữ"))
    yield findings(
        people.filter(pl.col("id12").is_not_null() & (sex != pl.col("sex"))),
        Kind(Rule.CCCD_SEX, Severity.ERROR, Field.ID12),
        pl.format("Số định danh {} là của {}, hồ sơ ghi {}.", "id12", sex, "sex"),
    )


def _dates(people: pl.DataFrame, today: date) -> Iterator[pl.DataFrame]:
    yield from _order(people)
    age = today.year - pl.col("dob").str.slice(0, 4).cast(pl.Int32, strict=False)
    odd = people.filter((age < figure("youngest")) | (age > figure("oldest")))
    says = pl.format("Sinh {}: {} tuổi.", day("dob"), age)
    yield findings(odd, Kind(Rule.IMPLAUSIBLE_AGE, Severity.WARNING, Field.DOB), says)


def _order(people: pl.DataFrame) -> Iterator[pl.DataFrame]:
    youngest, probation = figure("youngest"), figure("probation")
    yield findings(
        people.filter(_sooner("dob", "admission", 12 * youngest)),
        Kind(Rule.ADMISSION_BEFORE_18, Severity.ERROR, Field.ADMISSION),
        pl.format(f"Sinh {{}}, vào Đảng {{}}: chưa đủ {youngest} tuổi.", day("dob"), day("admission")),
    )
    yield findings(
        people.filter(_sooner("admission", "official", 0)),
        Kind(Rule.OFFICIAL_BEFORE_ADMISSION, Severity.ERROR, Field.OFFICIAL),
        pl.format("Chính thức {} trước ngày vào Đảng {}.", day("official"), day("admission")),
    )
    early = people.filter(_sooner("admission", "official", probation) & ~_sooner("admission", "official", 0))
    yield findings(
        early,
        Kind(Rule.OFFICIAL_TOO_EARLY, Severity.WARNING, Field.OFFICIAL),
        pl.format(
            f"Vào Đảng {{}}, chính thức {{}}: chưa đủ {probation} tháng dự bị.", day("admission"), day("official")
        ),
    )


def _sooner(first: str, then: str, months: int) -> pl.Expr:
    """Whether `then` lies for certain less than `months` after `first`; a date cut short is taken at its latest."""
    return _months(then, last=True) - _months(first, last=False) < months * 100


def _months(column: str, *, last: bool) -> pl.Expr:
    """Months since year 0, times a hundred, and the day; what is not known is the first or last it may be."""
    year, month, day = (pl.col(column).str.slice(*at).cast(pl.Int32, strict=False) for at in ((0, 4), (5, 2), (8, 2)))
    return (year * 12 + month.fill_null(12 if last else 1)) * 100 + day.fill_null(31 if last else 1)


def _places(people: pl.DataFrame, given: Collection[Field]) -> Iterator[pl.DataFrame]:
    for field in PLACES:
        if field in given:
            several = people.filter(pl.col(f"{field}_candidates").str.len_chars() > 0)
            says = pl.format(
                f"{LABELS[field]}: “{{}}” nay thuộc {{}}; hãy chọn một.", f"{field}_text", f"{field}_candidates"
            )
            yield findings(several, Kind(Rule.AMBIGUOUS_PLACE, Severity.INFO, field), says)
