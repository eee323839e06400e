"""Turns of phrase of many offices, each with a sentence in which the rule must not fire."""

import pytest

from nennep.reading.model import Kind
from nennep.reading.tests.reading_of import HEAD, reading_of, task_of, tasks_of

LETTER_HEAD = HEAD.replace("12-KL/ĐU", "12-CV/ĐU").replace(
    "KẾT LUẬN\ncủa Ban Thường vụ Đảng ủy", "Kính gửi: Các chi bộ."
)


def leads(text: str) -> list[str]:
    return ["; ".join(task.assignees) for task in tasks_of(text)]


def begins(text: str) -> list[str]:
    return [task.text[:30] for task in tasks_of(text)]


@pytest.mark.parametrize(
    ("text", "assignee"),
    [
        ("1. Đối với Sở Y tế: Rà soát kho thuốc. Lập dự trù vắc xin.", "Sở Y tế"),
        ("1. Đối với Trạm Khuyến nông:\n- Mở lớp cho nông dân;\n- Lập sổ theo dõi.", "Trạm Khuyến nông"),
        ("1. Nhiệm vụ của Tổ kiểm tra liên ngành\na) Lập danh sách;\nb) Báo cáo Chủ tịch.", "Tổ kiểm tra liên ngành"),
        ("1. Chế độ báo cáo của các chi bộ\na) Gửi báo cáo tuần;\nb) Nộp biểu mẫu.", "các chi bộ"),
        ("1. Bước 2: Chi ủy cơ sở\na) Lập danh sách;\nb) Gửi hồ sơ.", "Chi ủy cơ sở"),
        ("1. Đề nghị Ngân hàng Chính sách xã hội giải ngân vốn; niêm yết lãi suất.", "Ngân hàng Chính sách xã hội"),
        ("1. Giao Công ty Cấp nước Bình Hải nạo vét hồ chứa; kiểm tra đường ống.", "Công ty Cấp nước Bình Hải"),
        ("1. Sở Y tế (cơ quan thường trực)\na) Lập kế hoạch;\nb) Đôn đốc các đơn vị.", "Sở Y tế"),
    ],
)
def test_a_lead_or_heading_names_who_does_all_that_follows(text: str, assignee: str) -> None:
    assert leads(f"I. NHIỆM VỤ\n{text}") == [assignee, assignee]


def test_an_order_before_a_list_tells_whom_for_every_item() -> None:
    text = (
        "Để khắc phục, Ban Thường vụ Đảng ủy yêu cầu các chi bộ trường học thực hiện tốt các nội dung sau:\n"
        "Một là, rà soát quy chế chi tiêu.\nHai là, công khai dự toán; niêm yết số điện thoại tiếp dân."
    )

    assert leads(text) == ["các chi bộ trường học"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "1. Đối với đảng viên dự bị: Rà soát hồ sơ.",  # a topic, nobody is told
        "Ban Thường vụ Đảng ủy quy định chế độ trực như sau:\n1. Lập lịch trực.",  # the issuer
    ],
)
def test_a_topic_or_the_issuer_is_told_nothing(text: str) -> None:
    assert leads(text) == [""]


@pytest.mark.parametrize(
    ("text", "assignee"),
    [
        ("Sửa chữa nhà bia (đ/c Lò Văn Páo), xong trước ngày 20/7/2026.", "đ/c Lò Văn Páo"),
        ("Soạn tài liệu sinh hoạt, người chuẩn bị: đ/c Chi ủy viên.", "đ/c Chi ủy viên"),
        ("Thăm 03 gia đình do đồng chí Hà Thị Mơ, Chi ủy viên phụ trách.", "đồng chí Hà Thị Mơ, Chi ủy viên"),
        ("Vệ sinh khu tượng đài (làm cả ngày), xong trước ngày 20/7/2026.", ""),
    ],
)
def test_persons_in_charge_are_found_inside_a_sentence(text: str, assignee: str) -> None:
    assert ", ".join(task_of(text).assignees) == assignee


def test_readers_of_a_letter_are_the_addressees() -> None:
    found = tasks_of(
        "Đảng ủy đề nghị Quý cơ quan thực hiện một số nội dung sau:\n1. Lập danh sách cán bộ.", head=LETTER_HEAD
    )

    assert [task.assignees for task in found] == [("Các chi bộ",)]


