import pytest

from nennep.reading.references import references
from nennep.reading.targets import find_target
from nennep.reading.tests.reading_of import reading_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("theo Kết luận số 01-KL/TW của Bộ Chính trị", ("Kết luận số 01-KL/TW",)),
        ("theo Nghị định số 30/2020/NĐ-CP", ("Nghị định số 30/2020/NĐ-CP",)),
        ("Nghị quyết Đại hội XIV của Đảng và Điều lệ Đảng", ("Nghị quyết Đại hội XIV của Đảng", "Điều lệ Đảng")),
        ("thực hiện nghiêm Luật Tiếp công dân; cải tiến quy trình", ("Luật Tiếp công dân",)),
        ("theo Luật Đầu tư công ngày 29/11/2024", ("Luật Đầu tư công",)),
        ("xây dựng nghị quyết chuyên đề", ()),
    ],
)
def test_other_documents_are_found_by_number_or_name(text: str, found: tuple[str, ...]) -> None:
    assert references(text) == found


def test_an_appendix_does_not_refer_to_its_own_document() -> None:
    found = reading_of("PHỤ LỤC\n(Kèm theo Kết luận số 12-KL/ĐU và Công văn số 8-CV/ĐU)\n1. Họp đều.").references

    assert found == ("Công văn số 8-CV/ĐU",)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("đạt 95,5 % hồ sơ", 95.5, "%"),
        ("trồng 5.000 cây xanh", 5000.0, "cây"),
        ("kết nạp ít nhất 16 đảng viên mới", 16.0, "đảng viên mới"),
    ],
)
def test_targets_have_value_and_unit(text: str, value: float, unit: str) -> None:
    target = find_target(text, None)

    assert target is not None
    assert (target.value, target.unit) == (value, unit)
