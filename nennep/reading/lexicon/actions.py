"""Words an order begins with.

Each list is commas and line breaks around phrases in small letters, new tone placement ("hóa", not "hoá"). A phrase
belongs to the list of what it usually asks for; a piece of a sentence that begins with none of them orders nothing.
"""


def _phrases(words: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in words.replace("\n", ",").split(",") if phrase.strip())


# How something is to be done; what follows says what. "Chủ động nắm tình hình", "kịp thời xử lý"
MANNERS = _phrases("""
chủ động, tích cực, kịp thời, khẩn trương, nghiêm túc, tập trung, tiếp tục, thường xuyên, quyết liệt,
kiên quyết, sớm, nhanh chóng, nghiêm khắc, gương mẫu, đồng thời, ưu tiên, quan tâm, chú trọng, chú ý,
coi trọng, cần, phải, nỗ lực, cố gắng, phấn đấu, quyết tâm, trước hết, trực tiếp, từng bước, chủ trì, phối hợp,
cùng với, sẵn sàng, bám sát, thống nhất thực hiện, định kỳ, tổ chức tốt, làm tốt, thực hiện tốt, hết sức,
đặc biệt quan tâm, đặc biệt chú trọng, thật sự, thực sự, nghiêm chỉnh, chấp hành, chấp hành nghiêm, đồng bộ,
linh hoạt, cùng nhau, sâu sát, mạnh dạn, tận tụy, toàn diện, chặt chẽ, rà soát kỹ, có trách nhiệm, chịu trách nhiệm,
có nhiệm vụ, làm đầu mối, là đầu mối, là cơ quan thường trực, làm cơ quan thường trực, là đơn vị đầu mối,
là cơ quan đầu mối, là đơn vị thường trực, làm đơn vị thường trực, giúp, trước mắt tập trung, tiến hành, đi đầu
""")

# A continuing duty. "Tăng cường giám sát", "giữ vững ổn định"
STANDING = _phrases("""
xem xét, xử trí, thúc giục, nghiên cứu tiếp thu, chủ động phối hợp, tăng thời lượng, tăng tần suất, tăng mức, đảm nhận, đỡ đầu, làm sạch, phân luồng, canh gác, chốt chặn, điều tiết,
giữ, giữ cho, cảnh báo,
cam kết, hình thành, bảo trì, đối xử, chịu, hoạt động, trả, nhắc nhở, gặp gỡ, túc trực, động viên, thanh tra, kiểm tra đôn đốc,
bao phủ, tận tâm, tôn tạo, truyền thông, phủ sóng, thúc đẩy, kêu gọi, quảng bá, xúc tiến, tăng cường, đẩy mạnh,
nâng cao, duy trì, bảo đảm, đảm bảo, giữ vững, giữ nghiêm, giữ gìn, củng cố, phát huy, phát triển, mở rộng,
quản lý, theo dõi, đôn đốc, giám sát, kiểm soát, quán triệt, tuyên truyền, vận động, giáo dục, học tập,
nêu cao, đề cao, thực hiện, tổ chức thực hiện, triển khai, triển khai thực hiện, thi hành, lãnh đạo, chỉ đạo,
định hướng, phục vụ, phòng chống, phòng ngừa, đấu tranh, ngăn chặn, ngăn ngừa, phát hiện, xử lý, giải quyết,
tiếp nhận, tiếp công dân, tiếp dân, nắm, nắm bắt, nắm chắc, nắm tình hình, dự báo, phân tích, tham mưu,
tham gia, hỗ trợ, giúp đỡ, tạo điều kiện, tạo, đổi mới, cải tiến, cải cách, cải thiện, khắc phục, tháo gỡ,
siết chặt, thắt chặt, chấn chỉnh, ứng dụng, khai thác, sử dụng, vận hành, cập nhật, bảo vệ, bảo quản, chăm lo,
chăm sóc, thăm hỏi, gắn, gắn kết, kết hợp, lồng ghép, khuyến khích, động viên, thu hút, bồi dưỡng, đào tạo,
rèn luyện, tu dưỡng, xây dựng đội ngũ, xây dựng môi trường, xây dựng nếp sống, làm việc, tôn trọng, lắng nghe,
tiếp thu, đối thoại, tiếp xúc, trao đổi, cung cấp, chia sẻ, kết nối, liên thông, công khai, minh bạch,
tiết kiệm, thực hành, nhân rộng, lan tỏa, cổ vũ, xóa bỏ, hạn chế, giảm, giảm thiểu, tinh giản, rút ngắn,
đơn giản hóa, số hóa, hiện đại hóa, chuẩn hóa, đa dạng hóa, tự kiểm tra, tự giác, chịu sự, phân công, phân cấp,
ủy quyền, điều hành, điều phối, quan hệ, hướng dẫn, giải đáp, làm rõ, phản bác, ngăn, chống, khơi dậy,
hưởng ứng, tổ chức triển khai, tự rà soát, tự giám sát, tự kiểm điểm, đề phòng, sinh hoạt, giải thích, kết nạp, rà soát, quy hoạch, luân chuyển,
điều động, biểu dương, tôn vinh, khen thưởng, huy động, bố trí, cân đối, phân bổ, thu, chi, đóng góp, ủng hộ,
quan tâm chăm lo, tuần tra, trực, trực ban, ứng phó, tạo chuyển biến, tạo sự, lấy, coi, xem, không để,
không được, tuyệt đối không, nghiêm cấm, bám nắm, sâu sát cơ sở, đi sâu, hướng về, hướng mạnh, làm chủ,
làm tròn, ghi chép, lưu trữ, lưu, số hóa tài liệu, quản trị, giao ban, tự phê bình, phê bình,
khai thác hiệu quả, giữ mối, giữ liên hệ, liên hệ, tiếp cận, tuân thủ, bảo mật, thông tin, phổ biến,
chuyển tải, tích hợp, tự chủ, tận dụng, vận dụng, có cơ chế, có chính sách, có giải pháp, có biện pháp, có phương án,
kéo giảm, đẩy lùi, trấn áp, tấn công, che chở, cứu trợ, cứu nạn, giãn, kiềm chế
""")

