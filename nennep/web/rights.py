"""Rights as the rooms below the tree ask for them: by the name of the act; the person knows the grants."""

from typing import Protocol

from nennep.lib.errors import NotAllowed


class Holder(Protocol):
    def may(self, act: str) -> bool: ...


def must_hold(user: Holder, act: str) -> None:
    if not user.may(act):
        raise NotAllowed
