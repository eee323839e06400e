"""More turns of phrase of many offices: what leads a sentence, who stands behind it, what only names a matter.

Each came from a document of an examiner that the engine had not met; the words here are others.
"""

import pytest

from nennep.reading.model import Kind
from nennep.reading.tests.reading_of import HEAD, reading_of, task_of, tasks_of

RESOLUTION = HEAD.replace("12-KL/ĐU", "12-NQ/ĐU").replace(
    "KẾT LUẬN\ncủa Ban Thường vụ Đảng ủy", "NGHỊ QUYẾT\nvề phát triển làng nghề giai đoạn 2026 - 2029"
)


@pytest.mark.parametrize(
    ("text", "body", "begin"),
    [
        ("Trong 06 ngày làm việc kể từ ngày ban hành Kết luận, Chi bộ Trạm Y tế lập tổ.", "Chi bộ Trạm Y tế", "lập"),
        ("Chậm nhất 04 ngày trước kỳ họp, Văn phòng gửi giấy mời.", "Văn phòng", "gửi"),
        ("Trong 08 ngày kể từ ngày nhận được văn bản, các thôn nộp biểu.", "các thôn", "nộp"),
        ("Các chi bộ, trong 09 ngày làm việc kể từ ngày ký, ban hành nội quy.", "Các chi bộ", "ban hành nội"),
        ("Các chi hội mỗi quý có ít nhất 02 buổi sinh hoạt chuyên đề.", "Các chi hội", "có ít nhất 02"),
        ("Các ban căn cứ chức năng, nhiệm vụ xây dựng dự toán.", "Các ban", "xây dựng"),
        ("Các cơ quan được giao soạn thảo đề án nộp bản thảo.", "Các cơ quan được giao soạn thảo đề án", "nộp"),
        ("Các chi bộ, trên cơ sở hướng dẫn của cấp trên, rà soát sổ.", "Các chi bộ", "rà soát"),
        ("Văn phòng thường trực Ban Chỉ huy tổng hợp số liệu.", "Văn phòng thường trực Ban Chỉ huy", "tổng hợp"),
        ("Viễn thông An Hòa bảo đảm đường truyền.", "Viễn thông An Hòa", "bảo đảm"),
        ("Riêng Trường Tiểu học An Hòa dựng lại cổng.", "Trường Tiểu học An Hòa", "dựng"),
        ("Báo cáo tuần: các tổ gửi Văn phòng trước 15 giờ thứ Sáu hằng tuần.", "các tổ", "gửi"),
        ("Các nhà trường dừng các hoạt động ngoài trời.", "Các nhà trường", "dừng"),
        ("Các xã, phường trang trí cổng chào.", "Các xã, phường", "trang trí"),
        ("Công an xã và các đoàn thể bám bản, phản ánh ý dân.", "Công an xã; các đoàn thể", "bám bản"),
        ("Phòng Kế hoạch tổng hợp lập dự toán.", "Phòng Kế hoạch tổng hợp", "lập"),
        ("Phòng Hậu cần bảo đảm xăng dầu.", "Phòng Hậu cần", "bảo đảm"),
        ("Các trường không tổ chức dạy thêm trái phép.", "Các trường", "không tổ chức"),
        ("Các cơ quan chức năng có biện pháp bảo vệ nhân chứng.", "Các cơ quan chức năng", "có biện pháp"),
        ("Các cấp ủy viên gặp gỡ, trao đổi với dân.", "Các cấp ủy viên", "gặp gỡ"),
        ("Đồng chí Lò Văn Khánh phụ trách bảo dưỡng máy in.", "Đồng chí Lò Văn Khánh", "bảo dưỡng"),
        ("Yêu cầu các chi bộ vùng lũ phân công đảng viên trực đê.", "các chi bộ vùng lũ", "phân công"),
        ("Phòng Tổ chức cán bộ tham mưu Đảng ủy kiện toàn tổ.", "Phòng Tổ chức cán bộ", "tham mưu"),
        ("Trong 07 ngày làm việc kể từ ngày ban hành Thông báo này, Phòng Y tế lập sổ.", "Phòng Y tế", "lập"),
    ],
)
def test_the_body_behind_a_time_or_ground_is_told_and_the_task_begins_at_its_action(
    text: str, body: str, begin: str
) -> None:
    task = task_of(text)

    assert "; ".join(task.assignees) == body
    assert task.text.startswith(begin)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Đẩy mạnh chuyển đổi số. Lập danh mục hồ sơ.", 2),
        ("Trực cháy rừng cấp V. Phát tin đến từng thôn.", 2),
        ("Xây dựng trường lớp; đến năm 2028 hoàn thành nhà đa năng.", 2),
        ("Sửa quy ước thôn; hoàn thành trước ngày 30/9/2026.", 1),
        ("Giúp TP. Bình Hải đón đoàn.", 1),
        ("Thực hiện Nghị quyết số. 12-NQ/ĐU.", 1),
        ("Đẩy mạnh chuyển đổi số. 100% thôn dựng bảng tin trước ngày 10/12.", 2),
        ("Dựng cổng chào; đắp xong bờ kênh trong tuần đầu tháng 6.", 2),
    ],
)
def test_where_a_sentence_or_its_parts_end(text: str, parts: int) -> None:
    assert len(tasks_of(f"I. NHIỆM VỤ\n1. {text}")) == parts


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Sửa quy ước thôn; hoàn thành trước ngày 30/9/2026.", "2026-09-30"),
        ("Trình đề án trong tháng 10-2026.", "2026-10-31"),
        ("Họp dân trong tuần 2 tháng 6/2026.", "2026-06-14"),
        ("Họp dân trong tuần thứ ba của tháng 6/2026.", "2026-06-21"),
        ("Trả kết quả trong nửa đầu tháng 7/2026.", "2026-07-15"),
        ("Tổ chức mít tinh chào mừng Đại hội Đảng bộ vào ngày 19/5/2026.", "2026-05-19"),
        ("Lập biểu (số liệu tính đến ngày 15/5/2026), gửi trước ngày 20/5/2026.", "2026-05-20"),
        ("Nộp biểu trước 16 giờ 30 phút ngày 22/5/2026.", "2026-05-22"),
        ("Tháo gỡ vướng mắc ở bến xe. Nội dung này hoàn thành trong tháng 9/2026.", "2026-09-30"),
        ("Báo cáo quân số, hạn cuối là thứ Sáu (15/5).", "2026-05-15"),
        ("Đề xuất mua xe, báo cáo trong tuần này.", "2026-04-12"),
        ("Đối chiếu công nợ, cuối quý phải chốt xong.", "2026-06-30"),
        ("Gửi giấy mời chậm nhất 05 ngày trước khi họp.", "None"),
    ],
)
def test_days_told_in_the_ways_of_many_offices(text: str, due: str) -> None:
    assert str(task_of(text).due.day) == due