# A product or an event that can be ticked off. "Xây dựng kế hoạch", "tổ chức hội nghị", "báo cáo kết quả"
PRODUCTS = _phrases("""
tổ chức hội thao, tổ chức hội xuân, tổ chức hội báo, phủ kín, phủ, cung ứng, cắt nước, may tặng, may,
truyền hình trực tiếp, tường thuật, nhắn tin, hòa giải, cách ly, bóc tách, bài trừ, lấy phiếu tín nhiệm, dứt điểm, đắp, dừng, hoãn, tạm dừng, tạm hoãn, ngừng, tiêm phòng, khám sức khỏe, giải tỏa,
dự thảo, tổ chức hội thi, tổ chức hội thảo, tổ chức hội trại, tổ chức hội diễn, tổ chức hội chợ,
tổ chức hội họp, tổ chức hội nghị, tổ chức hội đàm, tổ chức đoàn kiểm tra, tổ chức đoàn công tác,
tổ chức đoàn giám sát, tổ chức đoàn đi, di dời, dành, đăng, đăng tải, quét, đo, nghe, chọn, trồng, cắm, treo,
dọn, dọn dẹp, cắt giảm, tháo dỡ, dựng, đón, viết, duyệt, mời, họp, nhắc, ghi, điền, nạo vét, bế giảng,
khai giảng, quay, chụp, đặt, dự, dự trù, làm bản, quan trắc, phát sóng, đưa tin, phản ánh, chỉnh trang,
tự chấm điểm, tự đánh giá, tự xếp loại, tự nhận xét, chấm điểm, chấm, hiệu chỉnh, điều chỉnh, kết luận cuộc, dạy, thi công, lát, vá, sơn, gia cố, tu bổ, tu sửa,
bảo dưỡng, giải phóng, cưỡng chế, tạo nguồn, tạo quỹ, tạo nguồn kết nạp, kiểm sát, truy tố, xét xử, giải trình,
trả lời, phúc đáp, chứng thực, cắt tỉa, thu gom, phân loại rác, cấp phép, cấp giấy, cấp mã, cấp tài khoản, in,
dán, phát tờ rơi, lấy mẫu, tiêm, kê, bàn, gặp, xây dựng, ban hành, hoàn thành, hoàn thiện, hoàn chỉnh, trình,
báo cáo, tổng hợp, lập, nộp, gửi, công bố, sơ kết, tổng kết, thành lập, bàn giao, cụ thể hóa, thẩm định,
thẩm tra, xác minh, khảo sát, chuẩn bị, tập huấn, soạn thảo, biên soạn, biên tập, ký kết, ký, đăng ký,
phê duyệt, kiện toàn, sắp xếp, hợp nhất, sáp nhập, giải thể, chuyển giao, tiếp quản, lắp đặt, mua sắm, đầu tư,
sửa chữa, nâng cấp, cải tạo, trang bị, cấp, cấp phát, phát động, phát hành, xuất bản, in ấn, tổ chức, khai mạc,
bế mạc, ra mắt, đại hội, bầu, bầu cử, bổ nhiệm, tuyển dụng, tuyển chọn, đánh giá, xếp loại, kiểm tra,
thanh tra, kiểm toán, kiểm điểm, kiểm kê, thống kê, điều tra, rà soát báo cáo, rà soát lập, sửa đổi, bổ sung,
đề xuất, kiến nghị, nghiên cứu, thí điểm, thử nghiệm, nghiệm thu, quyết toán, thanh toán, giải ngân, xác định,
lựa chọn, phân loại, niêm yết, thông báo, thông qua, xin ý kiến, lấy ý kiến, cho ý kiến, thảo luận,
chủ trì tổ chức, đưa vào sử dụng, đưa vào vận hành, đưa, khởi công, khánh thành, trao, trao tặng, tặng, viếng,
dâng hương, gặp mặt, thăm, mít tinh, chấm dứt, thu hồi, hủy bỏ, bãi bỏ, thay thế, cử, giới thiệu,
phân công đồng chí, tham mưu ban hành, tham mưu xây dựng, tham mưu trình, tham mưu tổ chức, nhập, nhập dữ liệu,
tạo lập, thiết lập, thiết kế, cài đặt, rút kinh nghiệm, công nhận, chuyển, chuyển đổi, di chuyển,
tổ chức hội nghị, mở, mở lớp, chốt, hiệp thương, đề nghị, phân khai, giao chỉ tiêu, giao dự toán, dự toán,
quyết định, khảo sát thực tế, làm việc với, nhân sự, giới thiệu nhân sự, tiếp nhận bàn giao, ra soát,
điểm danh, chấm công, xử phạt, đình chỉ, ra quân, ra nghị quyết, ra quyết định, ra văn bản, ra thông báo, tổng kiểm tra, tổng rà soát, tổng điều tra, tổng duyệt,
tổng vệ sinh, tổng kiểm kê, chạy thử, vận hành thử, vận hành thử nghiệm, đấu giá, đấu thầu, mổ xẻ, khám sàng lọc, khám,
phúc khảo, trưng bày, ra đề, chi trả, tái cấu trúc, diễn tập, trinh sát, hệ thống hóa, đối chiếu, xác nhận, kê khai, đính chính, xây mới, xóa, thực hiện quy trình, hoàn tất, kết thúc,
triệu tập
""")