def test_demands_with_bodies_below_them_are_orders() -> None:
    found = begins(
        "1. Về nước sạch\n1.1. Thời gian qua nhiều hộ đã có nước.\n1.2. Yêu cầu:\n- Chi bộ 3: vận động hộ dân đấu nối."
    )

    assert found == ["vận động hộ dân đấu nối"]


def test_demands_beside_purposes_are_none() -> None:
    assert begins("1. Mục đích:\n- Nâng cao nhận thức.\n2. Yêu cầu:\n- Tổ chức trang trọng, tiết kiệm.") == []


def test_what_is_openly_given_under_a_topic_counts() -> None:
    text = "1. Về tình hình cháy rừng\nCác chủ rừng đã tuần tra. Việc mua sắm: giao Hạt Kiểm lâm lập dự toán."

    assert begins(text) == ["lập dự toán"]


@pytest.mark.parametrize(
    "text",
    [
        "1. Độ che phủ rừng đạt 62%.",
        "1. Năng suất lúa tăng ít nhất 03 tạ/ha.",
        "1. Diện tích cây ăn quả tối thiểu 1.200 ha.",
    ],
)
def test_a_number_under_aims_needs_no_verb(text: str) -> None:
    found = tasks_of(f"I. MỤC TIÊU\n{text}\nII. NHIỆM VỤ\n1. Họp đều.")

    assert [task.kind for task in found] == [Kind.TARGET, Kind.STANDING] or found[0].kind is Kind.TARGET


def test_a_bound_beside_tasks_is_a_target_and_a_figure_reached_is_none() -> None:
    assert begins("I. NHIỆM VỤ\n1. Khám sàng lọc cho học sinh; tỷ lệ học sinh dự khám đạt từ 96% trở lên.") == [
        "Khám sàng lọc cho học sinh",
        "tỷ lệ học sinh dự khám đạt từ ",
    ]
    assert begins("I. NHIỆM VỤ\n1. Tổng thu đạt 61% dự toán, tiến bộ rõ rệt.\n2. Họp đều.") == ["Họp đều"]


@pytest.mark.parametrize(
    "text",
    [
        "9 tháng đầu năm, sản lượng cá tăng 4,1%; chuyển đổi 12 tàu sang nghề mới.",
        "Các trường giữ vững nền nếp; 05/06 trường đạt chuẩn quốc gia.",
        "Cá nhân chậm báo cáo từ 02 lần trở lên thì không được xếp loại tốt.",
        "Bà Hà Thị Mơ - Trưởng phòng Công nghệ thông tin, Tổ phó;",
    ],
)
def test_accounts_consequences_and_members_order_nothing(text: str) -> None:
    assert begins(f"I. NHIỆM VỤ\n1. {text}") == []


def test_a_figure_still_to_be_reached_orders() -> None:
    assert begins("I. NHIỆM VỤ\n1. Phấn đấu 9 tháng đầu năm, sản lượng cá tăng 4,1%.") != []


def test_a_list_of_things_ends_where_a_part_begins_with_a_verb() -> None:
    things = "I. NHIỆM VỤ\n1. Kiểm tra bếp ăn đối với: trường mầm non; nhà máy may; bệnh viện"

    assert len(begins(f"{things}.")) == 1
    assert begins(f"{things}; xử phạt nghiêm các cơ sở vi phạm.")[1:] == ["xử phạt nghiêm các cơ sở vi ph"]


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("Chi đoàn ra quân dọn bãi biển.", "ra quân"),
        ("Phòng Giáo dục tiến hành kiểm tra 04 trường.", "tiến hành"),
        ("Công an phường tổng rà soát nhà trọ.", "tổng rà soát"),
        ("Chi ủy ra nghị quyết chuyên đề.", "ra nghị quyết"),
        ("Bưu điện xã lắp 03 điểm truy cập.", "lắp 03"),  # no list names "lắp"
        ("Đồn Biên phòng Cửa Lạch dò bãi vật liệu nổ.", "dò bãi"),
        ("Sở Tài chính - Kế hoạch thẩm tra quyết toán công trình.", "thẩm tra"),
        ("Tô chức tập huấn cho cán bộ thôn.", "Tô chức"),  # a mark lost in recognition
    ],
)
def test_light_and_misread_verbs_belong_to_the_action(text: str, begin: str) -> None:
    assert task_of(text).text.startswith(begin)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Lắp đèn đường trước ngày 3O/9/2O26.", "2026-09-30"),
        ("Đăng loạt bài đậm nét từ đầu tháng 9.", "None"),
        ("Trực ban từ tháng 8 đến tháng 9/2026.", "2026-09-30"),
        ("Xóa nhà dột nát trước năm 2028.", "2027-12-31"),
        ("Tiêm phòng cho trẻ, thời gian: từ tháng 7 - tháng 9/2026.", "2026-09-30"),
        ("Khen thưởng đợt 19/8.", "2026-08-19"),
        ("Phát bản tin 02 số/tháng.", "None"),
    ],
)
def test_dates_misread_started_or_counted_by_year(text: str, due: str) -> None:
    assert str(task_of(text).due.day) == due