def test_an_item_that_begins_with_finishing_is_no_remark_on_the_one_before() -> None:
    found = tasks_of("I. NHIỆM VỤ\n1. Mở lớp may.\n2. Hoàn thành trong tháng 11/2026 việc bàn giao kho.")

    assert [str(task.due.day) for task in found] == ["None", "2026-11-30"]


def test_bodies_that_lead_and_direct_own_the_list_below() -> None:
    found = tasks_of("I. NHIỆM VỤ\n1. Đảng ủy Quân sự lãnh đạo, chỉ đạo:\n- Rà soát quân số.\n- Mở lớp bắn súng.")

    assert {task.assignees for task in found} == {("Đảng ủy Quân sự",)}


def test_which_of_the_bodies_belongs_to_their_name() -> None:
    found = tasks_of("I. NHIỆM VỤ\n1. Các thôn có tỷ lệ thu gom dưới 40%:\n- Lập tổ thu gom.\n- Ký cam kết.")

    assert {task.assignees for task in found} == {("Các thôn có tỷ lệ thu gom dưới 40%",)}


def test_a_ground_with_two_parts_is_no_body() -> None:
    text = (
        "Thực hiện Quy định số 66-QĐ/TW, ngày 30/8/2025 của Bộ Chính trị và ý kiến chỉ đạo của đồng chí Bí thư, "
        "Ban Tổ chức đề nghị các chi bộ thực hiện các nội dung sau:\n1. Rà soát sổ.\n2. Nộp biểu."
    )

    assert {task.assignees for task in tasks_of(text)} == {("các chi bộ",)}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("3. Về tình hình khiếu nại ở bến cá\na) Công an phường nắm chắc địa bàn.\nb) Chi bộ 2 tổ chức đối thoại.", 2),
        ("3. Khắc phục hạn chế\nVăn phòng rà soát sổ công văn.", 1),
        ("3. Về kết quả thu ngân sách\nThu đạt 95% dự toán. Các tổ đã nộp đủ.", 0),
        ("3. Kết quả\nVăn phòng tổ chức 12 hội nghị. Chi bộ 2 kết nạp 15 đảng viên.", 0),
    ],
)
def test_a_topic_is_no_account(text: str, count: int) -> None:
    assert len(tasks_of(text)) == count


