"""Builders of users and slips."""

from django.db import transaction

from nennep.accounts.actions.slips import Slip, make_slip
from nennep.accounts.models import User
from nennep.lib.text import fold

PASSWORD = "một mật khẩu đủ dài"


def make_user(username: str, full_name: str = "") -> User:
    name = full_name or username.replace("-", " ").title()
    user = User(username=username, full_name=name, folded_name=fold(name), email=f"{username}@example.invalid")
    user.set_password(PASSWORD)
    user.save()
    return user


def make_newcomer(username: str = "nguoi-moi", full_name: str = "Đặng Thị Mới") -> User:
    """Somebody who has not chosen a password."""
    user = make_user(username, full_name)
    user.set_unusable_password()
    user.save()
    return user


def make_slip_for(user: User) -> Slip:
    with transaction.atomic():
        return make_slip(user, by=None)