# A number to reach. "Phấn đấu kết nạp 30 đảng viên", "đạt 95%"
TARGETS = _phrases(
    "đạt, phấn đấu đạt, kết nạp từ, vượt, đạt và vượt, giữ ổn định tỷ lệ, nâng tỷ lệ, giảm tỷ lệ, tăng tỷ lệ"
)

# Phrases with a comma inside.
PAIRED = frozenset({"phòng, chống", "phòng, ngừa", "thực hành tiết kiệm, chống lãng phí"})
ACTIONS = MANNERS | STANDING | PRODUCTS | TARGETS | PAIRED

# What looks like an order and is a name: "tổ chức đảng", "báo cáo viên", "ban hành kèm theo" is approval.
NAMES = _phrases("""
giao thông, giao lưu, giao dịch, tổ chức đảng, tổ chức cơ sở đảng, tổ chức chính trị, tổ chức đoàn,
tổ chức hội, tổ chức thành viên, tổ chức bộ máy được, tổ chức cơ sở, tổ chức công đoàn, tổ chức xã hội,
tổ chức có liên quan, tổ chức liên quan, tổ chức và cá nhân, tổ chức cá nhân, tổ chức này, tổ chức khác,
tổ chức trực thuộc, tổ chức tín dụng, tổ chức quần chúng, tổ chức kinh tế, tổ chức sự nghiệp, báo cáo viên,
báo cáo này, báo cáo của, báo cáo trên, chương trình, kế hoạch, công tác, phòng ban, phòng họp, phòng làm việc,
phòng chuyên môn, thi đua, trình độ, trình tự, lập trường, cấp ủy, cấp trên, cấp dưới, cấp cơ sở, cấp xã,
cấp tỉnh, cấp thành phố, cấp phường, cấp có thẩm quyền, cấp huyện, cấp trung ương, quyết định này,
quy hoạch này, hướng dẫn này, thông báo này,
quyết định của, đại hội đại biểu, đại hội đảng bộ, đại hội chi bộ, đại hội lần, đại hội đảng, đại hội xiv,
đại hội mttq, thu nhập, thu ngân sách đạt, chi bộ, chi ủy, chi đoàn, chi hội, chi cục, chi thường xuyên,
cử tri, cử nhân, gửi:, cần thiết, thông tin về, thông tin trên, nhân sự phải, sinh hoạt phí, bầu không khí,
ký hiệu, trực thuộc, lưu:, lưu ý, mở đầu, trao đổi kinh nghiệm giữa, giảm nghèo, xem xét của, tạo ra,
tuyên truyền viên, giúp việc, kết thúc hội nghị, kết thúc buổi, đạt được, lấy phiếu, cấp học, cấp bách, phòng khám, nhập học,
chuyển biến, chi tiết, chi phí, tập trung dân chủ, thanh tra nhân dân, thanh tra thành phố,
thanh tra chính phủ, chống phá, đồng bộ hóa dữ liệu được, giám sát đảng là, công nhận của, kiểm tra đảng là,
thực hiện được, quan hệ công tác giữa, đào tạo nghề là, báo cáo tài chính là
""") - {"kế hoạch hóa"}