@pytest.mark.parametrize(
    "text",
    [
        "Thường trực Đảng ủy cơ bản thống nhất với nội dung dự thảo.",
        "Chi ủy nơi nào để xảy ra mất đoàn kết phải kiểm điểm trước Đảng ủy.",
        "Báo cáo gửi về Văn phòng (qua bộ phận tổng hợp; điện thoại 38) theo đúng thời gian nêu trên.",
    ],
)
def test_agreement_consequence_and_address_are_no_tasks(text: str) -> None:
    assert tasks_of(f"I. NHIỆM VỤ\n1. {text}") == ()


def test_a_solution_of_a_resolution_may_begin_with_issuing() -> None:
    found = tasks_of("II. NHIỆM VỤ, GIẢI PHÁP\n1. Ban hành cơ chế giúp thợ trẻ. Mở chợ quê.", head=RESOLUTION)

    assert [task.text for task in found] == ["Ban hành cơ chế giúp thợ trẻ", "Mở chợ quê"]
    assert {str(task.due.day) for task in found} == {"2029-12-31"}


def test_figures_are_reported_but_a_report_cited_by_number_is_none() -> None:
    found = tasks_of("I. NHIỆM VỤ\n1. Các tổ báo cáo số liệu về Văn phòng.\n2. Báo cáo số 12-BC/ĐU nêu rõ việc này.")

    assert [task.text for task in found] == ["báo cáo số liệu về Văn phòng"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Số hóa 100% sổ hộ tịch.", Kind.TARGET),
        ("Tham mưu Ủy ban nhân dân phường thành lập Tổ kiểm tra.", Kind.DELIVERABLE),
        ("Tiếp thu ý kiến, hoàn chỉnh dự thảo, trình Đảng ủy.", Kind.DELIVERABLE),
        ("Điều tra, xử lý nghiêm các vụ trộm.", Kind.STANDING),
        ("Báo cáo kết quả trong vòng 07 ngày sau khi tổng kết.", Kind.DELIVERABLE),
    ],
)
def test_kinds_by_share_by_what_is_advised_and_by_what_follows(text: str, kind: Kind) -> None:
    assert task_of(text).kind is kind


def test_aims_without_a_percent_sign_are_targets_too() -> None:
    found = tasks_of("2. Các chỉ tiêu cụ thể\n- Không còn hộ nghèo.\n- Tối thiểu 30 sản phẩm được công nhận.")

    assert [task.kind for task in found] == [Kind.TARGET, Kind.TARGET]


def test_only_what_stands_behind_the_turn_is_a_fault() -> None:
    text = "I. KẾT QUẢ\n1. Thu ngân sách đạt khá, song việc giải ngân còn chậm; tuy nhiên còn 06 việc quá hạn."

    assert [fault.text for fault in reading_of(text).shortcomings] == [
        "việc giải ngân còn chậm",
        "tuy nhiên còn 06 việc quá hạn",
    ]


@pytest.mark.parametrize(
    ("heading", "due"),
    [
        ("1. Từ ngày 01/6 đến ngày 20/6/2026", "2026-06-20"),
        ("1. Trước ngày 15/7/2026", "2026-07-15"),
        ("1. Đợt 1 (từ ngày 01/6 đến ngày 20/6/2026)", "2026-06-20"),
        ("1. Giai đoạn 2026 - 2028", "2028-12-31"),
    ],
)
def test_a_heading_of_days_is_the_term_of_what_stands_below(heading: str, due: str) -> None:
    found = tasks_of(f"I. NHIỆM VỤ\n{heading}\n- Lập danh sách.\n- Mở lớp may.")

    assert {str(task.due.day) for task in found} == {due}


