"""What the pages call what is opened, and why."""

from django.utils.translation import gettext_lazy as _

from nennep.vault.rules import Opened, Why

WHYS = {
    Why.MEET: _("mời người viết đơn làm việc"),
    Why.VERIFY: _("xác minh danh tính, hỏi thêm người viết đơn"),
    Why.REPORT: _("báo cáo cấp có thẩm quyền"),
    Why.PROTECT: _("bảo vệ người tố cáo"),
    Why.COPY: _("lập bản sao để xác minh"),
    Why.FORWARD: _("chuyển đơn đến nơi có thẩm quyền"),
    Why.OTHER: _("việc khác; ghi rõ trong ghi chú niêm phong"),
}
SEALED = {
    Opened.AUTHOR: _("Danh tính người viết"),
    Opened.LETTER: _("Đơn như đã nhận, có tên người viết"),
}
FILES = {
    Opened.CLEAN: _("Bản sao đã tách danh tính, để xác minh"),
    Opened.FILE: _("Tệp như đã nhận"),
}
IDENTITY = {
    "name": _("Họ và tên"),
    "number": _("Số định danh"),
    "phone": _("Điện thoại"),
    "address": _("Địa chỉ"),
}
