"""A merge taken back: both live again with all that was theirs; what was changed since is not written over."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from nennep.accounts.tests.make import make_user
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.members.actions.merging import Chosen, confirm, merge
from nennep.members.actions.moving import Dated, move_member
from nennep.members.actions.people import Newcomer, add_member, correct_member
from nennep.members.actions.suggesting import suggest
from nennep.members.actions.unmerging import undo
from nennep.members.models import Basis, Flaw, Member, MemberPost, Membership, Stay, Suggestion
from nennep.members.queries.merging import standing_in
from nennep.members.rules import Standing
from nennep.members.tests.make import LAN, make_basis, make_member
from nennep.members.tests.test_merging import ALIKE, POOR, again, lan, merged, poor, second
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant

if TYPE_CHECKING:
    from nennep.accounts.models import User
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
__all__ = ["lan", "poor", "second"]  # fixtures


def test_undoing_brings_both_back(cast: "Cast", lan: Member, poor: Member) -> None:
    suggest(poor, {"phone": "0911111111"}, by=cast.contact)
    before = everything()
    merging = merged(cast, lan, poor, "phone", "cell", "name")

    undo(merging, "Nhầm hai chị em", by=cast.organiser)

    assert everything() == before
    assert Entry.objects.filter(action="member.unmerged").count() == 1
    with pytest.raises(RuleBroken, match="đã xong"):
        undo(merging, "Lần nữa", by=cast.organiser)


def everything() -> dict[str, Any]:
    """Every row that a merge may touch, versions and the log of changes aside."""
    members = [
        {key: said for key, said in row.items() if key != "version"} for row in Member.objects.order_by("pk").values()
    ]
    flaws = list(Flaw.objects.standing().order_by("member", "rule", "field").values("member", "rule", "field"))
    tables: tuple[Any, ...] = (Stay, Membership, MemberPost, Suggestion)
    told = {model.__name__: list(model.objects.order_by("pk").values()) for model in tables}
    return told | {"Member": members, "Flaw": flaws}


def test_a_later_change_of_what_would_be_written_over_is_said_by_name(cast: "Cast", lan: Member, poor: Member) -> None:
    merging = merged(cast, lan, poor, "phone")
    correct_member(again(lan), {"phone": "0900000000"}, by=cast.organiser)

    with pytest.raises(RuleBroken, match="“Điện thoại” đã được sửa"):
        undo(merging, "Nhầm", by=cast.organiser)

    assert again(poor).merged_into == lan


def test_later_changes_of_other_fields_survive(cast: "Cast", lan: Member, poor: Member) -> None:
    merging = merged(cast, lan, poor, "phone")
    correct_member(again(lan), {"education": "Đại học"}, by=cast.organiser)

    undo(merging, "Nhầm", by=cast.organiser)

    assert again(lan).value("phone") == LAN["phone"]
    assert again(lan).value("education") == "Đại học"


def test_a_move_after_the_merge_survives_where_the_merge_moved_nobody(cast: "Cast", lan: Member, poor: Member) -> None:
    merging = merged(cast, lan, poor)
    move_member(again(lan), cast.tree.school, Dated(timezone.localdate() + timedelta(days=1)), by=cast.organiser)

    undo(merging, "Nhầm", by=cast.organiser)

    assert again(lan).cell == cast.tree.school
    assert again(poor).cell == cast.tree.board


def test_the_later_merge_is_undone_first(cast: "Cast", lan: Member, poor: Member) -> None:
    third = make_member(cast.tree.school, cast.organiser, **ALIKE)
    first = merged(cast, lan, poor)
    merged(cast, third, again(lan))

    assert standing_in(again(poor)) == third
    with pytest.raises(RuleBroken, match="lần gộp sau trước"):
        undo(first, "Nhầm", by=cast.organiser)


def test_the_other_of_a_branch_does_not_undo_what_reaches_beyond(cast: "Cast", lan: Member, poor: Member) -> None:
    outside = make_member(cast.tree.school, cast.organiser, **(POOR | {"card12": "", "phone": ""}))
    merging = merged(cast, poor, outside)
    keeper = make_user("to-chuc-ban", "Hà Thị Mơ")
    make_grant(keeper, Role.ORGANISER, cast.tree.board, subtree=True)

    with pytest.raises(NotAllowed):
        undo(merging, "Nhầm", by=keeper)
    for person in (cast.clerk, cast.contact, cast.secretary, cast.sysadmin):
        with pytest.raises(NotAllowed):
            undo(merging, "Nhầm", by=person)


names = st.sampled_from(["Đặng Thị Mai Lan", "Dang Thi Mai Lan", "Đặng Mai Lan"])
values = st.fixed_dictionaries(
    {
        "name": names,
        "dob": st.sampled_from(["", "1970", "1970-05", "1970-05-12"]),
        "id12": st.sampled_from(["", "031170004821", "031070004821"]),
        "card12": st.sampled_from(["", "031012345678"]),
        "phone": st.sampled_from(["", "0912345678", "0987654321"]),
        "education": st.sampled_from(["", "Đại học", "Thạc sĩ"]),
    }
)
FIELDS = ["name", "dob", "id12", "card12", "phone", "education", "cell", "standing"]
days = st.tuples(st.sampled_from(["", "1990", "2001-02-03"]), st.sampled_from(["", "2010-12-31"]))
spans = st.lists(days, max_size=2)


@pytest.mark.slow
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(values, values, st.sets(st.sampled_from(FIELDS)), spans, st.sampled_from([*Standing]))
def test_merging_and_undoing_leaves_every_table_as_it_was(
    cast: "Cast",
    second: "User",
    one: dict[str, str],
    other: dict[str, str],
    taken: set[str],
    held: list[tuple[str, str]],
    standing: Standing,
) -> None:
    if not Basis.objects.exists():
        make_basis(cast.organiser)
    winner = add_member(Newcomer(one, cast.tree.cell, Standing.OFFICIAL, "2001"), by=cast.organiser)
    loser = add_member(Newcomer(other, cast.tree.board, standing, "1995-03"), by=cast.organiser)
    for starts, ends in held:
        for member in (winner, loser):
            MemberPost.objects.create(member=member, title="Bí thư", starts=starts, ends=ends)
    before = everything()

    merging = merge(Chosen(winner, loser, tuple(taken)), by=cast.organiser)
    if merging.second:
        confirm(merging, by=second)
    assert not again(loser).listed
    undo(merging, "Thử", by=cast.organiser)

    assert everything() == before
