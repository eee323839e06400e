"""What a check says, and how findings are put together."""

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

PLACE = ("source", "sheet", "row")
COLUMNS = (*PLACE, "field", "rule", "severity", "message")


NONE = pl.DataFrame(schema={name: pl.UInt32 if name == "row" else pl.String for name in COLUMNS})


class Severity(StrEnum):
    ERROR = "error"  # the national database would refuse the record
    WARNING = "warning"  # somebody must look
    INFO = "info"


class Rule(StrEnum):
    """Names as in the contract; those of our own follow after the blank line."""

    CCCD_BIRTH = "cccd_birth"
    CCCD_SEX = "cccd_sex"
    ADMISSION_BEFORE_18 = "admission_before_18"
    OFFICIAL_BEFORE_ADMISSION = "official_before_admission"
    DUP_CARD = "dup_card"
    TWO_CELLS = "two_cells"
    IMPOSSIBLE_DATE = "impossible_date"
    UNKNOWN_UNIT = "unknown_unit"
    UNIT_CODE_FORM = "unit_code_form"
    MISSING = "missing"
    MALFORMED = "malformed"
    NOT_A_RECORD = "not_a_record"

    DUP_ID = "dup_id"
    OFFICIAL_TOO_EARLY = "official_too_early"
    IMPLAUSIBLE_AGE = "implausible_age"
    FUTURE_DATE = "future_date"
    AMBIGUOUS_PLACE = "ambiguous_place"
    REPEATED = "repeated"


LABELS = {
    Rule.CCCD_BIRTH: "Số định danh không khớp năm sinh",
    Rule.CCCD_SEX: "Số định danh không khớp giới tính",
    Rule.ADMISSION_BEFORE_18: "Vào Đảng khi chưa đủ 18 tuổi",
    Rule.OFFICIAL_BEFORE_ADMISSION: "Chính thức trước ngày vào Đảng",
    Rule.DUP_CARD: "Hai người cùng một số thẻ",
    Rule.TWO_CELLS: "Một người ở hai chi bộ",
    Rule.IMPOSSIBLE_DATE: "Ngày không thể có",
    Rule.UNKNOWN_UNIT: "Chi bộ không có trong cây tổ chức",
    Rule.UNIT_CODE_FORM: "Mã tổ chức đảng sai dạng",
    Rule.MISSING: "Thiếu thông tin",
    Rule.MALFORMED: "Sai dạng",
    Rule.NOT_A_RECORD: "Dòng không phải hồ sơ",
    Rule.DUP_ID: "Hai người cùng một số định danh",
    Rule.OFFICIAL_TOO_EARLY: "Chính thức khi chưa đủ 12 tháng dự bị",
    Rule.IMPLAUSIBLE_AGE: "Tuổi không hợp lý",
    Rule.FUTURE_DATE: "Ngày ở tương lai",
    Rule.AMBIGUOUS_PLACE: "Địa danh cũ thuộc nhiều xã, phường mới",
    Rule.REPEATED: "Một người ghi hai lần",
}


@dataclass(frozen=True)
class Kind:
    """What a finding is about."""

    rule: Rule
    severity: Severity
    field: str  # "" where it is about the row


def day(column: str) -> pl.Expr:
    """`1970-05-12` as `12/05/1970`, `1970-05` as `05/1970`."""
    return pl.col(column).str.split("-").list.reverse().list.join("/")


def findings(rows: pl.DataFrame, kind: Kind, message: pl.Expr) -> pl.DataFrame:
    """`rows` (with source, sheet, row) as findings of one kind."""
    if rows.is_empty():
        return NONE
    return rows.select(
        *PLACE,
        field=pl.lit(str(kind.field)),
        rule=pl.lit(kind.rule.value),
        severity=pl.lit(kind.severity.value),
        message=message.cast(pl.String),
    )


def together(parts: list[pl.DataFrame]) -> pl.DataFrame:
    """All findings in one table, those of a row together, whoever was done first."""
    whole = pl.concat([NONE, *(part.cast({"row": pl.UInt32}) for part in parts)])
    words = [name for name in (*PLACE, "rule", "field") if name != "row"]  # few, and numbers are sorted faster
    numbered = whole.with_columns(pl.col(name).cast(pl.Enum(whole[name].unique().sort())) for name in words)
    return numbered.sort(*PLACE, "rule", "field", maintain_order=True).with_columns(pl.col(words).cast(pl.String))
