import pytest

from nennep.reading.model import Kind
from nennep.reading.tests.reading_of import HEAD, reading_of, task_of, tasks_of


def texts(text: str) -> list[str]:
    return [task.text for task in tasks_of(text)]


@pytest.mark.parametrize(
    ("text", "begins", "assignee"),
    [
        ("Giao Văn phòng Đảng ủy xây dựng kế hoạch.", "xây dựng", "Văn phòng Đảng ủy"),
        ("Giao các Chi, Đảng bộ trực thuộc phấn đấu đạt chỉ tiêu.", "phấn đấu", "các Chi, Đảng bộ trực thuộc"),
        ("Trong quý III/2026, Ban Tổ chức Đảng ủy mở lớp bồi dưỡng.", "mở lớp", "Ban Tổ chức Đảng ủy"),
        ("Đề nghị Ủy ban MTTQ Việt Nam phường tăng cường giám sát.", "tăng cường", "Ủy ban MTTQ Việt Nam phường"),
        (
            "Các cơ quan tham mưu, giúp việc Đảng ủy chủ động nắm tình hình.",
            "chủ động",
            "Các cơ quan tham mưu, giúp việc Đảng ủy",
        ),
        ("Ủy ban Kiểm tra Đảng ủy có trách nhiệm thẩm định hồ sơ.", "có trách nhiệm", "Ủy ban Kiểm tra Đảng ủy"),
        ("Ban Thường vụ giao Công an phường lập danh sách.", "lập danh sách", "Công an phường"),
        (
            "Các chi, đảng bộ trực thuộc căn cứ Chương trình này xây dựng kế hoạch.",
            "xây dựng",
            "Các chi, đảng bộ trực thuộc",
        ),
        ("Tổ chức hội nghị sơ kết (Văn phòng Đảng ủy chủ trì).", "Tổ chức", "Văn phòng Đảng ủy"),
    ],
)
def test_a_task_begins_at_its_action_behind_bodies_and_time(text: str, begins: str, assignee: str) -> None:
    task = task_of(text)

    assert task.text.startswith(begins)
    assert "; ".join(task.assignees) == assignee


def test_lead_and_partners_are_told_apart() -> None:
    task = task_of(
        "Giao Ban Tổ chức Đảng ủy chủ trì, phối hợp với Văn phòng Đảng ủy, "
        "Ủy ban Kiểm tra Đảng ủy tham mưu ban hành quy chế."
    )

    assert task.assignees == ("Ban Tổ chức Đảng ủy",)
    assert task.collaborators == ("Văn phòng Đảng ủy", "Ủy ban Kiểm tra Đảng ủy")


def test_sentences_and_semicolons_split_independent_actions() -> None:
    found = texts(
        "I. NHIỆM VỤ\n"
        "1. Đẩy mạnh tuyên truyền; nắm chắc dư luận. Tổ chức tốt Hội thi, góp phần nâng cao dân trí; góp phần ổn định."
    )

    assert found == ["Đẩy mạnh tuyên truyền", "nắm chắc dư luận", "Tổ chức tốt Hội thi, góp phần nâng cao dân trí"]


@pytest.mark.parametrize(
    "text",
    [
        "Giao Bí thư các đảng ủy; Trưởng các ban; Chánh Văn phòng chịu trách nhiệm lãnh đạo, tổ chức thực hiện.",
        "Công khai quy trình của bốn nhóm thủ tục: đất đai; xây dựng; hộ tịch.",
        "Rà soát quy chế làm việc; chương trình công tác.",
        "Chủ tịch Ủy ban nhân dân các xã: An Hòa, Phú Lâm; Chủ tịch phường Đông Sơn phê duyệt phương án.",
    ],
)
def test_bodies_and_parts_of_one_object_stay_together(text: str) -> None:
    assert len(texts(f"I. NHIỆM VỤ\n1. {text}")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "I. KẾT QUẢ\nTổ chức tốt các hoạt động mừng Đảng.",
        "I. MỤC ĐÍCH, YÊU CẦU\nNâng cao nhận thức.",
        "I. QUAN ĐIỂM\nLấy phòng ngừa là chính.",
        "I. NHIỆM VỤ\nTrên đây là Kết luận; yêu cầu các chi bộ nghiêm túc thực hiện.",
        "I. NHIỆM VỤ\nKết luận này được phổ biến đến chi bộ.",
        "I. NHIỆM VỤ\nĐánh giá cao sự cố gắng của các chi bộ.",
        "I. NHIỆM VỤ\nCác chi bộ đã tổ chức tốt đại hội.",
        "I. NHIỆM VỤ\nTrong quá trình thực hiện, nếu có vướng mắc, các chi bộ báo cáo Đảng ủy.",
    ],
)
def test_accounts_aims_effect_and_closings_give_no_task(text: str) -> None:
    assert texts(text) == []


