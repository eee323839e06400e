"""Procedures as text: what is refused, with which words; what is shipped; the picture."""

import re
from itertools import pairwise

import pytest
from defusedxml import ElementTree
from django.template.loader import render_to_string

from nennep.facts.models import FactField
from nennep.facts.shipped import shipped
from nennep.procedures.catalogue.checking import problems_of
from nennep.procedures.catalogue.drawing import picture
from nennep.procedures.catalogue.loading import CatalogueError, read
from nennep.procedures.catalogue.roads import circle_of, reached_from
from nennep.procedures.catalogue.shape import FIELDS, Procedure
from nennep.procedures.catalogue.shipped import texts

UNITS = {"a.days": "working_day", "a.most": "share", "a.times": "count", "a.years": "year"}
PLAIN = """
key = "plain"
name = "Quy trình thử"
field = "members"
subject = "Người thử"
opens = "Nhận đơn"
valid_from = 2026-01-01
basis = ["Điều lệ"]
[[steps]]
key = "one"
name = "Bước một"
role = "Chi bộ"
results = [{ key = "on", name = "Tiếp", next = "two" }]
[[steps]]
key = "two"
name = "Bước hai"
role = "Đảng ủy"
limit = { start = "one", fact = "a.days" }
vote = { voters = "Đảng viên", majority = "a.most", quorum = "a.most" }
results = [
  { key = "yes", name = "Được", next = "three", carried = true },
  { key = "no", name = "Không", next = "one", carried = false, event = "Bổ sung" },
]
[[steps]]
key = "three"
name = "Bước ba"
role = "Văn phòng"
results = [{ key = "end", name = "Xong", end = "done" }]
[[ends]]
key = "done"
name = "Xong"
retention = "a.years"
"""
IDLE = '[[ends]]\nkey = "idle"\nname = "Thừa"\nretention = "a.years"\n'


def said_of(text: str) -> str:
    try:
        return "\n".join(map(str, problems_of(read(text, "thu.toml"), "thu.toml", UNITS)))
    except CatalogueError as error:
        return str(error)


def every() -> list[tuple[str, Procedure]]:
    return [(name, read(text, name)) for name, text in texts().items()]


