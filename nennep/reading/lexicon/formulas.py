"""Sentences that look like orders and are none. Patterns over small letters, new tone placement, "
"each with an example."""

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_THIS = r"(?:kết luận|nghị quyết|chỉ thị|quyết định|quy định|quy chế|kế hoạch|chương trình|thông báo|hướng dẫn|công văn|đề án|văn bản)"

# The whole sentence closes the document or sets its effect.
CLOSING = _any(
    r"trên đây là\b",  # "Trên đây là Kế hoạch …; yêu cầu các đơn vị nghiêm túc thực hiện."
    rf"{_THIS}(?: này)? (?:được phổ biến|có hiệu lực)",  # "Quyết định có hiệu lực từ ngày ký."
    rf"{_THIS} này (?:được|có hiệu lực|thay thế|bãi bỏ|áp dụng|phổ biến|gồm|quy định|"
    rf"làm căn cứ)",  # "Kết luận này được phổ biến đến chi bộ."
    r"(?:trong )?quá trình (?:tổ chức |triển khai,? )*(?:tổ chức )?(?:thực hiện|triển khai|"
    r"triển khai thực hiện)[^.;]{0,30}(?:,|nếu|có)[^.;]{0,60}(?:khó khăn|vướng mắc|phát sinh|vấn đề)",
    r"(?:mọi )?(?:khó khăn|vướng mắc)[^.]{0,80}(?:phản ánh|liên hệ|báo cáo)",
    r"nhận được (?:công văn|văn bản|kế hoạch|thông báo|chỉ thị)",  # "Nhận được Công văn này, "
    r"đề nghị các đơn vị thực hiện."
    r"(?:rất )?mong (?:nhận được|sự)",
    # "Đề nghị các đồng chí quan tâm, phối hợp thực hiện."
    r"(?:kính |trân trọng )?đề nghị [^.;]{0,90}(?:quan tâm|phối hợp|nghiêm túc),? (?:phối hợp |"
    r"chỉ đạo |triển khai |tổ chức )*(?:thực hiện|triển khai)[./\s]*$",
    r"trân trọng",
    # "Báo cáo gửi về Ban Tổ chức (qua Phòng …; điện thoại …) theo đúng thời gian nêu trên."
    r"(?:báo cáo|văn bản|danh sách|hồ sơ|kết quả)[^.;]{0,30} gửi về (?:(?!\d{1,2}/\d)[^.])*"
    r"(?:theo (?:đúng )?thời gian|điện thoại|thư điện tử|email|hộp thư)",
    r"văn phòng [^.]{0,60}(?:xin )?(?:trân trọng )?thông báo (?:kết luận|để|đến|ý kiến|"
    r"nội dung)",  # "Văn phòng thông báo để các đơn vị biết, thực hiện."
    r"[^.;]{0,120}\b(?:thông báo|gửi) (?:để )?(?:các )?[^.;]{0,60}(?:biết|"
    r"được biết)(?:,? (?:và )?(?:nghiêm túc |tổ chức |phối hợp |triển khai )*(?:thực hiện|triển khai))?[./]*$",
    r"bãi bỏ (?:các )?quy định trước đây|các quy định trước đây trái",
    r"những (?:quy định|nội dung) (?:trước đây|khác)",
)
# Behind the bodies: an order only to carry this document out ("… chịu trách nhiệm thi hành Quyết định này").
CARRY_OUT = re.compile(
    rf"(?:(?:chịu trách nhiệm|có trách nhiệm|căn cứ|nghiêm túc|triển khai|tổ chức|và|,|quyết định|"
    rf"quy định|quy chế|kế hoạch này|khẩn trương|phối hợp|quán triệt|phổ biến|{_THIS} này)\s*)*"
    rf"(?:thi hành|thực hiện|tổ chức thực hiện|triển khai thực hiện|chấp hành)(?: nghiêm(?: túc)?| tốt|"
    rf" có hiệu quả)?(?:\s+(?:theo )?{_THIS} (?:này|trên))?(?: theo (?:đúng )?quy định)?[./;,\s]*$"
)
# An action that sets something in force and orders nothing further: what articles of a decision begin with.
APPROVALS = (
    "ban hành kèm theo", "ban hành quy", "ban hành kế hoạch", "ban hành chương trình", "ban hành đề án", "ban hành", "phê duyệt", "thành lập",
    "kiện toàn", "công nhận", "chuẩn y", "chỉ định", "bổ nhiệm", "điều động", "cho phép", "sửa đổi", "bổ sung", "bãi bỏ", "thay thế", "hủy bỏ", "quy định",
    "phân công đồng chí", "phân công các đồng chí", "khen thưởng", "tặng", "trao tặng", "cử", "giới thiệu", "giao chỉ tiêu", "giải thể", "đổi tên", "hợp nhất", "sáp nhập", "kết nạp", "thôi",
    "miễn nhiệm", "chấp thuận", "thông qua", "quyết định", "chuyển giao", "tiếp nhận", "xóa tên",
)  # fmt: skip
# Assessments and agreement, also in the middle of orders: "Ghi nhận, biểu dương …", "Cơ bản thống nhất với …"
TELLING_STARTS = _any(
    r"đánh giá cao",
    r"ghi nhận(?:,| và| những| sự| kết quả| nỗ lực| cố gắng| tinh thần| các)",
    r"biểu dương (?!kịp thời|khen)",
    r"nếu [^.;]{3,120}, [^.;]{3,80} sẽ ",  # "Nếu có yêu cầu đột xuất, Ủy ban Kiểm tra sẽ xem xét điều chỉnh"
    r"[^.;:]{3,60} tự giải thể\b",
    r"mời (?:các )?đồng chí [^.;]{3,90} tham gia (?:tổ|ban|đoàn|tiểu ban)\b",
    r"hoan nghênh",
    r"cơ bản (?:thống nhất|nhất trí|đồng ý|tán thành)",
    r"(?:thống nhất|nhất trí|đồng ý|tán thành)"
    r"(?! (?:giao|phân công|yêu cầu|đề nghị|thực hiện|chỉ đạo|tổ chức|triển khai|trong lãnh đạo))",
    r"tổ chức thành công",
    r"phát triển ổn định",
    # "Thực hiện Quy chế làm việc và Chương trình công tác …, Ban Chấp hành …": a ground, the order comes behind it
    r"thực hiện (?:quy chế làm việc|chương trình công tác|nghị quyết|kế hoạch|chỉ đạo|kết luận|công văn|hướng dẫn|"
    r"chỉ thị|quyết định|thông báo|văn bản|luật|nghị định)\b[^.;]{3,260},\s+"
    r"(?:ngày|ban|đảng|thường|văn|ủy|chi|ubnd|sở|thành ủy|hội nghị|sáng|chiều)\b",
    r"phải (?:nói|khẳng định|thừa nhận)",
    r"(?:ông|bà|đồng chí|đ/c) [^;.:]{3,60}? [-–] [^;.:]{3,160}(?:[;.]|$)",  # "Ông Lê Văn An - Trưởng phòng, Tổ phó"
    r"[^.;:]{3,200} thì (?:không|bị|sẽ bị|coi là|coi như|bị xem xét)\b",  # "… chậm báo cáo thì không xếp loại"
    # "Cấp ủy nơi nào để xảy ra cháy, nổ … phải kiểm điểm": what follows from a fault, not what is to be done
    r"[^.;:]{0,120}\b(?:nơi|đơn vị|cá nhân|tổ chức|địa phương|cơ quan|người|đảng viên) nào\b[^.;:]{3,200} "
    r"(?:phải (?:kiểm điểm|chịu|bị)|bị|sẽ bị|chịu trách nhiệm)\b",
    r"xem xét,? kết luận$",
    r"đạt được (?:những|nhiều|một số|kết quả)",
    r"kết thúc (?:hội nghị|cuộc họp|buổi)",
)
# A figure already reached: the whole sentence is an account.
REACHED = _any(
    # "6 tháng đầu năm, giá trị sản xuất tăng 3,8%; chuyển đổi 42 ha …"
    r"[^.;]{0,80}?\b(?:(?:0?[369]|ba|sáu|chín) tháng(?: đầu năm)?|đến nay|tính đến [^,;]{3,30}|(?:năm|tháng|quý|thời gian) qua),"
    r" [^.;]{3,120} (?:tăng|giảm|đạt|ước đạt|bằng) \d",
    r"[^.;]{3,120} (?:đạt|ước đạt|bằng) \d{1,2}(?:[.,]\d+)?\s?% (?:dự toán|kế hoạch|so với)",  # "Tổng thu đạt 58% dự toán"
    r"[^.;]{3,120} (?:tăng|giảm) \d[\d.,]*\s?% so với cùng kỳ",  # "số vụ giảm 23% so với cùng kỳ"
    r"[^.]{0,160}\b\d{1,3}/\d{1,3} (?!giờ)[^.;:,\d]{2,30} (?:đã |được )?(?:đạt|hoàn thành|công nhận)\b",  # "03/07 trường đạt chuẩn"
)
# … unless the sentence looks ahead: "phấn đấu 6 tháng cuối năm tăng 4%"
AHEAD = re.compile(
    r"\b(?:phấn đấu|trở lên|ít nhất|tối thiểu|trước ngày|phải|cần|bảo đảm|đảm bảo|xong|giao|yêu cầu|đề nghị|nhiệm vụ|chỉ tiêu|cả năm|"
    r"từ nay)\b"
)
# Tails and pieces that only say what for.
PURPOSES = (
    "góp phần",
    "qua đó",
    "từ đó",
    "nhằm",
    "để ",
    "trên cơ sở đó góp phần",
    "tạo tiền đề",
    "tạo nền tảng",
    "tạo cơ sở",
    "phấn đấu vì",
    "đáp ứng yêu cầu",
    "làm cơ sở",
    "làm căn cứ",
    "tạo động lực",
    "tạo sự đồng thuận",
    "tạo sự thống nhất",
)
# Lead-ins whose object is only "the following": what comes behind them are the tasks.
GENERIC_LEAD = _any(
    r"(?:nhiệm vụ|nội dung|công việc|giải pháp|việc|yêu cầu|vấn đề|mặt công tác|công tác|"
    r"nhóm nhiệm vụ|nhiệm vụ, giải pháp)(?: (?:chủ yếu|trọng tâm|cụ thể|sau đây|chính|cơ bản|"
    r"trọng điểm|trên|then chốt))*(?:,? (?:như )?sau(?: đây)?)?\s*:?$",
    r"(?:như sau|sau đây|cụ thể|sau|theo đó|gồm|trách nhiệm|nhiệm vụ)\s*:?$",
)
# Lines that say something of the task before them: "Đơn vị chủ trì: …", "Thời gian hoàn thành: …".
ATTRIBUTE = re.compile(
    r"(?:[-–+•*]\s*|[a-zđ]\)\s*|\d+[.)]\s*)?(?P<head>"
    r"(?P<lead>(?:(?:đơn vị|cơ quan|bộ phận|cấp|tổ chức|người|đồng chí) )?(?:chủ trì|thực hiện|"
    r"tham mưu|đầu mối|phụ trách|chịu trách nhiệm)(?: (?:thực hiện|tham mưu|chính|tổ chức))?|"
    r"phân công(?: thực hiện)?|trách nhiệm thực hiện|giao)"
    r"|(?P<with>(?:(?:đơn vị|cơ quan|bộ phận|tổ chức) )?phối hợp(?: thực hiện)?)"
    r"|(?P<due>thời gian(?: (?:hoàn thành|thực hiện|tổ chức|tiến hành|triển khai|kết thúc|"
    r"báo cáo))?(?:, địa điểm)?|thời hạn(?: (?:hoàn thành|thực hiện))?|tiến độ(?: (?:hoàn thành|"
    r"thực hiện))?|hạn hoàn thành|hoàn thành|thời điểm)"
    r"|(?P<product>sản phẩm(?: (?:đầu ra|hoàn thành|dự kiến))?|kết quả(?: (?:đầu ra|cần đạt))?|"
    r"hình thức(?: (?:văn bản|thực hiện))?)"
    r"|(?P<supervisor>(?:lãnh đạo|đồng chí|người) (?:chỉ đạo|phụ trách|trực tiếp chỉ đạo)|"
    r"lãnh đạo (?:phụ trách|chỉ đạo)|(?:trực tiếp )?chỉ đạo)"
    r"|(?P<note>địa điểm|thành phần(?: tham (?:dự|gia))?|số lượng|đối tượng(?: tham (?:dự|gia))?|"
    r"kinh phí|hồ sơ(?: gồm)?|ghi chú|nơi nhận báo cáo|đơn vị tính)"
    r")\s*:\s*"
)
# The same said in a sentence of its own: "Thời gian hoàn thành trước ngày 30/6/2026.", "Hoàn thành trong quý III/2026."
DUE_SENTENCE = re.compile(
    r"(?:thời gian|thời hạn|tiến độ)(?: (?:hoàn thành|thực hiện|tổ chức|báo cáo|nộp|gửi))*(?: xong)?(?: là)?:? |"
    r"(?:hoàn thành|xong|thực hiện xong|báo cáo|thực hiện)(?: (?:xong|việc này|nội dung này|"
    r"nhiệm vụ này|chậm nhất))? (?:trong|trước|chậm nhất|vào|quý|tháng)"
    r"(?:(?!\b(?:việc|các|những|công tác|dự án|hồ sơ|kế hoạch|đề án|báo cáo|công trình|xây dựng)\b)[^,;]){0,40}[./\s]*$|"
    # "Nội dung này hoàn thành trong tháng 9/2026."
    r"(?:các )?(?:nội dung|việc|nhiệm vụ|công việc|kế hoạch|đề án|hồ sơ) (?:này|trên|nêu trên) (?:phải |cần |được )*"
    r"(?:hoàn thành|xong|thực hiện xong|kết thúc|trình|gửi|báo cáo)[^.;]{0,60}(?:trong|trước|chậm nhất|vào|hết)[^.;]{0,40}[./\s]*$"
)
# "3. Báo cáo trong tuần 2 tháng 11": as an item of its own an order, not a remark on the one before
REMARK_VERB = re.compile(r"(?:hoàn thành|xong|thực hiện|báo cáo)\b")
SUPERVISOR_SENTENCE = re.compile(
    r"(?:giao |phân công )?(?P<who>(?:các )?(?:đồng chí|đ/c) [^.;:]{3,140}?) "
    r"(?:trực tiếp (?:theo dõi,? |phụ trách,? )*(?:chỉ đạo|phụ trách)|(?:phụ trách|theo dõi), (?:chỉ đạo|theo dõi))"
    r"(?: (?:thực hiện|nội dung này|việc này|triển khai|nhiệm vụ này|công tác này|việc thực hiện))*[./\s]*$"
)
