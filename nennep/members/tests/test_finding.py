"""The register compared with itself by the engine: pairs kept once, words of people kept, nothing left on the disk."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from nennep.jobs.actions import do_job, take_job
from nennep.jobs.models import Job, JobState
from nennep.members.actions.finding import ask_for_twins
from nennep.members.actions.pairing import tell_apart
from nennep.members.actions.people import correct_member
from nennep.members.models import Member, Twins
from nennep.members.rules import TwinsFound
from nennep.members.tests.make import LAN, make_basis, make_member

if TYPE_CHECKING:
    from nennep.accounts.models import User
    from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("own_data")]
AGAIN: dict[str, Any] = {"name": "Dang Thi Mai Lan", "id12": "", "card12": "", "phone": ""}
HUNG: dict[str, Any] = {
    "name": "Nguyễn Văn Hùng", "sex": "nam", "dob": "1968-09-09", "id12": "031068004455", "card12": "",
    "phone": "0933333333", "residence": "Phường Hồng Bàng, Hải Phòng",
}  # fmt: skip


@pytest.fixture
def lan(cast: "Cast") -> Member:
    make_basis(cast.organiser)
    lan = make_member(cast.tree.cell, cast.organiser)
    make_member(cast.tree.board, cast.organiser, **AGAIN)
    make_member(cast.tree.board, cast.organiser, **HUNG)
    return lan


def found_by(user: "User") -> Job:
    job = ask_for_twins("Tìm cặp trùng", by=user)
    taken = take_job(job.public_id, "w")
    assert taken
    do_job(taken)
    assert taken.state == JobState.DONE, taken.message
    return taken


def test_pairs_are_found_once_and_without_values(cast: "Cast", lan: Member) -> None:
    found_by(cast.organiser)
    job = found_by(cast.organiser)

    pair = Twins.objects.get()
    assert pair.one == lan
    assert pair.found == TwinsFound.SAME
    assert ["Ngày sinh", "trùng"] in pair.why
    assert "1 cặp chắc trùng" in job.message
    assert not [value for value in LAN.values() if value in str(pair.why)]


def test_nothing_is_left_on_the_disk(cast: "Cast", lan: Member) -> None:
    top = Path(settings.ENVIRONMENT.data) / "compared"
    left = top / "khong-con-chay"
    left.mkdir(parents=True, exist_ok=True)
    (left / "people.csv").write_text(LAN["id12"])

    found_by(cast.organiser)

    assert list(top.iterdir()) == []
    assert top.stat().st_mode & 0o777 == 0o700


def test_what_people_said_outlasts_the_machine(cast: "Cast", lan: Member) -> None:
    found_by(cast.organiser)
    tell_apart(Twins.objects.get(), by=cast.organiser)

    found_by(cast.organiser)

    assert Twins.objects.get().get_state_display() == "Không phải một người"


def test_a_pair_that_is_none_any_more_goes(cast: "Cast", lan: Member) -> None:
    found_by(cast.organiser)
    correct_member(lan, dict(HUNG, id12="", phone="", name="Vũ Thị Nga", dob="1999-01-01"), by=cast.organiser)

    found_by(cast.organiser)

    assert not Twins.objects.exists()


def test_who_may_not_keep_members_finds_none(cast: "Cast", lan: Member) -> None:
    job = Job.objects.create(kind="find_twins", title="Tìm", by=cast.contact)
    taken = take_job(job.public_id, "w")
    assert taken
    do_job(taken)

    assert taken.state == JobState.FAILED
    assert not Twins.objects.exists()
