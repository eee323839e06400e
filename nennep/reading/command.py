"""`nennep read FILE [--json]`: what the engine finds in a document, for people or for machines."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from nennep.lib.dates import format_date
from nennep.lib.errors import BadFile
from nennep.lib.text import one_line
from nennep.lib.workdays import WorkCalendar, standard_calendar
from nennep.reading.engine import read
from nennep.reading.files import open_source
from nennep.reading.model import Kind, Reading, Task

LONGEST_LINE = 160
FIRST_YEAR, YEARS_AHEAD = 2024, 6
_KINDS = {Kind.DELIVERABLE: "sản phẩm", Kind.TARGET: "chỉ tiêu", Kind.STANDING: "thường xuyên"}


def main(argv: Sequence[str]) -> int:
    """Exit status 0, or 2 with one sentence on stderr when the file cannot be read."""
    parser = argparse.ArgumentParser(prog="nennep read", description="Đọc một văn bản chỉ đạo thành các nhiệm vụ.")
    parser.add_argument("file", type=Path, help="tệp .docx, .doc, .odt, .pdf, .txt hoặc ảnh quét")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    asked = parser.parse_args(list(argv))
    try:
        reading = read(open_source(asked.file), _calendar())
    except BadFile as problem:
        print(problem, file=sys.stderr)
        return 2
    except IsADirectoryError:
        print(f"“{asked.file}” là một thư mục. Hãy chỉ tên một tệp trong đó.", file=sys.stderr)
        return 2
    except OSError:
        print(f"Không mở được tệp “{asked.file}”. Hãy xem lại tên tệp và quyền đọc.", file=sys.stderr)
        return 2
    if asked.json:
        print(json.dumps(reading.as_json(), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_summary(reading)))
    return 0


def _calendar() -> WorkCalendar:
    """Public holidays around today; the web uses the office's own calendar."""
    return standard_calendar(FIRST_YEAR, date.today().year + YEARS_AHEAD)


def _summary(reading: Reading) -> Iterator[str]:
    header = reading.header
    number = f"số {header.number}-{header.symbol}" if header.number else "không có số"
    day = f", ngày {format_date(header.date)}" if header.date else ""
    yield f"{header.type or 'Văn bản'} {number}{day}"
    for label, value in (
        ("Cơ quan ban hành", header.issuer),
        ("Trích yếu", header.abstract),
        ("Người ký", reading.signature.name),
    ):
        if value:
            yield f"  {label}: {value}"
    yield f"  Nơi nhận: {len(reading.recipients)}"
    yield ""
    yield f"{len(reading.tasks)} nhiệm vụ trong {len(reading.clauses)} mục"
    for place, task in enumerate(reading.tasks, 1):
        yield from _task_lines(place, task)
    for shortcoming in reading.shortcomings:
        yield f"Hạn chế: {_shortened(shortcoming.text)}"
    for warning in reading.warnings:
        yield f"Lưu ý: {warning.message}"


def _task_lines(place: int, task: Task) -> Iterator[str]:
    yield f"{place:3}. [{task.clause or '–'}] {_shortened(task.text)}"
    due = format_date(task.due.day) if task.due.day else (task.due.words or "không nêu hạn")
    yield f"     {_KINDS[task.kind]} · {'; '.join(task.assignees) or 'chưa rõ đơn vị'} · {due}"


def _shortened(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= LONGEST_LINE else f"{text[: LONGEST_LINE - 1].rstrip()}…"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
