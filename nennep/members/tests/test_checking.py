"""The flaws of the register: found by the engine's checks, kept beside the member, gone when it is put right."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from nennep.jobs.models import Job
from nennep.jobs.progress import Progress
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.matching.checking.finding import LABELS
from nennep.members.actions.basis import choose_fields, close_register
from nennep.members.actions.checking import KIND, ask_check, check_soon, checked_together
from nennep.members.actions.moving import Dated, change_standing, move_member
from nennep.members.actions.people import correct_member
from nennep.members.background import check_register
from nennep.members.checks import GROUPS, REGISTER_RULES
from nennep.members.flaw_labels import GROUP_WORDS, RULES
from nennep.members.models import Basis, CellQuality, Flaw, Member
from nennep.members.rules import Standing
from nennep.members.tests.make import make_basis, make_member

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
DAY = Dated(date(2026, 6, 1))


def standing() -> set[tuple[str, str]]:
    return set(Flaw.objects.standing().values_list("rule", "field"))


@pytest.fixture
def lan(cast: "Cast") -> Member:
    """Without a fault."""
    make_basis(cast.organiser)
    return make_member(cast.tree.cell, cast.organiser)


def test_every_rule_has_a_group_and_the_word_of_the_engine() -> None:
    assert {rule: str(word) for rule, word in RULES} == {rule: LABELS[rule] for rule in REGISTER_RULES}
    assert sorted(rule for rules in GROUPS.values() for rule in rules) == sorted(REGISTER_RULES)
    assert set(GROUP_WORDS) == set(GROUPS)


def test_a_faultless_member_has_no_flaw_and_is_counted(cast: "Cast", lan: Member) -> None:
    assert standing() == set()
    line = CellQuality.objects.get()
    assert (line.cell, line.members, line.flawed, line.counts) == (cast.tree.cell, 1, 0, {})


def test_a_correction_that_breaks_a_rule_is_known_at_once_and_goes_with_the_next(cast: "Cast", lan: Member) -> None:
    correct_member(lan, {"dob": "1971-05-12"}, by=cast.organiser)
    flaw = Flaw.objects.get()
    assert (flaw.rule, flaw.field, flaw.kind) == ("cccd_birth", "id12", "page")
    assert CellQuality.objects.get().counts == {"cccd_birth": [1, 0, 0]}

    change = correct_member(lan, {"dob": "1970-05-12"}, by=cast.organiser)

    flaw.refresh_from_db()
    assert flaw.gone_at
    assert flaw.gone_with == change
    assert CellQuality.objects.get().flawed == 0


def test_a_flaw_that_comes_again_is_the_same_one(cast: "Cast", lan: Member) -> None:
    for year in ("1971", "1970", "1971"):
        correct_member(lan, {"dob": f"{year}-05-12"}, by=cast.organiser)

    assert Flaw.objects.get().gone_at is None


def test_no_sealed_value_stands_in_a_flaw(cast: "Cast") -> None:
    make_basis(cast.organiser)
    old = "Phường Dư Hàng, quận Lê Chân, Hải Phòng"  # today in two wards
    make_member(cast.tree.cell, cast.organiser, id12="031070004821", phone="0912", residence=old, hometown=old)

    told = " ".join(Flaw.objects.values_list("message", flat=True))

    assert ("cccd_sex", "id12") in standing()
    assert "•••••821" in told
    assert not [text for text in ("031070004821", "0912") if text in told]
    ambiguous = Flaw.objects.filter(rule="ambiguous_place")
    assert [flaw.field for flaw in ambiguous if "Dư Hàng" in flaw.message or "An Biên" in flaw.message] == ["hometown"]


def test_two_with_one_number_are_both_told_and_both_freed(cast: "Cast", lan: Member) -> None:
    twin = make_member(cast.tree.board, cast.organiser, card12="", name="Đặng Thị Lan")
    assert set(Flaw.objects.filter(rule="dup_id").values_list("member", flat=True)) == {lan.pk, twin.pk}
    assert not Flaw.objects.filter(message__contains="Mai").exists()

    correct_member(twin, {"id12": "031170004999"}, by=cast.organiser)

    assert not Flaw.objects.standing().filter(rule="dup_id").exists()
    assert not CellQuality.objects.filter(flawed__gt=0).exists()


def test_flaws_and_counts_follow_a_move(cast: "Cast", lan: Member) -> None:
    correct_member(lan, {"dob": "1971"}, by=cast.organiser)

    move_member(lan, cast.tree.board, DAY, by=cast.organiser)

    assert Flaw.objects.get().cell == cast.tree.board
    assert [line.cell for line in CellQuality.objects.all()] == [cast.tree.board]


def test_who_is_no_longer_on_the_list_has_no_flaws(cast: "Cast", lan: Member) -> None:
    correct_member(lan, {"dob": "1971"}, by=cast.organiser)

    change_standing(lan, Standing.TRANSFERRED, DAY, by=cast.organiser)

    assert standing() == set()
    assert not CellQuality.objects.exists()


def test_a_field_that_is_not_kept_is_not_missed(cast: "Cast") -> None:
    make_basis(cast.organiser, "card12", "card", "id12", "id9")
    make_member(cast.tree.cell, cast.organiser)

    assert standing() == set()


def test_many_changes_are_checked_together(cast: "Cast", lan: Member) -> None:
    with checked_together():
        correct_member(lan, {"dob": "1971"}, by=cast.organiser)
        assert standing() == set()

    assert standing() == {("cccd_birth", "id12")}


def test_the_whole_register_is_checked_in_the_background(cast: "Cast", lan: Member) -> None:
    correct_member(lan, {"dob": "1971"}, by=cast.organiser)
    make_member(cast.tree.board, cast.organiser, id12="", card12="", name="Lê Văn Tám", sex="nam")
    before = sorted(Flaw.objects.values_list("member", "rule", "field", "message"))
    Flaw.objects.filter(rule="missing").delete()
    Flaw.objects.update(message="", gone_at=None)
    CellQuality.objects.all().delete()

    for _twice in range(2):
        check_register(Progress(Job.objects.create(kind=KIND, title="", by=cast.organiser)))

    assert sorted(Flaw.objects.values_list("member", "rule", "field", "message")) == before
    assert CellQuality.objects.count() == 2
    assert Entry.objects.filter(action="register.checked").count() == 2


def test_at_night_a_register_that_is_open_is_checked_once(cast: "Cast", lan: Member) -> None:
    assert check_soon()
    assert check_soon() is None
    Job.objects.all().delete()

    close_register(Basis.objects.get(), "Hết thời gian thí điểm", by=cast.organiser)

    assert check_soon() is None


def test_other_fields_mean_another_check(cast: "Cast", lan: Member) -> None:
    choose_fields(Basis.objects.get(), ("sex",), by=cast.organiser)

    assert Job.objects.filter(kind=KIND).count() == 1


def test_only_who_keeps_the_whole_register_asks_for_a_check_and_one_at_a_time(cast: "Cast", lan: Member) -> None:
    with pytest.raises(NotAllowed):
        ask_check(by=cast.contact)

    assert ask_check(by=cast.organiser).kind == KIND

    with pytest.raises(RuleBroken):
        ask_check(by=cast.organiser)
