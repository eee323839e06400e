"""Many pairs at once: what may be merged without looking, over which size a second person confirms, by a job."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from nennep.jobs.actions import do_job, take_job
from nennep.jobs.models import Job, JobState
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.members.actions.combining import carry_out
from nennep.members.actions.merging import merge_all
from nennep.members.actions.noting import pair_of
from nennep.members.actions.pairing import pair_by_hand, set_limit, tell_apart
from nennep.members.actions.people import correct_member
from nennep.members.actions.unmerging import undo, undo_one
from nennep.members.models import Member, Merge, MergeLimit, Merging
from nennep.members.queries.twins import Wanted as WantedTwins
from nennep.members.queries.twins import clean_pairs, twins_found
from nennep.members.rules import AT_ONCE, MergeState, MergingState, Second, TwinsFound
from nennep.members.tests.make import make_member
from nennep.members.tests.test_merging import ALIKE, again, lan, second

if TYPE_CHECKING:
    from nennep.accounts.models import User
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
__all__ = ["lan", "second"]  # fixtures
GIVEN = ("Minh", "Tâm", "Bình", "An", "Đức", "Hòa")


def pairs_of(cast: "Cast", count: int) -> list[tuple[Member, Member]]:
    made = []
    for number in range(count):
        named = ALIKE | {
            "name": f"Lê Văn {['Minh', 'Tâm', 'Bình', 'An', 'Đức', 'Hòa'][number % 6]}",
            "dob": f"19{60 + number}",
        }
        one, other = (make_member(cast.tree.cell, cast.organiser, **named) for _ in range(2))
        pair_of(one, other, TwinsFound.SAME).save()
        made.append((one, other))
    return made


def test_pairs_that_the_machine_is_sure_of_are_merged_at_once_and_undone_at_once(cast: "Cast", lan: Member) -> None:
    made = pairs_of(cast, 3)

    merging = merge_all(by=cast.organiser)

    assert merging.state == MergingState.DONE
    assert [again(other).merged_into for _one, other in made] == [one for one, _other in made]
    undo(merging, "Thử", by=cast.organiser)
    assert Member.objects.listed().count() == 7


def test_over_the_limit_a_second_person_confirms(cast: "Cast", lan: Member, second: "User") -> None:
    set_limit(2, timezone.localdate() + timedelta(days=1), by=cast.organiser)
    pairs_of(cast, 3)
    assert merge_all_limit(cast) is None  # the new limit holds from tomorrow

    MergeLimit.objects.update(since=timezone.localdate())
    undo(Merge.objects.first().merging, "Thử", by=cast.organiser)  # type: ignore[union-attr]
    assert merge_all_limit(cast) == Second.MANY


def merge_all_limit(cast: "Cast") -> str | None:
    return merge_all(by=cast.organiser).second or None


def test_a_limit_is_not_raised_for_today(cast: "Cast", lan: Member) -> None:
    with pytest.raises(RuleBroken, match="sau hôm nay"):
        set_limit(100, timezone.localdate(), by=cast.organiser)
    with pytest.raises(NotAllowed):
        set_limit(100, timezone.localdate() + timedelta(days=1), by=cast.clerk)


def test_a_group_against_which_anything_speaks_is_left(cast: "Cast", lan: Member) -> None:
    (one, other), (third, fourth) = pairs_of(cast, 2)
    fifth = make_member(cast.tree.board, cast.organiser, **ALIKE)
    pair_of(other, fifth, TwinsFound.SAME).save()
    tell_apart(pair_by_hand(one, fifth, by=cast.organiser), by=cast.organiser)

    assert [(each.winner, each.loser) for each in clean_pairs(cast.organiser)] == [(third.pk, fourth.pk)]


def test_three_records_become_one(cast: "Cast", lan: Member) -> None:
    [(one, other)] = pairs_of(cast, 1)
    third = make_member(cast.tree.cell, cast.organiser, **(ALIKE | {"name": one.name, "dob": one.dob}))
    pair_of(other, third, TwinsFound.SAME).save()

    merging = merge_all(by=cast.organiser)

    assert {again(other).merged_into, again(third).merged_into} == {one}
    assert not twins_found(cast.organiser, WantedTwins())
    undo_one(merging.merges.get(loser=third), "Nhầm", by=cast.organiser)
    assert again(third).listed
    assert not again(other).listed
    assert merging.merges.get(loser=other).state == MergeState.DONE


def run_to_end(kind: str) -> Job:
    job = Job.objects.get(kind=kind)
    taken = take_job(job.public_id, "w")
    assert taken
    do_job(taken)
    assert taken.state == JobState.DONE, taken.message
    return taken


def test_many_pairs_are_a_job_that_goes_on_where_it_was_cut_off(cast: "Cast", lan: Member) -> None:
    made = pairs_of(cast, AT_ONCE + 2)
    merging = merge_all(by=cast.organiser)
    assert merging.state == MergingState.DOING
    carry_out(merging.merges.all()[0], by=cast.organiser)  # and then the worker was killed

    run_to_end("merge_twins")

    assert merging.merges.filter(state=MergeState.DONE).count() == len(made)
    assert Entry.objects.filter(action="member.merged").count() == len(made)
    undo(Merging.objects.get(), "Thử", by=cast.organiser)
    run_to_end("undo_merges")
    assert Merging.objects.get().state == MergingState.UNDONE
    assert Member.objects.listed().count() == 2 * len(made) + 1


def test_one_pair_that_cannot_be_undone_does_not_keep_the_others(cast: "Cast", lan: Member) -> None:
    (one, other), _more = pairs_of(cast, 2)
    correct_member(one, {"education": "Đại học", "hometown": "Nghệ An"}, by=cast.organiser)
    correct_member(other, {"phone": "0911111111"}, by=cast.organiser)
    merging = merge_all(by=cast.organiser)
    correct_member(again(one), {"phone": "0922222222"}, by=cast.organiser)

    undo(merging, "Thử", by=cast.organiser)

    left = merging.merges.get(state=MergeState.DONE)
    assert left.loser == other
    assert "Điện thoại" in left.said
    assert Merging.objects.get().state == MergingState.DONE
