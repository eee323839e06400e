"""How the journal's entries read to a person."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: "dict[str, Promise]" = {
    "office.founded": _("Lập cơ quan"),
    "user.created": _("Thêm người dùng"),
    "user.edited": _("Sửa người dùng"),
    "user.preferred": _("Đổi cách hiển thị"),
    "user.disabled": _("Khóa tài khoản"),
    "user.enabled": _("Mở lại tài khoản"),
    "user.activated": _("Kích hoạt tài khoản"),
    "user.signed_in": _("Đăng nhập"),
    "user.signed_out": _("Đăng xuất"),
    "user.sign_in_failed": _("Đăng nhập không thành"),
    "user.password_changed": _("Đổi mật khẩu"),
    "factor.added": _("Thêm lớp xác nhận"),
    "factor.removed": _("Bỏ lớp xác nhận"),
    "factor.renewed": _("Lập lại mã dự phòng"),
    "slip.made": _("Lập phiếu kích hoạt"),
    "reset.asked": _("Đề nghị cấp lại"),
    "reset.confirmed": _("Xác nhận cấp lại"),
    "reset.refused": _("Bỏ đề nghị cấp lại"),
    "grant.given": _("Giao vai trò"),
    "grant.revoked": _("Thu vai trò"),
    "file.stored": _("Lưu tệp"),
    "job.queued": _("Xếp việc chạy nền"),
    "job.done": _("Việc chạy nền xong"),
    "job.failed": _("Việc chạy nền không xong"),
    "journal.erased": _("Xóa chi tiết nhật ký"),
    "backup.made": _("Sao lưu"),
    "mail.tested": _("Gửi thư thử"),
}


def word_of(action: str) -> str:
    """The office's words; an action that has none yet shows its name."""
    return str(ACTIONS.get(action, action))