def test_articles_of_a_decision_approve_and_carry_out_without_tasks() -> None:
    head = HEAD.replace("12-KL/ĐU", "12-QĐ/ĐU").replace("KẾT LUẬN", "QUYẾT ĐỊNH")
    found = tasks_of(
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.\n"
        "Điều 2. Giao Văn phòng Đảng ủy theo dõi việc thực hiện Quy chế.\n"
        "Điều 3. Văn phòng Đảng ủy, các chi bộ chịu trách nhiệm thi hành Quyết định này.",
        head=head,
    )

    assert [task.clause for task in found] == ["Điều 2"]


def test_a_report_that_assigns_nothing_gives_no_task() -> None:
    head = HEAD.replace("12-KL/ĐU", "12-BC/ĐU").replace("KẾT LUẬN", "BÁO CÁO")

    assert (
        tasks_of(
            "I. KẾT QUẢ\nTốt.\nII. PHƯƠNG HƯỚNG\n1. Tăng cường kiểm tra.\n2. Đề nghị Thành ủy quan tâm hỗ trợ.",
            head=head,
        )
        == ()
    )


def test_list_leads_and_headings_name_the_bodies() -> None:
    found = tasks_of(
        "I. NHIỆM VỤ\n1. Các chi bộ trực thuộc\nHọp đều.\n2. Văn phòng Đảng ủy:\n"
        "a) Lập kế hoạch;\n3. Khối cơ quan\n- Ban Tổ chức Đảng ủy: Rà soát hồ sơ."
    )

    assert [task.assignees for task in found] == [
        ("Các chi bộ trực thuộc",),
        ("Văn phòng Đảng ủy",),
        ("Ban Tổ chức Đảng ủy",),
    ]


def test_lines_that_say_more_of_a_task_belong_to_it() -> None:
    found = tasks_of(
        "I. NỘI DUNG\n1. Tổ chức Hội nghị sơ kết\n- Thời gian: trước ngày 25/12/2026.\n"
        "- Đơn vị chủ trì: Văn phòng Đảng ủy; đơn vị phối hợp: các chi bộ.\n- Sản phẩm: Báo cáo."
    )

    assert len(found) == 1
    task = found[0]
    assert (task.assignees, task.collaborators, task.product) == (("Văn phòng Đảng ủy",), ("các chi bộ",), "Báo cáo")
    assert str(task.due.day) == "2026-12-25"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Xây dựng kế hoạch kiểm tra.", Kind.DELIVERABLE),
        ("Tổ chức Hội nghị tổng kết.", Kind.DELIVERABLE),
        ("Tăng cường công tác kiểm tra.", Kind.STANDING),
        ("Xây dựng đội ngũ cán bộ liêm chính.", Kind.STANDING),
        ("Báo cáo kết quả hằng tháng.", Kind.STANDING),
        ("Kết nạp ít nhất 16 đảng viên mới.", Kind.TARGET),
        ("Phấn đấu 95 % đảng viên cài đặt Sổ tay điện tử.", Kind.TARGET),
        ("Mở 02 lớp bồi dưỡng cho ít nhất 140 quần chúng.", Kind.DELIVERABLE),
    ],
)
def test_the_kind_follows_from_verb_object_and_term(text: str, kind: Kind) -> None:
    assert task_of(text).kind is kind


def test_aims_are_tasks_only_where_they_name_a_number() -> None:
    found = tasks_of("I. MỤC TIÊU\n1. Nâng cao chất lượng.\n2. Đến năm 2030, 100% chi bộ họp trực tuyến.")

    assert [(task.text, task.kind) for task in found] == [("100% chi bộ họp trực tuyến", Kind.TARGET)]
    assert found[0].target is not None
    assert (found[0].target.value, found[0].target.unit) == (100.0, "%")


def test_shortcomings_are_named_one_by_one() -> None:
    reading = reading_of(
        "I. KẾT QUẢ\n"
        "Tốt. Tuy nhiên, còn một số hạn chế: Tiến độ chậm; hồ sơ còn thiếu. Nguyên nhân là do thiếu người.\n"
        "II. NHIỆM VỤ\n1. Họp đều."
    )

    assert [shortcoming.text for shortcoming in reading.shortcomings] == ["Tiến độ chậm", "hồ sơ còn thiếu"]


def test_every_task_says_why() -> None:
    task = task_of("Giao Văn phòng Đảng ủy xây dựng kế hoạch trước ngày 30/6/2026.")

    assert (
        task.why == "Giao việc bằng động từ “xây dựng”, có sản phẩm hoặc sự kiện hoàn thành được; "
        "đơn vị lấy từ chính câu này; hạn theo “trước ngày 30/6/2026”."
    )
    assert task.product == "kế hoạch"
