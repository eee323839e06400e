"""How often work is tried, how often progress is written, and what a person is told."""

MAX_ATTEMPTS = 3
SAVE_EVERY = 0.5  # seconds between two writes of progress

GAVE_UP = "Việc đã thử {attempts} lần mà máy đều dừng giữa chừng. Hãy báo người quản trị, rồi làm lại."
BROKE = "Máy gặp lỗi khi làm việc này; chưa có gì được ghi. Hãy thử lại, nếu vẫn lỗi thì báo người quản trị mã {code}."
NO_LONGER = "Người yêu cầu không còn tài khoản đang dùng, nên việc không được làm."
NO_RIGHT = "Đồng chí không còn quyền làm việc này."
UNKNOWN = "Phiên bản đang chạy không biết loại việc này. Hãy báo người quản trị."


def may_try_again(attempts: int) -> bool:
    return attempts < MAX_ATTEMPTS


def share(done: int, total: int) -> int | None:
    """Per cent done, or None while nobody knows how much there is."""
    return min(100, 100 * done // total) if total else None
