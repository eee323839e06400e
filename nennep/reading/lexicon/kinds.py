"""Signs by which a task is a product to deliver or a duty that goes on. Small letters, new tone placement."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.replace("\n", ",").split(",") if word.strip())


# What makes an event of that which is organised, opened or prepared: "tổ chức Hội nghị", "mở lớp".
EVENTS = _words("""
hội nghị, hội thi, hội thảo, lớp, đại hội, lễ, cuộc, đợt, tọa đàm, diễn đàn, phiên, kỳ họp, gặp mặt, mít tinh,
đoàn kiểm tra, hội trại, hội diễn, cuộc thi, chuyến, buổi, ngày hội, sơ kết, tổng kết, tập huấn, đánh giá,
kiểm tra, giám sát chuyên đề, bầu cử, sinh hoạt chuyên đề, hiệp thương, đối thoại, lấy ý kiến, khảo sát,
diễn tập, hội thao, dâng hương, viếng, giao lưu, đấu giá, bồi dưỡng, hoạt động, phong trào thi đua, học tập, trưng bày, triển lãm, ra quân
""")
PRODUCTS = _words("""
kế hoạch, chương trình, đề án, quy chế, quy định, hướng dẫn, báo cáo, nghị quyết, phương án, danh sách,
danh mục, hồ sơ, tờ trình, dự thảo, văn bản, quyết định, kết luận, chỉ thị, bộ tiêu chí, tài liệu, sổ tay,
phần mềm, cơ sở dữ liệu, quy trình, biên bản, biểu mẫu, kịch bản, công trình, trụ sở, mô hình, ấn phẩm,
chuyên mục, chuyên trang, tác phẩm, tiêu chí, dự án, dự toán, nội dung, quy hoạch, đề cương, giáo trình,
bản đồ, hệ thống, cổng, trang thông tin
""")
# First words after which a task is a product whatever follows.
SURE_PRODUCTS = _words("""
hoàn thành, ban hành, trình, gửi, nộp, lập, tổng hợp, báo cáo, sơ kết, tổng kết, thành lập, bàn giao,
cụ thể hóa, công bố, hoàn thiện, tập huấn, đăng ký, khảo sát, ký kết, soạn thảo, biên soạn, đề xuất, sửa đổi,
bổ sung, phát động, chốt, hoàn chỉnh, nghiên cứu, phê duyệt, thống kê, rà soát, kiểm điểm, niêm yết,
hiệp thương, lắp đặt, xin ý kiến, lấy ý kiến, cho ý kiến, thông qua, gặp mặt, thăm, tặng, trao, viếng,
dâng hương, hội nghị, liên hoan, lễ, đại hội, ngày hội, mở lớp, chỉnh trang, xây mới, sửa chữa, nâng cấp,
di dời, số hóa toàn bộ, số hóa sổ, kiểm kê, phúc tra, điều tra, giải ngân, cấp phát, ký, quyết toán, bế giảng,
khai giảng, dựng, cắm, lựa chọn, đánh giá, thẩm định hồ sơ, kiểm tra việc, kiểm tra chi bộ, kiểm tra ít nhất,
kiểm tra tổ chức đảng, giám sát chuyên đề, giám sát việc giải quyết, xóa xong, tri ân, in, mua sắm, lắp,
dự trù, bầu, nghiệm thu, chuẩn hóa dữ liệu, sắp xếp các, hợp nhất, sáp nhập, giải thể, kiện toàn ban,
ra quân, hoàn tất, nạo vét, tổng kiểm tra, tổng rà soát, tổng duyệt, tái cấu trúc, đề nghị công nhận, xem xét, đề nghị công nhận,
khởi công, khánh thành, truyền hình trực tiếp, tháo dỡ, kiện toàn tổ, kiện toàn nhân sự, tổ chức hội, tổ chức lễ
""")
# First words after which a task goes on whatever follows, unless a day is set for it.
SURE_STANDING = (
    *_words("""
