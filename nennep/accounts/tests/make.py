"""Builders of users."""

from nennep.accounts.models import User
from nennep.lib.text import fold

PASSWORD = "một mật khẩu đủ dài"


def make_user(username: str, full_name: str = "") -> User:
    name = full_name or username.replace("-", " ").title()
    user = User(username=username, full_name=name, folded_name=fold(name), email=f"{username}@example.invalid")
    user.set_password(PASSWORD)
    user.save()
    return user
