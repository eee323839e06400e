"""Rows of a table that a PDF told on one line, cells separated by nothing but a blank.

`1 Xây dựng kế hoạch Ban Tổ chức Đảng ủy Các chi bộ Trước 20/01/2026 Kế hoạch`: the time is found by its form, the
bodies by their first words in capitals, the rest by its place.
"""

import re
from collections.abc import Sequence

from nennep.lib.labels import ITEMS, read_labels
from nennep.reading.columns import Column, column_of
from nennep.reading.phrases import plain, word_starts
from nennep.reading.recurrence import recurring_words
from nennep.reading.subjects import ACTION_PHRASES, body_at
from nennep.reading.times import Clock, find_times

_HEAD = re.compile(r"(?:TT|STT|Số TT)\s+(?=\S)", re.I)
_ROW = re.compile(r"(?P<number>\d{1,3})[.)]?\s+(?P<rest>\S.*)")
_GROUP = re.compile(r"(?P<label>[IVXL]+|[A-Z])[.)]?\s+(?P<title>[A-ZÀ-ỸĐ].*)")
_BEFORE_TIME = re.compile(
    r"(?:trước|trong|xong|hoàn thành|đến|hết|chậm nhất|vào|từ|ngày|cuối|đầu|giữa)(?:\s+(?:trước|trong|"
    r"ngày|là|hết))*\s*$",
    re.I,
)
_CONSTANT = re.compile(r"thường xuyên|hằng (?:ngày|tuần|tháng|quý|năm)|hàng (?:ngày|tuần|tháng|quý|năm)", re.I)
# First words by which a second body begins although no comma stands before it; "Đảng ủy" would be part of a name.
_NEXT_BODY = re.compile(
    r"(?<=[a-zà-ỹ\d]) (?=(?:Các|Văn phòng|Ban |Ủy ban|UBND|Công an|Mặt trận|Đoàn |Hội |Chi ủy|Chi bộ|"
    r"Công đoàn|Sở |Phòng |Trung tâm|Trường |"
    r"Đảng ủy (?:UBND|HĐND|Ủy ban|Hội đồng|Công an|Quân sự)|Đồng chí|Liên đoàn|Báo |Đài |Toàn )\S*)"
)
_PERSON = re.compile(r"(?<= )(?:Đ/c|Đồng chí|Ông|Bà) ")  # the column of who leads the work, behind that of the body
LONGEST_HEAD = 160


def heading(line: str) -> list[Column] | None:
    """The columns of a heading told on one line; none when it is no such heading."""
    match = _HEAD.match(line)
    if match is None or len(line) > LONGEST_HEAD:
        return None
    columns = [Column.NUMBER]
    words = line[match.end() :].split()
    at = 0
    while at < len(words):
        size = next((n for n in (4, 3, 2, 1) if at + n <= len(words) and _names(words[at : at + n], n)), 0)
        if not size:
            return None
        column = column_of(" ".join(words[at : at + size]))
        if column and column is not columns[-1]:
            columns.append(column)
        at += size
    return columns if len(columns) >= 4 and Column.CONTENT in columns else None


def _names(words: Sequence[str], size: int) -> bool:
    """A known heading that begins with a capital, or a small word that goes on with one."""
    text = " ".join(words)
    starts = words[0][:1].isupper() and not any(word[:1].isupper() for word in words[1:])
    return column_of(text) is not None if starts else size == 1 and text.islower()


def rows(lines: Sequence[str], columns: Sequence[Column]) -> tuple[list[list[str]], int]:
    """The rows that follow a heading, each by its columns, and how many lines they take."""
    found: list[list[str]] = []
    texts: list[tuple[str, str]] = []
    taken = 0
    for i, line in enumerate(lines):
        row, group = _ROW.fullmatch(line), _GROUP.fullmatch(line)
        if row and int(row["number"]) == 1 + sum(number.isdigit() for number, _ in texts):
            texts.append((row["number"], row["rest"]))
        elif group and group["title"].isupper() is False and not texts:
            texts.append((group["label"], group["title"]))
        elif texts and line and not _ends_table(line) and texts[-1][0].isdigit():
            texts[-1] = (texts[-1][0], f"{texts[-1][1]} {line}")
        elif line:
            break
        taken = i + 1 if line else taken
    for number, text in texts:
        found.append(
            [number, text, *[""] * (len(columns) - 2)] if not number.isdigit() else _cells(number, text, columns)
        )
    return found, taken


def _ends_table(line: str) -> bool:
    labels = read_labels(line)
    return (
        line.isupper() or line.startswith(("Nơi nhận", "T/M", "TM.")) or bool(labels and labels[0].style not in ITEMS)
    )


def _cells(number: str, text: str, columns: Sequence[Column]) -> list[str]:
    start, end = _time(text)
    head, due, tail = text[:start].strip(), text[start:end].strip(), text[end:].strip(" ;,")
    at = _bodies(head)
    bodies = _NEXT_BODY.split(head[at:].strip(), maxsplit=1) if at < len(head) else []
    cells = {Column.NUMBER: number, Column.CONTENT: head[:at].strip(), Column.DUE: due}
    cells[Column.LEAD] = bodies[0] if bodies else ""
    cells[Column.WITH] = bodies[1] if len(bodies) > 1 else ""
    cells[Column.PRODUCT if Column.PRODUCT in columns else Column.NOTE] = tail
    if Column.WITH not in columns:
        whole = " ".join(bodies)
        person = _PERSON.search(whole) if Column.SUPERVISOR in columns else None
        cells[Column.LEAD] = whole[: person.start()].strip() if person else whole
        cells[Column.SUPERVISOR] = whole[person.start() :].strip() if person else ""
    return [cells.get(column, "") for column in columns]


def _time(text: str) -> tuple[int, int]:
    """The last time of the row, with the words before it; the end of the text when it names none."""
    times = [(time.start, time.end) for time in find_times(text, Clock(None, 2000))]
    constant = list(_CONSTANT.finditer(text))
    if (constant and recurring_words(text)) or (constant and not times):
        return constant[-1].start(), constant[-1].end()
    if not times:
        return len(text), len(text)
    start, end = times[-1]
    before = _BEFORE_TIME.search(text[:start])
    return (before.start() if before else start), end


def _bodies(head: str) -> int:
    """Where the bodies begin: the first capital, some words on, behind which only bodies are named."""
    low = plain(head)
    for at in word_starts(head, 0, len(head)):
        if at and head[at].isupper() and len(head[:at].split()) >= 3 and body_at(low, at):
            rest = [i for i in word_starts(head, at, len(head)) if head[i].islower() and ACTION_PHRASES.at(low, i)]
            if len(rest) <= 1:
                return at
    return len(head)