tăng cường, đẩy mạnh, nâng cao, duy trì, bảo đảm, đảm bảo, giữ, thường xuyên, tiếp tục nâng cao,
tiếp tục đẩy mạnh, tiếp tục thực hiện, thực hiện nghiêm, thực hiện tốt, quán triệt, nắm, chú trọng, quan tâm,
phát huy, củng cố, theo dõi, quản lý, phục vụ, lãnh đạo, chỉ đạo, chịu trách nhiệm, chủ động nắm, đôn đốc,
phòng, đấu tranh, kịp thời, phối hợp, đổi mới, tuyên truyền, xây dựng đội ngũ, tiếp tục, tập trung lãnh đạo,
tập trung tuyên truyền, chủ động tham mưu, xây dựng môi trường, xây dựng tổ chức, xây dựng khối,
xây dựng chi bộ, xây dựng đảng, báo cáo kịp thời, xây dựng văn hóa, xây dựng nếp sống, tập trung vào,
tập trung chỉ đạo, hướng dẫn, tổng hợp tình hình, kiểm tra việc thực hiện kết luận này, kiểm tra đôn đốc,
kiểm tra giám sát, kiểm tra hướng dẫn, là cơ quan, tuần tra, không để, tuyệt đối không, gương mẫu, chấp hành,
siết chặt, cảnh báo, khuyến cáo, đưa tin, khuyến khích, hạn chế, tháo gỡ, khắc phục, kiểm soát, nhân rộng, cập nhật, rèn luyện,
đề cao, tạo điều kiện, chăm lo, giải quyết, xử lý, tiếp công dân, tiếp nhận, hỗ trợ, đưa kết quả, đưa nội dung,
cử thành viên dự, ứng dụng, làm tốt, bám sát, phân công cấp ủy viên, kiểm tra khi, rà soát thường xuyên
"""),
    "kiểm tra, giám sát",
    "điều tra, xử lý",
    "giám sát, phản biện",
    "giám sát việc thực hiện",
    "kiểm tra, đôn đốc",
    "kiểm tra, hướng dẫn",
)
# Words near the beginning by which even a product verb tells of a duty: "thẩm định kịp thời, chặt chẽ".
ONGOING = ("kịp thời", "thường xuyên", "chặt chẽ", " khi ", "liên tục", "nghiêm túc", "định kỳ", "chủ động")
# Verbs that, with a number, reach it: "kết nạp 35 đảng viên", "giảm từ 5 %".
REACHES = _words("""
đạt, phấn đấu, giảm, tăng tỷ lệ, tăng thu, tăng trưởng, nâng tỷ lệ, kết nạp, vượt, thu hút thêm, đào tạo,
phát triển đàn, phát triển mới, phát triển thêm, phát triển đảng viên, thành lập mới, trồng, có, đón, cắt giảm,
hoàn thành chỉ tiêu, thu ngân sách, duy trì tỷ lệ, giữ tỷ lệ, thu nhập, tỷ lệ, toàn, mỗi, giải quyết việc làm,
bảo đảm tỷ lệ, bảo đảm 1, bảo đảm trên, nâng tỉ lệ, hình thành tối thiểu, hình thành ít nhất, phấn đấu kết nạp,
đến hết, nâng mức, nâng số, đảm nhận, giới thiệu ít nhất, giới thiệu tối thiểu, tạo nguồn, phủ sóng, bao phủ,
cấp tài khoản, đưa điện, kéo giảm, phát triển ít nhất, phát triển tối thiểu, chấm dứt
""")
# Verbs whose object tells whether it is an event.
ORGANISES = _words(
    "tổ chức, triển khai, mở, chuẩn bị, tham gia, chủ trì, tiến hành, kiểm tra, chọn, cập nhật, đưa, "
    "bầu, cài đặt, giám sát, phối hợp tổ chức, thẩm định, dự"
)
# Leading manners that say nothing of the kind: "Tập trung xây dựng", "khẩn trương hoàn thành", "chủ trì, tham mưu".
WEIGHTLESS = (
    *_words("""
tập trung, khẩn trương, chủ động, tích cực, sớm, nghiêm túc, nhanh chóng, chủ trì, có trách nhiệm, có nhiệm vụ,
cần, phải, đồng thời, trực tiếp, tham mưu cho, tham mưu với, tham mưu giúp, tham mưu ban thường vụ đảng ủy,
tham mưu, chuẩn bị và, tiếp tục, phối hợp tham mưu, chỉ đạo, lãnh đạo, ưu tiên, vận động, phấn đấu hoàn thành
"""),
    "chủ trì,",
    "lãnh đạo, chỉ đạo",
)
