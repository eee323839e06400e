"""First syllables that are nearly always verbs at the beginning of a sentence or of a part behind a semicolon.

They widen the list of actions at that one place ("cắm mốc", "quét hồ sơ", "trồng rừng"); `NOUNS` names the common
compounds that begin like them and are things ("công trình", "thông tin", "giải pháp").
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SYLLABLES = _words(
    """
    bao bàn bảo báo bãi bắt bầu bế bố bổ bồi bù buộc cải cam can cảnh cắm cắt cân cấm cập cấp cầm chấm chăm chặn chấn chấp chế chỉ chia
    chiếu chỉnh chọn chống chốt chủ chú chuẩn chụp chuyển chứng chữa cổ công cộng củng cung cụ cử cứu dành dán dạy dẫn dâng di diễn diệt dọn duy
    duyệt dùng dừng dự dựng đàm đảm đánh đào đáp đạt đẩy đặt đăng đề đền điền điều đình định đo đọc đón đóng đôn đổi đối đốc
    động đơn đưa gặp ghi ghép giải giám giảm giãn giành giao giáo giới giúp giữ gia gắn gìn gửi gỡ hạn hiến hoàn hoạch hỏi họp hỗ hợp huấn
    hủy huy hướng hưởng hình kê kêu kết khám khảo khai khắc khen khép khoanh khoán khơi khởi khôi không khử khuyến kiên kiểm kiến kiện ký
    làm lan lắp lắng lấy lập lên liên loại lồng luân lựa lưu mời mở mua nạo nắm nâng nêu ngăn nghe nghiên nghiệm nhân nhắc
    nhập nhận niêm nối nộp nuôi ôn phản phát phân phấn phê phổ phối phúc phục quán quảng quay quản quét quyên ra rà rải rèn rút sao
    sát sắp săn sẵn soạn số sơ sử sưu sửa tái tách tạm tạo tăng tặng tắt tận tham thanh tháo thay thăm thắp thắt thẩm theo thể thêm thi thí
    thiết thông thống thu thuê thúc thử thực tích tiêm tiếp tiến tiết tiêu tìm tính tinh tôn tổ tổng tra trang tranh trao treo trích
    triển triệt trình tri trồng trùng truy truyền trưng trực tu tuân tuần tuyên tuyển ủng ứng ưu vá vận vệ vẽ viếng viết vinh vớt xác xây xét
    xem xếp xin xóa xử xúc xuất rào tưới đầu đa hạ nhất cài chi khẳng đính đối thoại giản kéo lật mít nhường phủ rót sàng siết sơn tẩy tẩm triệu
    bám bấm bồi chuyên dồn đạp đeo đòi đồng hàn kẻ khoan lát lọc nạp nén ngừng phá phun rửa san soát sấy thả thắng thổi tiễn tỉa trám trát
    đắp bài hòa cách nhắn bóc hiệp chúc chằng dứt gieo tống thụ neo che bón cày cuốc đúc chặt lĩnh nhờ mượn bán chào mổ
    phỏng tường luyện canh trinh sục vây thoát bốc rời
    dịch bơm cho gom gọi học khâu kiềm mang may nghiêm ngâm phơi dò tầm căng lợp ươm xới nhổ gặt vét trữ dập chôn quyết quan tuyệt trả trám vay vượt xả bê sản
    """
)

NOUNS = frozenset(
    phrase.strip()
    for phrase in """
    bao gồm, bảo hiểm, báo chí, báo cáo viên, bảo tàng, cải cách hành chính, cán bộ, cấp ủy, cấp xã, cấp tỉnh, cấp phường, cấp cơ sở, cấp trên, cấp dưới, chấp hành viên, chế độ, chế tài, chỉ tiêu, chỉ số, chỉ thị, chính quyền,
    chủ đề, chủ tịch, chủ trương, chủ nhật, chủ thể, chủ nghĩa, chủ đầu tư, chủ hộ, chủ rừng, chủ phương tiện, chuẩn mực, chứng từ, chứng chỉ, chứng thư, công tác, công trình, công chức, công an, công văn, công nghệ, công nghiệp, công dân, công đoàn, công ty,
    công việc, công suất, công cụ, công cuộc, công thức, công viên, cộng đồng, cụ thể là, cụ thể như, di tích, di sản, di tản là, diễn biến, diễn đàn, diện tích, dự án, dự toán, dự báo thời tiết, dự thảo kèm, đảm bảo rằng, đào tạo nghề là, đề án, đề tài, đề mục, đề cương, điều kiện,
    điều lệ, điều khoản, điều 1, định mức, định hướng là, đối tượng, đối với, đối ngoại, động lực, động cơ, đơn vị, đơn giá, đơn thư, đơn từ, đồng chí, đồng bào, đầu mối, đầu năm, đầu tháng, đầu quý, giải pháp, giải thưởng, giải nhất, giám đốc, giáo viên, giáo dục, giáo trình, giới hạn, giới tính, gia đình,
    hạn chế, hạn mức, hạn hán, hình thức, hình ảnh, hoàn cảnh, hợp tác xã, hợp đồng, hướng dẫn viên, kê khai là, kế hoạch, kết quả, kết luận, kết cấu, khai mạc lúc, kiểm sát viên, kiểm lâm, kinh phí, kinh tế, kiến thức, kiến nghị của, làm căn cứ, làm cơ sở, liên đoàn, liên quan, lên quan, loại hình, lưu lượng, lực lượng,
    liên hoan, không gian, không khí, mở đầu, nhân dân, nhân sự, nhân viên, nhân lực, nhân tố, nhân vật, nhận thức, nhận xét chung, nghiệp vụ, nghiên cứu sinh, phản ánh của, phát ngôn viên, phân khu, phân hiệu, phê duyệt của, phổ điểm, quan điểm, quan hệ, quan tâm, quản lý nhà nước, quảng trường, quảng ninh, quay phim, quyết định này, quyết định số, quyết định của, ra đời, số liệu, số lượng,
    sản phẩm, sản lượng, sản vật, sản nghiệp, số hộ, số người, số tiền, số đảng viên, số chi bộ, số điện thoại, sổ, sơ đồ, tái định cư, tạm ứng, tập thể, tham luận, thanh niên, thanh tra, thanh toán viên, thể loại, thể thao, thể thức, thể dục, thi đua, thi hài, thí sinh, thiết bị, thông tin, thông tư, thông số, thống đốc,
    thu nhập, thu ngân sách, thực phẩm, thực trạng, thực tế, thực tiễn, thực chất, tích cực trong, tiến độ, tiến sĩ, tiết mục, tiêu chí, tiêu chuẩn, tiêu đề, tính chất, tính đến, tính từ, tính mạng, tinh thần, tổ dân phố, tổ trưởng, tổ viên, tổ công tác, tổ giúp việc, tổng số, tổng kinh phí, tổng cộng, tổng mức, tổng vốn, trang thiết bị, trang phục, trang tin, trang bìa, trình độ, trình tự, triển vọng, truyền thống, truyền hình, trực thuộc, trường,
    tuần lễ, tuần làm việc, tuyến, tuyên truyền viên, ứng cử viên, ưu điểm, vận tốc, vệ sinh là, xác suất, xây dựng đảng là, xã hội, theo đó, theo dõi là, theo quy định, theo kế hoạch, theo tinh thần, theo chức năng, theo đúng, theo hướng, theo thẩm quyền, theo phân cấp, không quá, không kể, không ít, không chỉ, trong, đa số, đại hội, đánh giá cao,
    tổ chức đảng, tổ chức cơ sở, phân công như sau, kiến trúc, hội, khởi điểm, giao thông, giao dịch, giao ban, hành chính, hạ tầng, đạo đức, ứng suất, chi bộ, chi đoàn, chi phí, chi tiết, chi hội, chi ủy, chi cục, cho thấy, cho nên, cho rằng, chính sách, chuyên đề, chuyên viên, chuyên môn, chuyên gia, chuyên trang, chuyên mục, đồng thuận, dịch vụ, dịch bệnh, học sinh, học viên, học kỳ, học tập là,
    bài viết, bài học, bài thi, bài toán, bài báo, bài bản, hòa bình, cách mạng, cách thức, cách làm, cách ly xã hội là, hiệp hội, hiệp định, che chắn là, bán kính, bán kết, chào cờ là, tường trình, thụ hưởng, bốc xếp, rời rạc, tống cựu, tường minh,
    thắng lợi, quyết tâm, học bạ, định kỳ, tri thức, khoan dung, trao đổi thông tin là, thành phần, thành viên, thành phố, đăng ký kinh doanh, nhất là, chỉ có, chỉ huy trưởng, lan can, phản biện viên, cảnh sát, cảnh quan, bao nhiêu, ra quân là, dành cho
    """.replace("\n", ",").split(",")
    if phrase.strip()
)  # fmt: skip
