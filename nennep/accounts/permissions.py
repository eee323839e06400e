"""Who keeps the register of users, and who may stand as the second officer."""

from nennep.accounts.models import User
from nennep.organisation.rules import Act


def may_keep_users(user: User) -> bool:
    return user.may(Act.KEEP_USERS)


def may_confirm_resets(user: User) -> bool:
    """Keepers of the users, and those who keep the tree: they know the people."""
    return user.may(Act.KEEP_USERS) or user.may(Act.KEEP_TREE)
