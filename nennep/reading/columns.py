"""What the columns of a table of assignments are, by the words of their headings."""

from collections.abc import Sequence
from enum import StrEnum

from nennep.lib.text import fold


class Column(StrEnum):
    NUMBER = "number"
    CONTENT = "content"
    LEAD = "lead"
    WITH = "with"
    SUPERVISOR = "supervisor"
    DUE = "due"
    PRODUCT = "product"
    TARGET = "target"
    UNIT = "unit"
    NOTE = "note"


# Words of headings (folded), the first that is found names the column; an example each.
HEADINGS: tuple[tuple[str, Column], ...] = (
    ("phoi hop", Column.WITH),  # "Cơ quan phối hợp"
    ("lanh dao chi dao", Column.SUPERVISOR),  # "Lãnh đạo chỉ đạo"
    ("lanh dao phu trach", Column.SUPERVISOR),
    ("dong chi chi dao", Column.SUPERVISOR),
    ("dong chi phu trach", Column.SUPERVISOR),
    ("nguoi chi dao", Column.SUPERVISOR),
    ("truc tiep chi dao", Column.SUPERVISOR),
    ("theo doi, chi dao", Column.SUPERVISOR),
    ("chi dao thuc hien", Column.SUPERVISOR),
    ("cap trinh", Column.NOTE),  # "Cấp trình", who decides
    ("thoi gian", Column.DUE),  # "Thời gian hoàn thành"
    ("thoi han", Column.DUE),
    ("thoi diem", Column.DUE),
    ("tien do", Column.DUE),
    ("han hoan thanh", Column.DUE),
    ("ngay hoan thanh", Column.DUE),
    ("hoan thanh truoc", Column.DUE),
    ("chu tri", Column.LEAD),  # "Cơ quan chủ trì"
    ("don vi thuc hien", Column.LEAD),
    ("co quan thuc hien", Column.LEAD),
    ("to chuc thuc hien", Column.LEAD),
    ("nguoi thuc hien", Column.LEAD),
    ("don vi phu trach", Column.LEAD),
    ("phan cong", Column.LEAD),
    ("phu trach", Column.LEAD),
    ("co quan tham muu", Column.LEAD),
    ("co quan chuan bi", Column.LEAD),
    ("don vi chuan bi", Column.LEAD),
    ("don vi tham muu", Column.LEAD),
    ("trach nhiem", Column.LEAD),  # "Trách nhiệm thực hiện"
    ("dau moi", Column.LEAD),
    ("san pham", Column.PRODUCT),
    ("ket qua dau ra", Column.PRODUCT),
    ("ket qua", Column.PRODUCT),
    ("hinh thuc van ban", Column.PRODUCT),
    ("don vi tinh", Column.UNIT),
    ("dvt", Column.UNIT),
    ("chi tieu giao", Column.TARGET),
    ("so luong", Column.TARGET),
    ("ghi chu", Column.NOTE),
    ("can cu", Column.NOTE),
    ("noi dung", Column.CONTENT),
    ("nhiem vu", Column.CONTENT),
    ("cong viec", Column.CONTENT),
    ("viec", Column.CONTENT),
    ("hoat dong", Column.CONTENT),
    ("chi tieu", Column.CONTENT),
    ("chuyen de", Column.CONTENT),
    ("ten de an", Column.CONTENT),
    ("ten van ban", Column.CONTENT),
    ("don vi", Column.LEAD),
    ("co quan", Column.LEAD),
)
# How we head the columns of a table whose own heading was run together.
HEADS = {
    Column.NUMBER: "TT",
    Column.CONTENT: "Nội dung",
    Column.LEAD: "Chủ trì",
    Column.WITH: "Phối hợp",
    Column.SUPERVISOR: "Lãnh đạo chỉ đạo",
    Column.DUE: "Thời gian",
    Column.PRODUCT: "Sản phẩm",
    Column.TARGET: "Chỉ tiêu giao",
    Column.UNIT: "Đơn vị tính",
    Column.NOTE: "Ghi chú",
}
LONGEST_HEADING = 80
NUMBER_HEADINGS = frozenset({"tt", "stt", "so tt", "so thu tu", "s tt", "t t", "muc", "so"})


def column_of(heading: str) -> Column | None:
    if len(heading) > LONGEST_HEADING:
        return None
    words = fold(heading)
    if words.strip(" .") in NUMBER_HEADINGS:
        return Column.NUMBER
    return next((column for key, column in HEADINGS if key in words), None)


def is_heading_row(cells: Sequence[str]) -> bool:
    """At least three known headings, the content among them, none of them long."""
    known = [column_of(cell) for cell in cells if cell]
    short = all(len(cell) <= LONGEST_HEADING for cell in cells)
    return short and Column.CONTENT in known and sum(column is not None for column in known) >= 3
