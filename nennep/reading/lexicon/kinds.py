"""Signs by which a task is a product to deliver or a duty that goes on. Small letters, new tone placement."""

# Nouns that make what is organised, opened or prepared an event or a product: "tổ chức Hội nghị", "mở lớp".
EVENTS = (
    "hội nghị", "hội thi", "hội thảo", "lớp", "đại hội", "lễ", "cuộc", "đợt", "tọa đàm", "diễn đàn", "phiên", "kỳ họp", "gặp mặt", "mít tinh",
    "đoàn kiểm tra", "hội trại", "hội diễn", "cuộc thi", "chuyến", "buổi", "ngày hội", "sơ kết", "tổng kết", "tập huấn", "đánh giá",
    "kiểm tra", "giám sát chuyên đề", "bầu cử", "sinh hoạt chuyên đề", "hiệp thương", "đối thoại", "lấy ý kiến", "khảo sát", "diễn tập", "đấu giá",
    "bồi dưỡng", "hoạt động", "phong trào thi đua",
)  # fmt: skip
PRODUCTS = (
    "kế hoạch", "chương trình", "đề án", "quy chế", "quy định", "hướng dẫn", "báo cáo", "nghị quyết", "phương án", "danh sách", "danh mục", "hồ sơ",
    "tờ trình", "dự thảo", "văn bản", "quyết định", "kết luận", "chỉ thị", "bộ tiêu chí", "tài liệu", "sổ tay", "phần mềm", "cơ sở dữ liệu", "quy trình",
    "biên bản", "biểu mẫu", "kịch bản", "công trình", "trụ sở", "mô hình", "ấn phẩm", "chuyên mục", "chuyên trang", "tác phẩm", "tiêu chí", "dự án", "dự toán",
    "nội dung, điều kiện", "quy hoạch",
)  # fmt: skip
# First words after which a task is a product whatever follows.
SURE_PRODUCTS = (
    "hoàn thành", "ban hành", "trình", "gửi", "nộp", "lập", "tổng hợp", "báo cáo", "sơ kết", "tổng kết", "thành lập", "bàn giao", "cụ thể hóa",
    "công bố", "tham mưu ban hành", "tham mưu trình", "tham mưu xây dựng", "tham mưu tổ chức", "hoàn thiện", "tập huấn", "đăng ký", "thẩm định",
    "khảo sát", "ký kết", "soạn thảo", "biên soạn", "đề xuất", "sửa đổi", "bổ sung", "khẩn trương", "mở lớp", "phát động", "chốt", "hoàn chỉnh",
    "nghiên cứu", "phê duyệt", "thống kê", "rà soát", "kiểm điểm", "niêm yết", "hiệp thương", "lắp đặt", "xin ý kiến", "lấy ý kiến", "thông báo", "cung cấp", "đánh giá", "cử",
    "xây dựng",
)  # fmt: skip
# First words after which a task goes on whatever follows, unless a day is set for it.
SURE_STANDING = (
    "tăng cường", "đẩy mạnh", "nâng cao", "duy trì", "bảo đảm", "đảm bảo", "giữ", "thường xuyên", "tiếp tục nâng cao", "tiếp tục đẩy mạnh",
    "tiếp tục thực hiện", "thực hiện nghiêm", "thực hiện tốt", "quán triệt", "nắm", "chú trọng", "quan tâm", "phát huy", "củng cố", "theo dõi",
    "quản lý", "phục vụ", "lãnh đạo", "chỉ đạo", "chịu trách nhiệm", "chủ động nắm", "đôn đốc", "phòng", "đấu tranh", "kịp thời", "phối hợp", "đổi mới", "tuyên truyền", "xây dựng đội ngũ",
    "tiếp tục", "tập trung lãnh đạo", "tập trung tuyên truyền", "chủ động tham mưu", "xây dựng môi trường", "xây dựng tổ chức", "xây dựng khối", "xây dựng chi bộ", "xây dựng đảng",
    "báo cáo kịp thời", "xây dựng văn hóa", "xây dựng nếp sống", "tập trung vào", "tập trung chỉ đạo", "giám sát", "hướng dẫn",
)  # fmt: skip
# Leading manners that say nothing of the kind: "Tập trung xây dựng", "khẩn trương hoàn thành", "chủ trì, phối hợp với … tham mưu".
WEIGHTLESS = (
    "tập trung", "khẩn trương", "chủ động", "tích cực", "sớm", "nghiêm túc", "nhanh chóng", "chủ trì,", "chủ trì", "có trách nhiệm", "có nhiệm vụ", "cần", "phải", "đồng thời", "trực tiếp",
    "tham mưu cho", "tham mưu với", "tham mưu giúp", "tham mưu", "chuẩn bị và", "tiếp tục", "phối hợp tham mưu", "chỉ đạo", "lãnh đạo, chỉ đạo", "lãnh đạo",
)  # fmt: skip
