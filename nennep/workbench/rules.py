"""States of a run, what is asked of a mapping, and how much of a number is shown."""

import re
from collections.abc import Collection, Mapping
from enum import StrEnum

from nennep.matching.fields import Field

LOOK_AT_ONCE = 1024 * 1024  # bytes of all files of a run that are looked at while the person waits
MOST_FILES = 40
MOST_COLUMNS = 1_500  # of all sheets of a run, on one page
LONGEST_FILE_NAME = 200  # bytes: disks take 255
SAMPLES = 3

NO_CELL, NO_UNIT = "(chưa rõ chi bộ)", "(chưa rõ đơn vị)"  # as the engine's scores name those of who has none
TOO_MANY = "Mỗi lần đối chiếu nhận nhiều nhất {most} tệp."
TWICE = "Tệp “{name}” và tệp “{other}” có nội dung giống hệt nhau. Hãy bỏ một tệp."
BUSY = "Máy đang đọc hoặc so khớp lần này. Hãy chờ xong rồi làm tiếp."
GONE = "Dữ liệu của lần đối chiếu này đã xóa; chỉ còn dòng ghi nhận."
NOT_READ = "Chưa đọc xong các tệp của lần đối chiếu này."
NOT_MATCHED = "Lần đối chiếu này chưa có kết quả."
NOTHING_LEFT = "Mọi trang tính đều bị bỏ ra. Hãy để lại ít nhất một trang có danh sách."
NO_PAIR = "Không có cặp này trong kết quả. Hãy tải lại trang."
NOTHING_TO_UNDO = "Đồng chí chưa có quyết định nào để hoàn tác ở lần này."
NO_NAME = "Chưa có cột nào là họ và tên."
DOUBLED = "“{field}” được ghép cho {count} cột ({letters}); khi đọc, các cột này nối lại theo thứ tự."
UNMATCHABLE = "Không có ngày sinh, số định danh hay số thẻ: máy khó biết ai là ai."
DISK_FULL = "Máy chủ không ghi được kết quả. Hãy báo quản trị viên xem ổ đĩa còn chỗ không, rồi chạy lại."


class RunState(StrEnum):
    OPENING = "opening"  # a job looks at the files
    MAPPING = "mapping"  # a person says which column is what
    MATCHING = "matching"  # a job does it
    DONE = "done"
    FAILED = "failed"  # a file could not be read
    ERASED = "erased"


class Said(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    LATER = "later"


BY_NAME = ("name", "last_name", "given_name")  # one of them is needed
BY_ELSE = (Field.DOB, Field.DOB_MAN, Field.DOB_WOMAN, Field.ID12, Field.ID9, Field.CARD, Field.CARD12)
JOINED = ("hometown", "residence")  # several columns are usual: commune, district, province


def faults_of(mapping: Mapping[str, str | None]) -> list[str]:
    """Why the mapping of a sheet cannot be taken."""
    return [] if set(mapping.values()) & set(BY_NAME) else [NO_NAME]


def doubled(mapping: Mapping[str, str | None]) -> dict[str, list[str]]:
    """Field → the columns that claim it, where there are several and that is unusual."""
    claimed: dict[str, list[str]] = {}
    for letter, field in mapping.items():
        if field and field not in JOINED:
            claimed.setdefault(field, []).append(letter)
    return {field: letters for field, letters in claimed.items() if len(letters) > 1}


def is_thin(fields: Collection[str | None]) -> bool:
    """Nothing but a name."""
    return not set(fields) & set(BY_ELSE)


_NUMBER = re.compile(r"\d(?:[ .]?\d){7,}")
_DATE = re.compile(r"(?:19|20)\d{6}|\d{4} \d{2} \d{2}|\d{2}[. ]\d{2}[. ]\d{4}")
KEPT_BEFORE, KEPT_AFTER = 3, 2  # digits of a number that are shown


def masked(text: str) -> str:
    """Identity, card and telephone numbers in part: `031•••••••34`; dates stay."""
    return _NUMBER.sub(lambda found: found[0] if _DATE.fullmatch(found[0]) else _in_part(found[0]), text)


def _in_part(number: str) -> str:
    digits = sum(map(str.isdigit, number))
    shown, place = [], 0
    for sign in number:
        place += sign.isdigit()
        hidden = sign.isdigit() and KEPT_BEFORE < place <= digits - KEPT_AFTER
        shown.append("•" if hidden else sign)
    return "".join(shown)


def key_of(mark_a: str, mark_b: str) -> str:
    """A pair, whichever of its records comes first."""
    return "-".join(sorted((mark_a, mark_b)))
