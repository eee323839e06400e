"""User names, one-time codes, and how long things last."""

import hashlib
import re
import secrets
from datetime import timedelta

from nennep.lib.ids import ALPHABET

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
USERNAME_HINT = "Chữ thường không dấu, số, dấu chấm, gạch nối; ví dụ: thu.suong"
SLIP_LASTS = timedelta(days=14)
RESET_LASTS = timedelta(hours=72)
FIRST_GRANT_YEARS = 5  # one term
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
LONGEST_WITHOUT_DRILL = timedelta(days=7)
GROUPS, GROUP = 4, 4  # abcd-efgh-jkmn-pqrs: 16 of 30 symbols, 78 bits

WRONG_CODE = "Tên đăng nhập hoặc mã kích hoạt không đúng, hoặc phiếu đã hết hạn. Hãy xin cấp phiếu mới."
NOT_YOURSELF = "Đồng chí không tự khóa tài khoản của mình được."
LAST_KEEPER = "Đây là người duy nhất còn giữ quyền quản lý người dùng. Hãy giao quyền cho người khác trước."
ALREADY_OFF = "Tài khoản này đã khóa từ trước."
ALREADY_ON = "Tài khoản này đang dùng."
IS_OFF = "Tài khoản đang khóa. Hãy mở lại trước."
HAS_PASSWORD = "Người này đã kích hoạt. Quên mật khẩu hay mất thiết bị thì lập đề nghị cấp lại, hai người cùng làm."  # noqa: S105 -- a sentence
NAME_TAKEN = "Tên đăng nhập này đã có người dùng."
OPEN_RESET = "Đã có một đề nghị cấp lại đang chờ xác nhận cho người này."
SECOND_OFFICER = "Người xác nhận phải khác người đề nghị, và khác người được cấp lại."
RESET_OVER = "Đề nghị này đã được xử lý hoặc đã quá 72 giờ."
NO_ADDRESS = "Người này chưa có địa chỉ thư điện tử. Hãy in phiếu."
NO_MAIL = "Máy chủ chưa đặt đường gửi thư (NENNEP_MAIL). Hãy in phiếu."
MAIL_FAILED = "Không gửi được thư: {reason}. Phiếu vừa lập đã hủy; hãy thử lại hoặc in phiếu."
NO_OWN_ADDRESS = "Tài khoản của đồng chí chưa có địa chỉ thư điện tử. Hãy ghi ở trang Tài khoản."
TEST_FAILED = "Không gửi được thư thử: {reason}."
FOUNDED = "Cơ quan đã được lập. Hãy đăng nhập."


def is_username(text: str) -> bool:
    return USERNAME.fullmatch(text) is not None


def new_code() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


def hash_of_code(typed: str) -> str:
    """Of the code as typed: case, spaces and dashes do not count."""
    return hashlib.sha256("".join(c for c in typed.lower() if c.isalnum()).encode()).hexdigest()


def session_over(started: float, seen: float, now: float) -> bool:
    """Idle for 30 minutes, or open for 12 hours; all in seconds since 1970."""
    return now - seen > IDLE.total_seconds() or now - started > LONGEST.total_seconds()