def test_the_duties_line_of_a_decision_names_only_the_body() -> None:
    found = tasks_of("Điều 2. Tổ công tác có nhiệm vụ:\n1. Lập kế hoạch.\n2. Đôn đốc các thôn.")

    assert {task.assignees for task in found} == {("Tổ công tác",)}


def test_a_short_name_means_the_body_told_before() -> None:
    found = tasks_of("I. NHIỆM VỤ\n1. Phòng Tài chính đối chiếu công nợ. Phòng lập bảng kê.")

    assert [task.assignees for task in found] == [("Phòng Tài chính",), ("Phòng Tài chính",)]


@pytest.mark.parametrize(
    "text",
    [
        "Hồ sơ kết nạp phải gửi về Ban Tổ chức trước ngày 10/5/2026",
        "Việc bổ sung quy hoạch trình Ban Thường vụ xem xét giữa tháng 5/2026",
        "100% chi bộ tổ chức kiểm điểm trước ngày 10/5/2026",
        "Kết quả gửi về Sở Y tế chậm nhất ngày 28/5/2026",
        "Danh sách đăng ký nộp về Văn phòng trước ngày 12/5/2026",
    ],
)
def test_a_thing_or_share_may_be_the_subject(text: str) -> None:
    assert task_of(f"{text}.").text == text


@pytest.mark.parametrize(
    "text",
    [
        "Biểu dương Trạm Y tế đã trực suốt đêm.",
        "Ủy ban nhân dân phường thông báo để các cơ quan, đơn vị biết, triển khai thực hiện.",
        "Nếu có yêu cầu đột xuất, Ủy ban Kiểm tra sẽ xem xét điều chỉnh chương trình.",
        "Văn phòng trân trọng thông báo ý kiến chỉ đạo để các cơ quan biết, thực hiện.",
    ],
)
def test_praise_and_what_may_happen_are_no_tasks(text: str) -> None:
    assert tasks_of(f"I. NHIỆM VỤ\n1. {text}") == ()


@pytest.mark.parametrize("lead", ["Một số mặt còn yếu", "Tồn tại", "Ban Chấp hành thẳng thắn nhìn nhận"])
def test_faults_are_led_in_by_other_words_too(lead: str) -> None:
    found = reading_of(f"I. KẾT QUẢ\n1. Thu ngân sách khá. {lead}: đường thôn xuống cấp; nợ thuế kéo dài.")

    assert [fault.text for fault in found.shortcomings] == ["đường thôn xuống cấp", "nợ thuế kéo dài"]


def test_the_name_of_the_party_inside_an_abstract_stays() -> None:
    head = HEAD.replace("của Ban Thường vụ Đảng ủy", "về kỷ niệm ngày thành lập Đảng Cộng sản Việt Nam")

    assert reading_of("1. Họp đều.", head=head).header.abstract == "về kỷ niệm ngày thành lập Đảng Cộng sản Việt Nam"


def test_a_line_that_ends_in_digital_does_not_swallow_the_next_number() -> None:
    text = "I. NHIỆM VỤ\n1. Nâng cao kỹ năng số\n1.1. Văn phòng mở lớp.\n1.2. Chi bộ 2 mở lớp.\n2. Việc khác\nHọp đều."

    assert [clause.path for clause in reading_of(text).clauses if clause.path] == ["I", "I.1", "I.1.1", "I.1.2", "I.2"]


def test_results_under_a_mixed_heading_are_no_faults() -> None:
    found = reading_of("I. KẾT QUẢ VÀ HẠN CHẾ\n1. Thu ngân sách tăng 12%. Tuy nhiên, nợ thuế còn cao.")

    assert [fault.text for fault in found.shortcomings] == ["nợ thuế còn cao"]


def test_a_day_in_the_task_goes_before_the_line_of_the_list() -> None:
    found = tasks_of(
        "I. NHIỆM VỤ\n1. Lập quy hoạch trước ngày 30/6/2026.\n2. Mở lớp may.\n"
        "Thời gian hoàn thành: trước ngày 15/8/2026."
    )

    assert [str(task.due.day) for task in found] == ["2026-06-30", "2026-08-15"]