def test_standing_work_has_no_term_though_the_document_has() -> None:
    head = HEAD.replace("của Ban Thường vụ Đảng ủy", "về nhiệm vụ năm 2026")
    found = tasks_of("I. NHIỆM VỤ THƯỜNG XUYÊN\n1. Giữ liên hệ với dân.\nII. NHIỆM VỤ\n1. Họp đều.", head=head)

    assert [str(task.due.day) for task in found] == ["None", "2026-12-31"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Thực hiện 03 đợt thanh tra khi có đơn thư.", Kind.DELIVERABLE),
        ("Tiết kiệm tối thiểu 7% chi hội nghị.", Kind.TARGET),
        ("Báo cáo Bí thư những vướng mắc phát sinh.", Kind.STANDING),
        ("Điểm danh ít nhất 03 lần/tuần.", Kind.STANDING),
    ],
)
def test_counts_bounds_and_frequencies_tell_the_kind(text: str, kind: Kind) -> None:
    assert task_of(text).kind is kind


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Tình hình yên ổn nhưng việc quản lý tạm trú còn lỏng lẻo.", ["việc quản lý tạm trú còn lỏng lẻo"]),
        ("Bên cạnh đó, tỷ lệ nộp thuế mới đạt 55%.", ["tỷ lệ nộp thuế mới đạt 55%"]),
        ("Tuy nhiên còn 04 hồ sơ trễ hạn.", ["còn 04 hồ sơ trễ hạn"]),
        ("Bên cạnh đó, các trường đã mở thêm lớp.", []),
        ("Song việc thu quỹ còn chậm.", ["việc thu quỹ còn chậm"]),
        ("Song song với đó, các trường đã mở thêm lớp.", []),
    ],
)
def test_an_account_that_turns_names_a_shortcoming(text: str, named: list[str]) -> None:
    reading = reading_of(f"I. KẾT QUẢ\nCác chi bộ họp đều. {text}\nII. NHIỆM VỤ\n1. Họp đều.")

    assert [shortcoming.text for shortcoming in reading.shortcomings] == named


def test_headers_of_other_offices() -> None:
    head = (
        "SỞ Y TẾ LÂM SƠN\nBỆNH VIỆN PHỔI LÂM SƠN\nSỐ: l2/KH-BVP\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLâm Sơn, ngày l5 tháng 6 năm 2O26\n\nKẾ HOẠCH\n"
        "Thực hiện Kết luận số 15-KL/TU về phòng, chống lao trong cộng đồng\n-----\n"
    )
    header = reading_of("I. NHIỆM VỤ\n1. Họp đều.", head=head).header

    assert (header.superior, header.issuer) == ("SỞ Y TẾ LÂM SƠN", "BỆNH VIỆN PHỔI LÂM SƠN")
    assert (header.number, header.symbol, str(header.date)) == ("12", "KH-BVP", "2026-06-15")
    assert header.abstract == "Thực hiện Kết luận số 15-KL/TU về phòng, chống lao trong cộng đồng"


def test_a_rank_stands_before_the_name_of_the_signer() -> None:
    signature = reading_of("I. NHIỆM VỤ\n1. Họp đều.\nT/M ĐẢNG ỦY\nBÍ THƯ\n\nTrung tá Lê Văn Tám").signature

    assert signature.name == "Trung tá Lê Văn Tám"
