"""When a letter is tried, tried again, and given up."""

from datetime import timedelta

MAX_TRIES = 5
FIRST_PAUSE = timedelta(minutes=5)  # then 10, 20, 40 minutes
STALE = timedelta(hours=24)  # older news is on the desk anyway and not mailed
IN_ONE_LETTER = 30  # lines

REFUSED = "Máy thư từ chối địa chỉ: {reason}"
FAILED = "Chưa gửi được: {reason}"
IS_SENT = "Thư này đã gửi rồi."


def pause_after(tries: int) -> timedelta:
    doublings: int = 2 ** max(0, tries - 1)
    return FIRST_PAUSE * doublings
