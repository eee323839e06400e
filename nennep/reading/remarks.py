"""Warnings in plain Vietnamese: what is missing, what looks wrong."""

from collections.abc import Iterator, Sequence

from nennep.lib.dates import format_date
from nennep.lib.documents import TELLING_TYPES
from nennep.reading.model import Clause, Header, Remark, Task
from nennep.reading.signature import Tail


def read_remarks(header: Header, tail: Tail, clauses: Sequence[Clause], tasks: Sequence[Task]) -> tuple[Remark, ...]:
    return (*_of_header(header), *_of_tail(tail), *_of_clauses(clauses), *_of_tasks(header, tasks))


def of_conversion(notes: Sequence[str]) -> tuple[Remark, ...]:
    """What was done to the file on its way in."""
    return tuple(Remark("converted", note) for note in notes)


def _of_header(header: Header) -> Iterator[Remark]:
    if header.type is None:
        yield Remark("no-type", "Không nhận ra tên loại văn bản.")
    if header.number is None:
        yield Remark("no-number", "Văn bản không có số. Cần bổ sung số trước khi giao việc.")
    if header.symbol is None:
        yield Remark("no-symbol", "Không thấy ký hiệu văn bản.")
    if header.date is None:
        yield Remark("no-date", "Không đọc được ngày ban hành; các hạn không ghi năm không tính được.")
    if header.abstract is None:
        yield Remark("no-abstract", "Không thấy trích yếu.")
    if header.issuer is None:
        yield Remark("no-issuer", "Không thấy tên cơ quan ban hành ở đầu văn bản.")


def _of_tail(tail: Tail) -> Iterator[Remark]:
    if tail.signature.name is None:
        yield Remark("no-signer", "Không thấy họ tên người ký.")
    if not tail.recipients:
        yield Remark("no-recipients", "Không thấy phần nơi nhận.")


def _of_clauses(clauses: Sequence[Clause]) -> Iterator[Remark]:
    seen: set[str] = set()
    for clause in clauses:
        if clause.path and clause.path in seen:
            yield Remark("number-repeated", f"Số mục {clause.path} xuất hiện hai lần.", clause.path)
        seen.add(clause.path)


def _of_tasks(header: Header, tasks: Sequence[Task]) -> Iterator[Remark]:
    if not tasks and header.type not in TELLING_TYPES:
        yield Remark("no-tasks", "Không tìm thấy nhiệm vụ nào trong văn bản.")
    for task in tasks:
        if header.date and task.due.day and task.due.day < header.date:
            yield Remark("due-before-issue", f"Hạn {format_date(task.due.day)} sớm hơn ngày ban hành.", task.clause)
        if task.due.rule == "on-event":
            yield Remark("due-on-event", f"Hạn “{task.due.words}” chỉ tính được khi sự việc xảy ra.", task.clause)
