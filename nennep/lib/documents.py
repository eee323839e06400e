"""Kinds of official documents, who issues them, who signs them."""

# Names of types as titles print them, longest first where one begins another (399-QĐ/TW, NĐ 30/2020/NĐ-CP).
TYPES = (
    "Nghị quyết liên tịch",
    "Nghị quyết",
    "Quyết định",
    "Chỉ thị",
    "Kết luận",
    "Quy chế phối hợp",
    "Quy chế",
    "Quy định",
    "Quy trình",
    "Thông tri",
    "Hướng dẫn",
    "Thông báo",
    "Thông cáo",
    "Tuyên bố",
    "Lời kêu gọi",
    "Báo cáo",
    "Kế hoạch",
    "Quy hoạch",
    "Chương trình",
    "Chiến lược",
    "Đề án",
    "Phương án",
    "Dự án",
    "Tờ trình",
    "Biên bản",
    "Giấy mời",
    "Công điện",
    "Công văn",
    "Nghị định",
    "Thông tư",
    "Nội quy",
    "Điều lệ",
)
LETTER = "Công văn"  # the only type whose name is not printed

# Types by the abbreviation in the symbol, for documents whose title is lost ("15-KL/ĐU").
TYPE_OF_SYMBOL = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "QĐi": "Quy định",
    "QyĐ": "Quy định",
    "CT": "Chỉ thị",
    "KL": "Kết luận",
    "QC": "Quy chế",
    "HD": "Hướng dẫn",
    "TB": "Thông báo",
    "BC": "Báo cáo",
    "KH": "Kế hoạch",
    "CTr": "Chương trình",
    "ĐA": "Đề án",
    "TTr": "Tờ trình",
    "BB": "Biên bản",
    "CV": "Công văn",
    "GM": "Giấy mời",
    "CĐ": "Công điện",
}

# Types that tell or ask and assign nothing; only an open order ("Giao Văn phòng …") in them is a task.
TELLING_TYPES = frozenset({"Báo cáo", "Tờ trình", "Biên bản", "Thông cáo", "Tuyên bố", "Giấy mời"})
# Types that lay down rules: a sentence is a task only where it tells a body to do something.
RULE_TYPES = frozenset({"Quy chế", "Quy chế phối hợp", "Quy định", "Quy trình", "Nội quy", "Điều lệ"})
# Types whose preamble names a meeting ("ngày 27/3/2026 … đã tổ chức Hội nghị").
MEETING_TYPES = frozenset({"Kết luận", "Thông báo", "Nghị quyết", "Biên bản", "Nghị quyết liên tịch"})

# Fixed lines above every document.
MOTTOES = (
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "ĐỘC LẬP - TỰ DO - HẠNH PHÚC",
    "ĐỘC LẬP – TỰ DO – HẠNH PHÚC",
)
# Marks of urgency, secrecy, circulation and drafts: part of the header, no field of it.
STAMPS = (
    "HỎA TỐC",
    "HOẢ TỐC",
    "THƯỢNG KHẨN",
    "KHẨN",
    "MẬT",
    "TỐI MẬT",
    "TUYỆT MẬT",
    "DỰ THẢO",
    "BẢN SAO",
    "TÀI LIỆU HỘI NGHỊ",
    "TÀI LIỆU THU HỒI",
    "LƯU HÀNH NỘI BỘ",
)

