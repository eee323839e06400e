"""A reading of a text written in the test itself."""

from nennep.lib.text import nfc
from nennep.lib.workdays import WorkCalendar
from nennep.reading.engine import read
from nennep.reading.model import Reading, Task
from nennep.reading.source import Form, Line, Source

HEAD = """ĐẢNG BỘ THÀNH PHỐ BÌNH HẢI
ĐẢNG ỦY PHƯỜNG AN HÒA
*
Số 12-KL/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
An Hòa, ngày 07 tháng 4 năm 2026

KẾT LUẬN
của Ban Thường vụ Đảng ủy
-----
"""


def source_of(text: str) -> Source:
    lines, gap = [], False
    for line in text.split("\n"):
        if line.strip():
            lines.append(Line(nfc(line), gap=gap))
        gap = not line.strip()
    return Source(tuple(lines), Form.TXT)


def reading_of(text: str, *, head: str = HEAD) -> Reading:
    return read(source_of(head + text), WorkCalendar())


def tasks_of(text: str, *, head: str = HEAD) -> tuple[Task, ...]:
    return reading_of(text, head=head).tasks


def task_of(text: str) -> Task:
    tasks = tasks_of(f"I. NHIỆM VỤ\n1. {text}")
    assert len(tasks) == 1, [task.text for task in tasks]
    return tasks[0]
