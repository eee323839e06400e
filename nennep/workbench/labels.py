"""The words of the workbench: states, decisions, fields and rules of the engine."""

from django.utils.translation import gettext_lazy as _

from nennep.workbench.rules import RunState, Said

STATES = [
    (RunState.OPENING.value, _("Đang đọc tệp")),
    (RunState.MAPPING.value, _("Chờ ghép cột")),
    (RunState.MATCHING.value, _("Đang so khớp")),
    (RunState.DONE.value, _("Có kết quả")),
    (RunState.FAILED.value, _("Không đọc được")),
    (RunState.ERASED.value, _("Đã xóa dữ liệu")),
]
SHAPES = {
    RunState.OPENING: "wait",
    RunState.MAPPING: "open",
    RunState.MATCHING: "doing",
    RunState.DONE: "done",
    RunState.FAILED: "heed",
    RunState.ERASED: "no",
}
SAID = [
    (Said.SAME.value, _("Cùng một người")),
    (Said.DIFFERENT.value, _("Hai người khác nhau")),
    (Said.LATER.value, _("Để sau")),
]
SEVERITIES = {"error": _("Lỗi"), "warning": _("Cảnh báo"), "info": _("Lưu ý")}
SEVERITY_SHAPES = {"error": "late", "warning": "soon", "info": "open"}
ASIDES = {
    "title": _("tiêu đề"),
    "total": _("tổng cộng"),
    "signature": _("chữ ký"),
    "group": _("tên nhóm, chi bộ"),
    "heading": _("tiêu đề cột in lại"),
}
# what the engine names plainly, in the words of pages: `LABELS` of matching/fields and matching/checking/finding
FIELDS = {
    "name": _("Họ và tên"),
    "last_name": _("Họ (và chữ đệm)"),
    "middle_name": _("Chữ đệm"),
    "given_name": _("Tên"),
    "sex": _("Giới tính"),
    "dob": _("Ngày sinh"),
    "dob_nam": _("Ngày sinh (nam)"),
    "dob_nữ": _("Ngày sinh (nữ)"),
    "id12": _("Số định danh cá nhân"),
    "id9": _("Số chứng minh nhân dân"),
    "card": _("Số thẻ đảng viên"),
    "card12": _("Số thẻ đảng viên 12 số"),
    "admission": _("Ngày vào Đảng"),
    "official": _("Ngày chính thức"),
    "phone": _("Điện thoại"),
    "ethnic": _("Dân tộc"),
    "religion": _("Tôn giáo"),
    "education": _("Trình độ"),
    "hometown": _("Quê quán"),
    "residence": _("Nơi ở"),
    "cell": _("Chi bộ"),
    "unit_code": _("Mã tổ chức đảng"),
}
RULES = {
    "cccd_birth": _("Số định danh không khớp năm sinh"),
    "cccd_sex": _("Số định danh không khớp giới tính"),
    "admission_before_18": _("Vào Đảng khi chưa đủ 18 tuổi"),
    "official_before_admission": _("Chính thức trước ngày vào Đảng"),
    "dup_card": _("Hai người cùng một số thẻ"),
    "two_cells": _("Một người ở hai chi bộ"),
    "impossible_date": _("Ngày không thể có"),
    "unknown_unit": _("Chi bộ không có trong cây tổ chức"),
    "unit_code_form": _("Mã tổ chức đảng sai dạng"),
    "missing": _("Thiếu thông tin"),
    "malformed": _("Sai dạng"),
    "not_a_record": _("Dòng không phải hồ sơ"),
    "dup_id": _("Hai người cùng một số định danh"),
    "official_too_early": _("Chính thức khi chưa đủ 12 tháng dự bị"),
    "implausible_age": _("Tuổi không hợp lý"),
    "future_date": _("Ngày ở tương lai"),
    "ambiguous_place": _("Địa danh cũ thuộc nhiều xã, phường mới"),
    "repeated": _("Một người ghi hai lần"),
}
