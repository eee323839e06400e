import pytest

from nennep.reading.model import Reading, Signature
from nennep.reading.tests.reading_of import reading_of


def tail(text: str) -> Reading:
    return reading_of(f"I. NHIỆM VỤ\n1. Họp đều.\n{text}")


@pytest.mark.parametrize(
    ("text", "authority", "position"),
    [
        (
            "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nTrần Thị Bình\nNơi nhận:\n- Thành ủy,\n- Lưu.",
            "T/M BAN THƯỜNG VỤ",
            "PHÓ BÍ THƯ",
        ),
        (
            "Nơi nhận:      T/M BAN THƯỜNG VỤ\n- Thành ủy,    PHÓ BÍ THƯ\n- Lưu.\n   Trần Thị Bình",
            "T/M BAN THƯỜNG VỤ",
            "PHÓ BÍ THƯ",
        ),
        ("Nơi nhận: KT. GIÁM ĐỐC\n- Thành ủy, PHÓ GIÁM ĐỐC\n- Lưu. Trần Thị Bình", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        (
            "Nơi nhận:\n- Thành ủy,\n- Lưu.\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nTrần Thị Bình",
            "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
        ),
        ("Nơi nhận:\n- Thành ủy,\n- Lưu.KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Thị Bình", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        (
            "Nơi nhận:\n- Thành ủy,\n- Lưu.\nK/T CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nTrần Thị Bình .",
            "K/T CHÁNH VĂN PHÒNG",
            "PHÓ CHÁNH VĂN PHÒNG",
        ),
        ("Nơi nhận:\n- Thành ủy,\n- Lưu.\nCHÁNH VĂN PHÒNG\nTrần Thị Bình", None, "CHÁNH VĂN PHÒNG"),
    ],
)
def test_who_signed_and_by_what_right(text: str, authority: str | None, position: str) -> None:
    reading = tail(text)

    assert reading.signature == Signature(authority, position, "Trần Thị Bình")
    assert reading.recipients == ("Thành ủy", "Lưu")


def test_a_wrapped_recipient_is_one_and_semicolons_inside_stay() -> None:
    reading = tail(
        "Nơi nhận:\n- Các cơ quan tham mưu, giúp việc\nĐảng ủy,\n- Các sở: Nội vụ; Tài chính;\n"
        "- Lưu VP.\nT/M ĐẢNG ỦY\nBÍ THƯ\nTrần Thị Bình"
    )

    assert reading.recipients == ("Các cơ quan tham mưu, giúp việc Đảng ủy", "Các sở: Nội vụ; Tài chính", "Lưu VP")


def test_an_appendix_behind_the_signature_is_read() -> None:
    reading = tail(
        "Nơi nhận:\n- Lưu.\nT/M ĐẢNG ỦY\nBÍ THƯ\nTrần Thị Bình\nPHỤ LỤC\nPHÂN CÔNG\n"
        "TT\tNội dung\tChủ trì\tThời gian\n1\tLập kế hoạch\tVăn phòng Đảng ủy\tQuý IV/2026"
    )

    assert reading.tasks[-1].clause == "Phụ lục.1"
    assert reading.signature.name == "Trần Thị Bình"
