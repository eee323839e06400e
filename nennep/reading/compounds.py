"""Compounds in which an action is no action: "các cơ quan tham mưu, giúp việc", "ngày làm việc", "phiên họp"."""

import re
from functools import lru_cache

# Compounds inside names of bodies in which an action is no action: "các cơ quan tham mưu, giúp việc".
_COMPOUNDS = re.compile(
    r"kế hoạch tổng hợp|giám đốc|chỉ huy trưởng|(?:nội|ngoại) tổng hợp|hậu cần|bảo vệ dân phố|"
    r"toàn dân bảo vệ an ninh tổ quốc|"
    r"phát thanh,? (?:và )?truyền hình|thi hành án dân sự|(?:tiểu|trung|đại|khoa) học|(?:chương|quá|quy|"
    r"công|tờ|lộ|giáo|tiến|hành|phương) trình|(?:ứng|đề|bầu) cử|"
    r"(?:cuộc|phiên|kỳ|buổi|phòng) họp|ngày làm việc|văn bản|thường trực|giấy mời|tham dự|dự (?:án|"
    r"toán|kiến|phòng)|giúp việc|"
    r"tham mưu,? (?:và )?giúp việc|quản lý nhà nước|tuyên giáo và dân vận|điều hành tác nghiệp|"
    r"quản lý dự án|xây dựng đảng|"
    r"đầu tư xây dựng|quản lý đô thị|quản lý thị trường|phát triển quỹ đất|phát triển nông thôn|"
    r"phòng, chống [a-zà-ỹ]+(?:, [a-zà-ỹ]+)*|"
    r"(?<=ban )(?:tổ chức|quản lý|chỉ đạo|kiểm tra|giám sát|thanh tra|vận động)|(?<=đoàn )(?:kiểm tra|"
    r"giám sát|khảo sát)|"
    r"(?<=tổ )(?:bảo vệ|tuần tra|xung kích|hòa giải|vận động|tự quản|giám sát|giúp việc|công tác|"
    r"soạn thảo|biên tập|tham mưu|thẩm định|rà soát)|(?<=đội )(?:quản lý|kiểm tra)|"
    r"(?<=cơ quan )(?:tham mưu|kiểm tra|quản lý|chủ trì|thanh tra|điều tra|tổ chức|phối hợp)(?= đảng|"
    r" nhà nước| của|,| và|;)|"
    r"(?<=đơn vị )(?:chủ trì|phối hợp)(?=,| và|;)|(?<=trung tâm )(?:phục vụ|bồi dưỡng|quản lý|phát triển)|"
    r"(?<=cán bộ )(?:lãnh đạo|quản lý|làm|phụ trách|tham mưu"
    r"(?! (?:cho |giúp )?(?:đảng ủy|ban |ubnd|ủy ban|thường trực|chi ủy|tỉnh ủy|thành ủy)))(?:, quản lý)?|"
    r"(?<=bộ phận )(?:tham mưu|"
    r"tiếp nhận|phục vụ|giúp việc)(?: và trả)?|"
    r"(?<=được )(?:kiểm tra|giám sát|giao|phân công|thanh tra)(?:, giám sát)?|thi hành án|"
    # "Các cơ quan được giao chủ trì nội dung gửi dự thảo": which of them, and only then the action
    r"(?:cơ quan|đơn vị|địa phương|tổ chức|đồng chí) được (?:giao|phân công) (?:chủ trì|chuẩn bị|thực hiện|tham mưu|"
    r"xây dựng|soạn thảo|theo dõi|phụ trách)(?!,? phối hợp|,)|"
    # "…, trên cơ sở hướng dẫn của Tỉnh ủy, rà soát …": a ground set between commas
    r"(?<=,) (?:trên cơ sở|căn cứ|theo (?!dõi)|ngoài|bên cạnh|sau khi|trong quá trình|"
    r"trong (?:thời hạn )?\d+ ngày) ?[^,;.:]{3,90}(?=,)|"
    r"(?<=phòng )(?:quản lý|tổ chức|kiểm tra)|"
    r"(?<=viện )kiểm sát|(?<=nước )sinh hoạt|(?<=rác thải )sinh hoạt|(?<=giáo dục )thường xuyên|"
    r"(?<=miễn )(?:công tác và sinh hoạt|công tác|sinh hoạt)|(?<=cơ sở )(?:dữ liệu)|"
    r"(?<=ngành )(?:tổ chức|kiểm tra)|(?<=lực lượng )(?:phòng, chống|bảo vệ|quản lý)"
)


@lru_cache(maxsize=512)
def masked_compounds(low: str) -> str:
    """The text as long as before, with each compound struck out."""
    return _COMPOUNDS.sub(lambda match: "\0" * len(match.group()), low)
