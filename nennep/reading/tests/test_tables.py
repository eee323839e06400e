import pytest

from nennep.lib.workdays import WorkCalendar
from nennep.reading.engine import read
from nennep.reading.model import Kind, Task
from nennep.reading.source import Form, Line, Source, Table
from nennep.reading.tests.reading_of import HEAD, source_of, tasks_of

HEADING = ("TT", "Nội dung công việc", "Cơ quan chủ trì", "Phối hợp", "Thời gian", "Sản phẩm")


def table_tasks(*tables: Table) -> tuple[Task, ...]:
    source = source_of(f"{HEAD}\nI. PHÂN CÔNG")
    return read(Source((*source.blocks, *tables), Form.DOCX), WorkCalendar()).tasks


def test_a_row_is_a_task_and_a_group_row_a_label() -> None:
    found = table_tasks(
        Table(
            (
                HEADING,
                ("I", "Công tác tổ chức", "", "", "", ""),
                ("1", "Rà soát hồ sơ", "Ban Tổ chức", "Các chi bộ", "Tháng 10/2026", "Danh sách"),
                ("2", "Theo dõi tiến độ", "Văn phòng", "", "Thường xuyên", ""),
            )
        )
    )

    assert [(task.clause, task.text) for task in found] == [("I.I.1", "Rà soát hồ sơ"), ("I.I.2", "Theo dõi tiến độ")]
    assert (found[0].assignees, found[0].collaborators, found[0].product) == (
        ("Ban Tổ chức",),
        ("Các chi bộ",),
        "Danh sách",
    )
    assert str(found[0].due.day) == "2026-10-31"
    assert (found[1].kind, found[1].due.day) == (Kind.STANDING, None)


def test_a_heading_over_two_rows_and_merged_cells() -> None:
    found = table_tasks(
        Table(
            (
                ("STT", "Nhiệm vụ", "Phân công", "", "Thời hạn"),
                ("", "", "Chủ trì", "Phối hợp", ""),
                ("1", "Lập kế hoạch", "Văn phòng", "Ban Tổ chức", "30/6/2026"),
                ("2", "Gửi báo cáo", "", "", "15/7/2026"),
            )
        )
    )

    assert [task.assignees for task in found] == [("Văn phòng",), ("Văn phòng",)]


def test_a_table_goes_on_over_the_page_with_its_heading_repeated() -> None:
    first = Table((HEADING, ("I", "Nhóm một", "", "", "", ""), ("1", "Lập kế hoạch", "Văn phòng", "", "30/6/2026", "")))
    second = Table((HEADING, ("2", "Gửi báo cáo", "Văn phòng", "", "15/7/2026", "")), page=1)

    assert [task.clause for task in table_tasks(first, second)] == ["I.I.1", "I.I.2"]


def test_statistics_are_no_assignments() -> None:
    assert table_tasks(Table((("TT", "Chi bộ", "Số đảng viên"), ("1", "Chi bộ 1", "25")))) == ()


@pytest.mark.parametrize(
    "lines",
    [
        "| TT | Nội dung | Chủ trì | Thời gian |\n|---|---|---|---|\n"
        "| 1 | Lập kế hoạch | Văn phòng Đảng ủy | 30/6/2026 |",
        "TT\tNội dung\tChủ trì\tThời gian\n1\tLập kế hoạch\tVăn phòng Đảng ủy\t30/6/2026",
        "TT\nNội dung\nChủ trì\nThời gian\n1\nLập kế hoạch\nVăn phòng Đảng ủy\n30/6/2026",
        "TT Nội dung Chủ trì Thời gian\n1 Lập kế hoạch kiểm tra Văn phòng Đảng ủy 30/6/2026",
    ],
)
def test_tables_told_in_lines_become_tables_again(lines: str) -> None:
    found = tasks_of(f"I. PHÂN CÔNG\n{lines}")

    assert [(task.clause, task.text[:12], task.assignees, str(task.due.day)) for task in found] == [
        ("I.1", "Lập kế hoạch", ("Văn phòng Đảng ủy",), "2026-06-30")
    ]


def test_a_line_table_of_one_row_is_only_lines() -> None:
    found = read(Source((Line("KẾT LUẬN"), Table((("2", "CHỦ TỊCH"),))), Form.PDF), WorkCalendar())

    assert "CHỦ TỊCH" in found.text
