"""A field that the office no longer keeps: asked once with the count, then its values are nowhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.db import models
from django.urls import reverse

from nennep.imports.models import PreviewRow
from nennep.jobs.actions import do_job
from nennep.jobs.models import Job, JobState
from nennep.journal.models import Detail, Entry
from nennep.lib.errors import RuleBroken
from nennep.members.actions.basis import choose_fields, close_register
from nennep.members.actions.merging import Chosen, merge
from nennep.members.actions.narrowing import JOB, erase_fields, holding, left_out
from nennep.members.actions.people import correct_member
from nennep.members.actions.suggesting import suggest
from nennep.members.models import Basis, Change, Flaw, Member, Merge, Suggestion
from nennep.members.rules import Standing
from nennep.members.tests.make import make_basis, make_member
from nennep.members.tests.world import members_of

if TYPE_CHECKING:
    from django.test import Client

    from nennep.accounts.models import User
    from tests.cast import Cast

    Enter = Callable[[User | None], Client]

pytestmark = pytest.mark.django_db
KEPT = ("sex", "id12", "card12", "admission", "official", "phone")
LOST = {"hometown": "Xã Lâm Thao", "education": "Thạc sĩ luật", "other_name": "Mai Hoa", "id9": "031123456"}
HOLD: tuple[type[models.Model], ...] = (Member, Change, Suggestion, PreviewRow, Merge, Flaw)


@pytest.fixture
def hoa(cast: "Cast") -> Member:
    """Values in the record, in one merged into it, in history, in the word of a cell."""
    members_of(cast)
    hoa = make_member(cast.tree.cell, cast.organiser, Standing.OFFICIAL, **LOST)
    others = LOST | {"id12": "", "card12": "", "education": "Cử nhân luật"}
    twin = make_member(cast.tree.cell, cast.organiser, Standing.OFFICIAL, **others)
    correct_member(hoa, {"hometown": "Xã Lâm Thao, Phú Thọ", "id9": "031123457"}, by=cast.organiser)
    suggest(twin, {"education": "Tiến sĩ luật", "phone": "0977000111"}, by=cast.organiser)
    hoa.refresh_from_db()
    merge(Chosen(hoa, twin, ("education", "id9")), by=cast.organiser)
    return hoa


def everything() -> str:
    return str([list(model._default_manager.values()) for model in HOLD])


def tokens_of(key: str) -> set[str]:
    """Sealed values of a field, wherever they stand."""
    told = [both for change in Change.objects.all() for name, both in change.values.items() if name == key]
    said = [one.values[key] for one in Suggestion.objects.all() if key in one.values]
    return {each for both in told for each in both if each} | set(said)


def run(job: Job) -> None:
    do_job(job)
    assert job.state == JobState.DONE, job.message


def test_the_values_are_erased_wherever_they_stand(cast: "Cast", hoa: Member) -> None:
    tokens = tokens_of("id9")
    assert tokens
    assert "Lâm Thao" in everything()

    choose_fields(Basis.objects.get(), KEPT, by=cast.organiser)
    run(Job.objects.get(kind=JOB))

    left = everything()
    assert not [said for said in (*LOST.values(), "mai hoa", "Cử nhân luật", "Tiến sĩ luật", *tokens) if said in left]
    assert not holding(left_out(KEPT))
    assert Member.objects.get(pk=hoa.pk).value("id12") == hoa.value("id12")
    assert [one.values.keys() for one in Suggestion.objects.all()] == [{"phone"}, {"phone"}]
    told = Detail.objects.get(entry=Entry.objects.get(action="register.fields_erased")).body
    assert told["fields"] == sorted(left_out(KEPT))


def test_what_was_cut_off_goes_on(cast: "Cast", hoa: Member) -> None:
    basis = Basis.objects.get()

    def killed(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        erase_fields(basis, left_out(KEPT), killed, by=cast.organiser)
    assert holding(left_out(KEPT))

    erase_fields(basis, left_out(KEPT), lambda _done, _all: None, by=cast.organiser)

    assert not [said for said in LOST.values() if said in everything()]


def test_the_page_says_how_many_and_asks_once(cast: "Cast", hoa: Member, enter: "Enter") -> None:
    browser, address = enter(cast.organiser), reverse("members:fields")

    with_any = [one for one in Member.objects.all() if any(one.value(key) for key in left_out(KEPT))]

    asked = browser.post(address, {"fields_kept": KEPT}).content.decode()
    assert "Quê quán" in asked
    assert f"Xóa hẳn giá trị đã ghi ở {len(with_any)} hồ sơ?" in asked
    assert not Job.objects.filter(kind=JOB).exists()

    back = browser.post(address, {"fields_kept": KEPT, "back": "1"}).content.decode()
    assert 'value="id12" checked' in back
    assert 'value="hometown" checked' not in back
    assert "hometown" in Basis.objects.get().fields

    assert browser.post(address, {"fields_kept": KEPT, "agreed": "1"}).status_code == 302
    assert Job.objects.filter(kind=JOB).count() == 1


def test_a_field_is_not_taken_up_again_while_it_is_erased(cast: "Cast", hoa: Member) -> None:
    choose_fields(Basis.objects.get(), KEPT, by=cast.organiser)

    with pytest.raises(RuleBroken, match="đang được xóa"):
        choose_fields(Basis.objects.get(), (*KEPT, "hometown"), by=cast.organiser)


def test_a_register_that_opens_again_with_fewer_fields_forgets_the_rest(cast: "Cast", hoa: Member) -> None:
    close_register(Basis.objects.get(), "Hết thời gian thí điểm", by=cast.organiser)
    assert not Job.objects.filter(kind=JOB).exists()

    make_basis(cast.organiser, "hometown")

    assert Job.objects.get(kind=JOB).payload["fields"] == ["hometown"]


def test_nothing_is_asked_where_nobody_has_a_value(cast: "Cast", enter: "Enter") -> None:
    make_basis(cast.organiser)

    answer = enter(cast.organiser).post(reverse("members:fields"), {"fields_kept": KEPT})

    assert answer.status_code == 302
    assert not Job.objects.filter(kind=JOB).exists()
