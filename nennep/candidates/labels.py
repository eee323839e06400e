"""The office's words for stages, for what is to be heeded, and for where people come from."""

from django.utils.translation import gettext_lazy as _

from nennep.candidates.rules import Heed, Stage

STAGES = [
    (Stage.OUTSTANDING, _("Quần chúng ưu tú")),
    (Stage.TAUGHT, _("Đã học lớp nhận thức về Đảng")),
    (Stage.APPLIED, _("Đã nộp đơn, lý lịch")),
    (Stage.VERIFIED, _("Đã thẩm tra lý lịch")),
    (Stage.RESOLVED, _("Đã có nghị quyết đề nghị")),
    (Stage.DECIDED, _("Đã có quyết định kết nạp")),
    (Stage.ADMITTED, _("Đang dự bị")),
    (Stage.PROPOSED, _("Đã đề nghị công nhận")),
    (Stage.OFFICIAL, _("Đã công nhận chính thức")),
]
COLUMNS = [  # of the board's table
    (Stage.OUTSTANDING, _("Ưu tú")),
    (Stage.TAUGHT, _("Đã học lớp")),
    (Stage.APPLIED, _("Đã nộp đơn")),
    (Stage.VERIFIED, _("Đã thẩm tra")),
    (Stage.RESOLVED, _("Có nghị quyết")),
    (Stage.DECIDED, _("Có quyết định")),
]
STEPS = [  # what happens on the day, with the paper that bears a number
    (Stage.OUTSTANDING, _("Giới thiệu quần chúng ưu tú")),
    (Stage.TAUGHT, _("Cấp giấy chứng nhận bồi dưỡng nhận thức về Đảng")),
    (Stage.APPLIED, _("Nộp đơn xin vào Đảng và lý lịch")),
    (Stage.VERIFIED, _("Thẩm tra xong lý lịch")),
    (Stage.RESOLVED, _("Nghị quyết đề nghị kết nạp")),
    (Stage.DECIDED, _("Quyết định kết nạp")),
    (Stage.ADMITTED, _("Lễ kết nạp")),
    (Stage.PROPOSED, _("Chi bộ đề nghị công nhận chính thức")),
    (Stage.OFFICIAL, _("Quyết định công nhận chính thức")),
]
HEEDS = [
    (Heed.REVIEW_LATE, _("Quá hạn xét công nhận")),
    (Heed.CEREMONY_LATE, _("Quá hạn làm lễ kết nạp")),
    (Heed.CERTIFICATE_OVER, _("Giấy chứng nhận hết giá trị")),
    (Heed.REVIEW_DUE, _("Hết dự bị, chờ chi bộ xét")),
    (Heed.CEREMONY_SOON, _("Sắp hết hạn làm lễ kết nạp")),
    (Heed.PROBATION_SOON, _("Sắp hết dự bị")),
    (Heed.CERTIFICATE_SOON, _("Giấy chứng nhận sắp hết giá trị")),
]
SEXES = [("male", _("Nam")), ("female", _("Nữ"))]
ORIGINS = [
    ("youth", _("Đoàn Thanh niên")),
    ("trade_union", _("Công đoàn")),
    ("women", _("Hội Phụ nữ")),
    ("farmers", _("Hội Nông dân")),
    ("veterans", _("Hội Cựu chiến binh")),
    ("front", _("Mặt trận Tổ quốc")),
    ("work", _("Cơ quan, đơn vị nơi công tác")),
    ("residence", _("Chi bộ nơi cư trú")),
    ("other", _("Nguồn khác")),
]
