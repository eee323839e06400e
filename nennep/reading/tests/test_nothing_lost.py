"""No character of a document goes silently: it stands in the text, or the reading says what was taken out and why."""

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nennep.lib.text import nfc
from nennep.lib.workdays import WorkCalendar
from nennep.reading.cleaning import clean
from nennep.reading.engine import read
from nennep.reading.model import Reading
from nennep.reading.source import Form, Line, Source, Table
from nennep.reading.tests.reading_of import source_of

DOCUMENTS = Path(__file__).parent / "documents"
MANY = 400 if os.environ.get("NENNEP_NIGHTLY") else 80

# Pieces that documents are made of, broken ones among them; any of them may follow any other.
PIECES = st.sampled_from(
    [
        "ĐẢNG BỘ THÀNH PHỐ BÌNH HẢI\tĐẢNG CỘNG SẢN VIỆT NAM",
        "Số: 15/QĐ-UBND",
        "Bình Hải, ngày 05 tháng 6 năm 2026",
        "KẾT LUẬN",
        "QUY CHẾ",
        "**T/M BAN THƯỜNG VỤ",
        "PHÓ BÍ THƯ__",
        "Nguyễn Văn An",
        "Nơi nhận:",
        "- Như trên;",
        "Kính gửi: Các chi bộ",
        "I. KẾT QUẢ",
        "II- NHIỆM VỤ QUÝ III/2026",
        "1.1. Văn phòng Đảng ủy",
        "a) Giao Ban Tổ chức Đảng ủy xây dựng kế hoạch trước ngày 30/6/2026; theo dõi, đôn đốc.",
        "– 2 –",
        "3",
        "Trang 4/5",
        "-----",
        "> dòng trích",
        "TT\tNội dung\tChủ trì\tThời gian",
        "1\tTổ chức hội nghị\tVăn phòng\tQuý IV/2026",
        "| TT | Nội dung | Chủ trì |",
        "|---|---|---|",
        "| 1 | Lập danh sách | Chi bộ |",
        "Tuy nhiên, việc cập nhật còn chậm",
        "được thực",
        "hiện chặt chẽ, đúng quy định.",
        "PHỤ LỤC I",
        "e\u0302\u0301 tổ hợp, \u200b vô hình \u00a0 \ufeff",
    ]
)
TEXTS = PIECES | st.text(max_size=60)
LINES = st.builds(Line, text=TEXTS.map(nfc), page=st.integers(0, 3), gap=st.booleans(), bold=st.booleans())
TABLES = st.builds(Table, rows=st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4).map(tuple))
SOURCES = st.builds(Source, blocks=st.lists(LINES | TABLES, max_size=25).map(tuple), form=st.sampled_from(list(Form)))


def letters(*texts: str) -> Counter[str]:
    """Every visible character, whatever its case: broken capitals of old fonts are mended."""
    return Counter(c for text in texts for c in nfc(text).casefold() if not c.isspace() and c.isprintable())


def printed(source: Source) -> list[str]:
    return [
        text
        for block in source.blocks
        for text in ([block.text] if isinstance(block, Line) else [c for r in block.rows for c in r])
    ]


def kept(reading: Reading) -> list[str]:
    return [reading.text, *(piece.text for piece in reading.unplaced if piece.start == piece.end)]


@settings(max_examples=MANY, deadline=None)
@given(SOURCES)
def test_every_character_is_in_the_text_or_reported(source: Source) -> None:
    reading = read(source, WorkCalendar())

    assert not letters(*printed(source)) - letters(*kept(reading))


@settings(max_examples=MANY // 2, deadline=None)
@given(SOURCES)
def test_every_offset_points_at_its_words(source: Source) -> None:
    reading = read(source, WorkCalendar())

    assert all(task.text == reading.text[task.start : task.end] for task in reading.tasks)
    assert all(
        piece.text == reading.text[piece.start : piece.end] for piece in reading.unplaced if piece.start < piece.end
    )


@settings(max_examples=MANY // 2, deadline=None)
@given(SOURCES)
def test_the_whole_text_has_a_place(source: Source) -> None:
    reading = read(source, WorkCalendar())

    placed = [False] * len(reading.text)
    for span in (
        *reading.placed,
        *((p.start, p.end) for p in reading.unplaced),
        *((c.start, c.end) for c in reading.clauses),
    ):
        placed[span[0] : span[1]] = [True] * (span[1] - span[0])
    assert not "".join(c for c, inside in zip(reading.text, placed, strict=True) if not inside).strip()


@settings(max_examples=MANY // 4, deadline=None)
@given(SOURCES)
def test_reading_twice_gives_the_same(source: Source) -> None:
    assert read(source, WorkCalendar()).as_json() == read(source, WorkCalendar()).as_json()


WRAPPED = ("chi-thi-phong-tham-nhung", "ke-hoach-phuong-ben-ngu", "ket-luan-an-khe-dong", "tb-ubnd-xa")


@pytest.mark.parametrize("slug", WRAPPED)
def test_a_page_number_anywhere_takes_no_line_of_the_text_with_it(slug: str) -> None:
    lines = (DOCUMENTS / f"{slug}.txt").read_text(encoding="utf-8").split("\n")
    whole = Counter(clean(source_of("\n".join(lines))).text.split())

    for at in range(16, len(lines) - 14, 5):
        if lines[at].strip() and lines[at - 1].strip():
            numbered = Counter(clean(source_of("\n".join([*lines[:at], "2", *lines[at:]]))).text.split())
            assert (whole - numbered).total() <= 1, lines[at - 1 : at + 1]