# First words of a line in capitals that names a body of its own (not the rest of the line above).
BODY_STARTS = (
    "BCH ", "BTV ", "TỈNH ĐOÀN", "THÀNH ĐOÀN", "ĐẢNG BỘ", "ĐẢNG ỦY", "ĐẢNG UỶ", "ĐẢNG ĐOÀN", "BAN CÁN SỰ", "THÀNH ỦY", "THÀNH UỶ", "TỈNH ỦY", "TỈNH UỶ", "HUYỆN ỦY",
    "QUẬN ỦY", "THỊ ỦY", "CHI BỘ", "CHI ỦY", "BAN ", "VĂN PHÒNG", "ỦY BAN", "UỶ BAN", "UBND", "UBKT", "HĐND", "HỘI ĐỒNG",
    "HỘI ", "SỞ ", "BỘ ", "CỤC ", "CHI CỤC", "PHÒNG ", "TRUNG TÂM", "TRƯỜNG ", "CÔNG AN", "LIÊN ĐOÀN", "CÔNG ĐOÀN",
    "ĐOÀN ", "MẶT TRẬN", "MTTQ", "TIỂU BAN", "TÒA ÁN", "TOÀ ÁN", "VIỆN ", "THANH TRA", "CHÍNH PHỦ", "ĐẠI HỘI", "TỔ ",
    "CƠ QUAN", "BÁO ", "ĐÀI ", "HỌC VIỆN", "TỔNG ", "BẢO HIỂM", "CHỦ TỊCH", "BAN QUẢN LÝ",
    "BỆNH VIỆN", "CÔNG TY", "TẬP ĐOÀN", "NGÂN HÀNG", "KHO BẠC", "QUỸ ", "BỘ CHỈ HUY", "ĐIỆN LỰC", "TRẠM ", "NHÀ ", "THUẾ ",
)  # fmt: skip

# Prefixes of the right to sign, Party and State: "T/M BAN THƯỜNG VỤ", "KT. CHỦ TỊCH".
AUTHORITY_PREFIXES = (
    "T/M",
    "TM.",
    "TM ",
    "K/T",
    "KT.",
    "KT ",
    "T/L",
    "TL.",
    "TL ",
    "TUQ.",
    "TUQ ",
    "T/U",
    "T.U.Q",
    "T.M",
    "K.T",
    "T.L",
)
# Positions as signature blocks print them.
POSITIONS = (
    "BÍ THƯ", "PHÓ BÍ THƯ", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "CHỦ NHIỆM", "PHÓ CHỦ NHIỆM", "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN",
    "PHÓ BAN", "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG",
    "HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "TỔNG GIÁM ĐỐC", "CỤC TRƯỞNG", "CHI CỤC TRƯỞNG", "VIỆN TRƯỞNG", "CHÁNH THANH TRA",
    "TRƯỞNG CÔNG AN", "CHỈ HUY TRƯỞNG", "CHÍNH ỦY", "CHÍNH TRỊ VIÊN", "THỦ TRƯỞNG", "ỦY VIÊN", "UỶ VIÊN", "TỔ TRƯỞNG",
    "TRƯỞNG ĐOÀN", "TRƯỞNG TIỂU BAN", "CHÁNH ÁN", "BỘ TRƯỞNG", "THỨ TRƯỞNG", "TỔNG BIÊN TẬP", "PHÓ TỔNG BIÊN TẬP",
    "CHUYÊN VIÊN", "THƯ KÝ", "THƯỜNG TRỰC", "TRƯỞNG", "PHÓ TRƯỞNG", "Q. ", "QUYỀN ",
)  # fmt: skip
# Ranks, titles and degrees in front of a signer's name: "Đại tá Nguyễn Văn An", "BS. Trần Thị Bình"
RANKS = (
    "Đại tướng", "Thượng tướng", "Trung tướng", "Thiếu tướng", "Đại tá", "Thượng tá", "Trung tá", "Thiếu tá", "Đại úy", "Thượng úy",
    "Trung úy", "Thiếu úy",
)  # fmt: skip
# Family names, for a signer's name that shares its line with something else ("- Lưu VT. Nguyễn Văn A").
SURNAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý",
    "Đào", "Đoàn", "Đinh", "Lương", "Mai", "Tô", "Trịnh", "Trương", "Cao", "Lâm", "Hà", "Chu", "Châu", "Tạ", "Phùng", "Thái",
    "Tống", "Quách", "Kiều", "La", "Lã", "Nghiêm", "Vương", "Khúc", "Khương", "Bạch", "Mạc", "Tăng", "Thạch", "Ông", "Nông",
    "Giáp", "Lục", "Từ", "Văn", "Hứa", "Đàm", "Đồng", "Lưu", "Triệu", "Viên", "Vi", "Ninh", "Doãn", "Quản", "Thân", "Ngụy",
)  # fmt: skip