def test_a_plain_procedure_has_no_problem() -> None:
    assert said_of(PLAIN) == ""


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        ('next = "two"', 'next = "four"', "bước “one”: kết quả “on” dẫn tới bước “four”, mà không có bước ấy"),
        ('next = "three"', 'next = "one", event = "x"', "bước “three”: không bước nào dẫn tới bước này"),
        ('end = "done"', 'end = "gone"', "cách kết thúc “gone”, mà không có cách ấy"),
        ('end = "done"', 'next = "one", event = "x"', "bước “one”: từ bước này không có đường nào tới kết thúc"),
        (', event = "Bổ sung"', "", "đi vòng one → two → one mà không cần việc gì mới xảy ra"),
        ('fact = "a.days"', 'fact = "a.gone"', "không có mức theo quy định “a.gone”"),
        ('fact = "a.days"', 'fact = "a.most"', "mức “a.most” có đơn vị “share”, không dùng được ở đây"),
        ('start = "one"', 'start = "none"', "thời hạn tính từ “none”, mà không có việc ấy"),
        (
            'role = "Chi bộ"',
            'role = "Chi bộ"\nlimit = { start = "three", fact = "a.days" }',
            "bước “one”: thời hạn tính từ bước “three”, mà bước ấy không đứng trước",
        ),
        ('start = "one"', 'start = "one.limit"', "hết hạn của bước “one”, mà bước ấy không có thời hạn"),
        ('start = "one", fact = "a.days"', 'start = "one"', "bước “two”: thiếu mục “fact”"),
        (', quorum = "a.most"', "", "bước “two”: thiếu mục “quorum”"),
        (", carried = true", ", carried = false", "không có kết quả cho trường hợp được thông qua"),
        (
            "[[ends]]",
            '[[ends]]\nkey = "idle"\nname = "Thừa"\nretention = "a.years"\n[[ends]]',
            "cách kết thúc “idle”; hãy nối",
        ),
        ('retention = "a.years"', "", "thiếu mục “retention”"),
        ('key = "two"', 'key = "one"', "có hai bước cùng khóa “one”"),
        ('role = "Chi bộ"', "", "bước “one”: thiếu mục “role”"),
        ('role = "Chi bộ"', 'role = "Chi bộ"\nroles = "x"', "bước “one”: không có mục “roles”"),
        ("valid_from = 2026-01-01", 'valid_from = "hôm nay"', "mục “valid_from” phải là một ngày"),
        ("valid_from = 2026-01-01", "valid_from = 2026-01-01\nvalid_to = 2025-01-01", "hết hiệu lực đứng trước"),
        ('field = "members"', 'field = "people"', "không có lĩnh vực “people”"),
        ("valid_from = 2026-01-01", 'valid_from = 2026-01-01\nsealed = "x"', "mục “sealed” phải là true hoặc false"),
        ("valid_from = 2026-01-01", "valid_from = 2026-01-01T00:00:00", "“valid_from” phải là một ngày không kèm giờ"),
        ('key = "plain"', "key = ", "dòng 2: sau dấu = không đọc được"),
        ('role = "Chi bộ"', 'role "Chi bộ"', "sau tên mục thiếu dấu ="),
        ('role = "Chi bộ"', 'role = "Chi bộ', "chữ chưa đóng bằng dấu"),
        ('key = "plain"', 'key = "plain"\nkey = "plain"', "dòng 3: mục này đã ghi ở trên"),
        ('key = "plain"', "key = { plain = 1", "dòng 2: bảng chưa đóng bằng dấu }"),
        ('key = "plain"', '[["plain"', "dòng 2: cách ghi không đọc được"),
        (
            'role = "Chi bộ"',
            'role = "Chi bộ"\npapers = [{ key = "letter", name = "Đơn", in_vault = true }]',
            "Tệp thu.toml, bước “one”: giấy tờ “letter” để trong kho niêm phong (in_vault), "
            "mà quy trình không niêm phong; hãy bỏ in_vault.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_file_and_step(was: str, now: str, sentence: str) -> None:
    assert was in PLAIN

    said = said_of(PLAIN.replace(was, now, 1))

    assert all(line.startswith("Tệp thu.toml") for line in said.splitlines())
    assert sentence in said


def test_the_shipped_procedures_hold_together() -> None:
    units = {key: versions[-1].unit for key, versions in shipped().items()}

    found = every()

    assert {one.key for _, one in found} >= {"admission", "recognition"}
    assert [str(problem) for name, one in found for problem in problems_of(one, name, units)] == []


def test_every_shipped_way_leads_from_the_first_step_to_an_end() -> None:
    for _, one in every():
        assert reached_from(one, one.first.key) | {one.first.key} == {step.key for step in one.steps}
        assert circle_of(one) == []


def test_fields_are_those_of_the_facts() -> None:
    assert set(FIELDS) <= set(FactField.values)


def test_no_figure_of_the_law_stands_in_a_procedure() -> None:
    """Days, months and shares come from the facts: the words of a file name none."""
    figure = re.compile(r"\d+ (?:ngày|tháng|năm|tuổi)|(?<![\d/])\d/\d(?![\d/])|phần ba|quá nửa")

    assert [line for text in texts().values() for line in text.splitlines() if figure.search(line)] == []


def test_the_picture_shows_every_step_and_every_end_once() -> None:
    for _, one in every():
        shown = render_to_string("procedures/parts/picture.html", {"drawing": picture(one, here=one.first.key)})
        drawn = ElementTree.fromstring(shown)
        boxes = drawn.findall("rect")

        assert one.name in drawn.attrib["aria-label"]
        assert len(boxes) == len(one.steps) + len(one.ends)
        assert [box.attrib["stroke-width"] for box in boxes].count("3") == 1
        words = " ".join(text.text or "" for text in drawn.findall("text"))
        assert all(step.name in words for step in one.steps)


def test_ways_to_different_boxes_never_lie_upon_one_another() -> None:
    trunk = re.compile(r"M(\d+) (\d+)V(\d+)M")
    for _, one in every():
        drawn = sorted(tuple(map(int, found)) for found in trunk.findall(" ".join(picture(one).ways)))

        assert all(0 < x < 360 for x, _, _ in drawn)
        for (x, _, end), (next_x, start, _) in pairwise(drawn):
            assert x != next_x or end < start, one.key