# Behind these an action is a noun: "công tác kiểm tra", "việc thực hiện", "đơn vị được kiểm tra".
NOUN_MAKERS = tuple(
    f" {words}"
    for words in (
        "công tác", "việc", "của", "sự", "về", "và", "lĩnh vực", "hoạt động", "nhiệm vụ", "chức năng", "được", "các", "những", "quá trình",
        "chế độ", "kết quả", "chương trình", "kế hoạch", "chịu sự", "bị", "đang", "khi", "để", "nhằm", "hội nghị", "tiểu ban", "hội đồng",
        "chuyên trách", "kiêm", "từ", "do", "nghiệp vụ",
        "diện", "tỷ lệ", "tiến độ",
    )
)  # fmt: skip
# Actions of one syllable that count behind a body too; any other is more likely a part of its name ("địa bàn").
INSIDE = _phrases(
    "gửi, lập, nộp, trình, mở, cử, giúp, phải, cần, chọn, đăng, quét, đo, nghe, dành, dự, treo, "
    "trồng, đạt, họp, nhắc, duyệt, mời, viết, dừng, hoãn, ngừng, nắm, đưa, bầu, giảm, xóa"
)
# Actions that count only at the beginning: inside a body they are parts of its name ("Văn phòng", "cấp ủy").
INITIAL_ONLY = _phrases(
    "đồng thời, chi, thu, cấp, trực, lưu, coi, xem, tạo, lấy, ngăn, chống, sớm, đại hội, ký, in, "
    "tặng, trao, thăm, chuyển đổi, giáo dục, đào tạo, gắn, bồi dưỡng, giữ"
)
