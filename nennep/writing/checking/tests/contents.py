"""What a right document says; how it is made is `building`'s matter. Texts and bodies that documents share."""

from dataclasses import dataclass

LONG = (
    "Các cấp ủy, tổ chức đảng trực thuộc tập trung lãnh đạo, chỉ đạo thực hiện đồng bộ các nhiệm vụ, giải pháp; "
    "kịp thời tháo gỡ khó khăn, vướng mắc ở cơ sở; tăng cường kiểm tra, giám sát, bảo đảm hoàn thành chỉ tiêu đề ra."
)
AGAIN = (
    "Tiếp tục rà soát, bổ sung quy chế làm việc; nâng cao chất lượng sinh hoạt chi bộ, gắn với đánh giá, xếp loại "
    "tổ chức đảng và đảng viên hằng năm theo đúng quy định."
)
STATE = (
    "Ủy ban nhân dân phường giao các phòng, đơn vị trực thuộc tổ chức thực hiện nghiêm túc các nội dung nêu trên, "
    "định kỳ hằng quý báo cáo kết quả về Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường để tổng hợp."
)


@dataclass(frozen=True)
class Content:
    """`body` holds pairs: p prose, h heading, art article, ground, formula, part, part_title, table."""

    name: str
    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    number: str
    place_date: str
    kind: str  # as printed; "" for a letter
    abstract: tuple[str, ...]
    body: tuple[tuple[str, str], ...]
    authority: tuple[str, ...]
    position: str
    signer: str
    recipients: tuple[str, ...]
    party: bool = True
    addressees: tuple[str, ...] = ()
    decider: str = ""
    urgency: str = ""


PROSE = (("p", LONG), ("p", AGAIN))
NUMBERED = (
    ("p", "Thực hiện Chương trình công tác năm 2026, " + LONG[0].lower() + LONG[1:]),
    ("h", "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ"),
    ("h", "1. Kết quả đạt được"),
    ("p", LONG),
    ("p", "- " + AGAIN),
    ("h", "2. Hạn chế, nguyên nhân"),
    ("p", LONG),
    ("h", "II. NHIỆM VỤ TRỌNG TÂM"),
    ("h", "1. Công tác xây dựng Đảng"),
    ("h", "1.1. Về chính trị, tư tưởng"),
    ("p", "a) " + LONG),
    ("p", "b) " + AGAIN),
    ("p", "c) " + LONG),
    ("p", "d) " + AGAIN),
    ("p", "đ) " + LONG),
    ("h", "1.2. Về tổ chức, cán bộ"),
    ("p", AGAIN),
    ("h", "2. Công tác dân vận"),
    ("p", "(1) " + LONG),
    ("p", "(2) " + AGAIN),
    ("h", "III. TỔ CHỨC THỰC HIỆN"),
    ("p", "1. " + LONG),
    ("p", "2. " + AGAIN),
    ("p", "Văn bản này được phổ biến đến các chi bộ."),
)
PARTY_DECISION = (
    ("ground", "- Căn cứ Điều lệ Đảng;"),
    ("ground", "- Căn cứ Quy định số 208-QĐ/TW, ngày 26/7/2026 của Ban Chấp hành Trung ương về thi hành Điều lệ Đảng;"),
    ("ground", "- Xét đề nghị của Ban Tổ chức Đảng ủy."),
    ("formula", "BAN THƯỜNG VỤ ĐẢNG ỦY QUYẾT ĐỊNH"),
    ("art", "Điều 1.| Thành lập Tổ giúp việc Ban Chỉ đạo tổng kết công tác xây dựng Đảng năm 2026 gồm 7 đồng chí."),
    (
        "art",
        "Điều 2.| Tổ giúp việc có nhiệm vụ tham mưu, xây dựng đề cương, tổng hợp số liệu và dự thảo báo cáo tổng kết.",
    ),
    (
        "art",
        "Điều 3.| Văn phòng Đảng ủy, các cơ quan liên quan và các đồng chí có tên tại Điều 1 thi hành Quyết định này.",
    ),
)
REGULATION = (
    ("ground", "- Căn cứ Điều lệ Đảng;"),
    ("ground", "- Căn cứ Quy định số 399-QĐ/TW, ngày 09/01/2026 của Ban Bí thư,"[:-1] + "."),
    ("formula", "BAN CHẤP HÀNH ĐẢNG BỘ BAN HÀNH QUY CHẾ"),
    ("part", "Chương I"),
    ("part_title", "QUY ĐỊNH CHUNG"),
    ("art", "Điều 1. Phạm vi điều chỉnh|"),
    ("p", "1. " + LONG),
    ("p", "2. " + AGAIN),
    ("art", "Điều 2. Nguyên tắc làm việc|"),
    ("p", "a) " + LONG),
    ("p", "b) " + AGAIN),
    ("part", "Chương II"),
    ("part_title", "TỔ CHỨC THỰC HIỆN"),
    ("art", "Điều 3. Hiệu lực|"),
    ("p", "Quy chế này có hiệu lực kể từ ngày ký; các cấp ủy, tổ chức đảng và đảng viên chịu trách nhiệm thi hành."),
)
STATE_DECISION = (
    ("ground", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"),
    ("ground", "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;"),
    ("ground", "Theo đề nghị của Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường."),
    ("formula", "QUYẾT ĐỊNH:"),
    ("art", "Điều 1.| Ban hành kèm theo Quyết định này Quy chế công tác văn thư, lưu trữ của Ủy ban nhân dân phường."),
    (
        "art",
        "Điều 2.| Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 12/QĐ-UBND năm 2021 của phường.",
    ),
    (
        "art",
        "Điều 3.| Chánh Văn phòng và thủ trưởng các đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./.",
    ),
)
STATE_PLAN = (
    ("p", "Thực hiện Chương trình công tác năm 2026, Ủy ban nhân dân phường xây dựng Kế hoạch như sau:"),
    ("h", "I. MỤC ĐÍCH, YÊU CẦU"),
    ("p", "1. " + STATE),
    ("p", "2. " + STATE),
    ("h", "II. NỘI DUNG"),
    ("h", "1. Công tác tuyên truyền"),
    ("p", "a) " + STATE),
    ("p", "b) " + STATE),
    ("h", "2. Công tác kiểm tra"),
    ("p", STATE),
    ("h", "III. TỔ CHỨC THỰC HIỆN"),
    ("p", "1. " + STATE),
    ("p", "2. " + STATE[:-1] + "./."),
)
