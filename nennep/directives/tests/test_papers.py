"""The document beside its proposals: paragraphs, rows of tables, and where each task stands in them."""

from dataclasses import dataclass

from nennep.directives.papers import Paper, Paragraph, lay_out


@dataclass
class Clause:
    n: int
    path: str
    label: str
    title: str
    start: int
    end: int


@dataclass
class Task:
    number: int
    start: int | None
    end: int | None


ROWS = ((2, "A"), (3, "1"))
TABLE = "I. PHÂN CÔNG\nTT\tNội dung\tChủ trì\tThời gian\nA\tChuẩn bị\t\t\n1\tLập danh sách\tBan Tổ chức\t10/12/2026"


def laid_out(text: str, *words: str) -> Paper:
    """`text` with the words of its tasks in order; a clause for the whole and one for each numbered row."""
    tasks = [Task(n, text.index(each), text.index(each) + len(each)) for n, each in enumerate(words, 1)]
    rows = [Clause(n, f"I.{label}", label, "", text.index(f"\n{label}\t") + 1, len(text)) for n, label in ROWS]
    return lay_out(text, [Clause(1, "I", "I.", "PHÂN CÔNG", 0, len(text)), *rows], tasks)


def told(paragraph: Paragraph) -> list[tuple[str | None, str]]:
    return [(piece.column, piece.text) for piece in paragraph.pieces]


def test_a_row_of_a_table_tells_its_cells_under_their_headings() -> None:
    *_, row = laid_out(TABLE, "Lập danh sách").body

    assert row.label == "1"
    assert told(row) == [(None, "Lập danh sách"), ("Chủ trì", "Ban Tổ chức"), ("Thời gian", "10/12/2026")]


def test_a_group_row_stands_bare_and_so_do_the_headings() -> None:
    _, heads, group, _ = laid_out(TABLE).body

    assert told(heads) == [("", "TT"), ("", "Nội dung"), ("", "Chủ trì"), ("", "Thời gian")]
    assert told(group) == [(None, "Chuẩn bị")]


def test_a_line_of_two_columns_is_no_row() -> None:
    prose, *_ = laid_out(TABLE.replace("I. PHÂN CÔNG", "I. PHÂN CÔNG\tsố 1")).body

    assert not prose.row


def test_every_stretch_names_the_place_it_stands_at() -> None:
    pieces = [piece for paragraph in laid_out(TABLE, "Lập danh sách").body for piece in paragraph.pieces]

    assert [TABLE[piece.start : piece.start + len(piece.text)] for piece in pieces] == [piece.text for piece in pieces]
