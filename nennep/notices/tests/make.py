"""Builders of notices."""

from typing import TYPE_CHECKING

from nennep.notices.actions import notify
from nennep.notices.models import Notice

if TYPE_CHECKING:
    from nennep.accounts.models import User


def make_notice(to: "User", text: str = "Đơn vị được giao 3 việc.") -> Notice:
    [notice] = notify([to], "test.told", lambda: text, "/guide/")
    return notice
