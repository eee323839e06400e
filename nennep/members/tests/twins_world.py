"""What the access table speaks of: a pair that waits, two told apart, a merge that is done, one that is asked."""

from typing import Any

from nennep.accounts.tests.make import make_user
from nennep.members.actions.merging import Chosen, merge
from nennep.members.actions.noting import pair_of
from nennep.members.actions.pairing import pair_by_hand, tell_apart
from nennep.members.models import Member
from nennep.members.rules import TwinsFound
from nennep.members.tests.make import make_member
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant
from tests.cast import Cast

NUMBERS = ("031065001122", "031165003344")


def twins_of(cast: Cast) -> dict[str, Any]:
    """The register is open."""
    keeper = cast.organiser
    second = make_user("to-chuc-hai", "Nguyễn Thị Nhàn")
    make_grant(second, Role.ORGANISER, cast.tree.root, subtree=True)
    sure, apart = two(cast, "Phạm Văn Khải"), two(cast, "Trịnh Thị Mùi")
    one, other = two(cast, "Đoàn Văn Hải")
    pair = pair_of(*sure, TwinsFound.SAME)
    pair.save()
    return {
        "twins": pair,
        "parted": tell_apart(pair_by_hand(*apart, by=keeper), "Hai chị em", by=keeper),
        "merging": merge(Chosen(one, other, ()), by=keeper),
        "asked_merging": merge(Chosen(*two(cast, "Lý Thị Thu", *NUMBERS), ()), by=second),
    }


def two(cast: Cast, name: str, *numbers: str) -> tuple[Member, Member]:
    known = [{"name": name, "id12": number, "card12": "", "phone": ""} for number in numbers or ("", "")]
    return make_member(cast.tree.cell, cast.organiser, **known[0]), make_member(  # type: ignore[arg-type]
        cast.tree.board,
        cast.organiser,
        **known[1],  # type: ignore[arg-type]
    )
