"""Fields of work, by what headings name."""

import pytest

from nennep.organisation.rules import closest_field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Về tổ chức, cán bộ, đảng viên", 2),
        ("VỀ CHÍNH TRỊ, TƯ TƯỞNG", 1),
        ("Công tác kiểm tra, giám sát và kỷ luật đảng", 3),
        ("Các tổ chức cơ sở đảng trong các cơ quan nội chính", None),
    ],
)
def test_a_heading_names_its_field_of_work_or_none(heading: str, field: int | None) -> None:
    fields = {1: "chính trị, tư tưởng", 2: "tổ chức, cán bộ, đảng viên", 3: "kiểm tra, giám sát, kỷ luật đảng"}

    assert closest_field([heading], fields) == field
