"""The demonstration is the road itself: the sample conclusion through the real engine, up to issued tasks."""

from datetime import date

import pytest
from django.utils import timezone

from nennep.accounts.models import User
from nennep.candidates.models import Candidate
from nennep.candidates.queries.feed import growth_figures
from nennep.candidates.queries.past import norms_today
from nennep.desk.demo import set_up
from nennep.desk.demo_growth import grow
from nennep.desk.demo_life import live
from nennep.desk.demo_register import keep_register
from nennep.desk.demo_vault import seal_letters
from nennep.directives.models import Assignment, Directive, Extension, ProgressEntry, Task
from nennep.directives.rules import OPEN
from nennep.imports.actions import make_preview
from nennep.imports.rules import Verdict
from nennep.journal.queries import verify_journal
from nennep.members.models import Member
from nennep.organisation.importing.importer import OrganisationImporter
from nennep.organisation.importing.workbook import workbook
from nennep.organisation.models import Grant, Group, Post, Unit
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant
from nennep.sealing.phrases import plain_code
from nennep.vault.actions.keys import opener_of, unlock_key
from nennep.vault.actions.opening import Wanted, open_letter
from nennep.vault.actions.writing import author_with, replies_to
from nennep.vault.models import BreakGlass, Envelope, VaultRequest
from nennep.vault.rules import Opened, Why

pytestmark = pytest.mark.django_db


def test_the_demo_reads_its_conclusion_and_issues_a_part_of_it() -> None:
    committee = set_up()

    directive = Directive.objects.get()
    assert directive.reference == "15-KL/ĐU"
    assert len(committee.sign_ins) >= 20
    assert Task.objects.issued().count() >= 30
    assert directive.tasks.filter(state__in=list(OPEN)).exists()
    assert Assignment.objects.values("unit").distinct().count() >= 12
    assert verify_journal().good


@pytest.mark.slow
def test_the_units_of_the_demo_have_lived_with_their_tasks() -> None:
    set_up()

    live()

    states = set(Assignment.objects.values_list("state", flat=True))
    assert {"given", "doing", "reported", "returned", "confirmed"} <= states
    assert Extension.objects.filter(state="asked").exists()
    assert not ProgressEntry.objects.filter(entered_late=True).exists()
    assert verify_journal().good


def test_the_cells_of_the_demo_win_new_members() -> None:
    committee = set_up()

    grow(committee.root)

    figures = growth_figures(committee.root, date(2000, 1, 1), timezone.localdate())
    on_the_road = set(Candidate.objects.going().values_list("stage", flat=True))
    assert figures.target == 36
    assert figures.admitted > figures.recognised > 10
    assert on_the_road >= {"outstanding", "taught", "applied", "verified", "resolved", "decided", "admitted"}
    assert all(norm.learned for norm in norms_today(timezone.localdate()).values())
    assert verify_journal().good


def test_the_demo_keeps_a_register_that_is_not_clean() -> None:
    committee = set_up()

    keep_register(committee.root)

    members = Member.objects.listed()
    assert members.count() > 40
    assert members.filter(dob__regex="^....$").exists()
    assert members.filter(id12_mark="").exists()
    assert verify_journal().good


def test_the_demo_has_letters_that_its_printed_words_open() -> None:
    papers = seal_letters(set_up().root)

    user = User.objects.get(username="hientq")
    opener = opener_of(user, unlock_key(papers.phrases["hientq"], "trình duyệt", by=user), "trình duyệt")
    assert opener
    shown = [open_letter(Wanted(each, Opened.AUTHOR, Why.MEET), by=opener) for each in Envelope.objects.all()]
    assert sorted(each.text.split('"')[3] for [each] in shown) == ["Hà Thị Sim", "Trịnh Thị Ngát", "Vi Văn Chất"]
    assert len(replies_to(author_with(plain_code(papers.code)))) == 1
    assert VaultRequest.objects.waiting().count() == BreakGlass.objects.filter(done_at=None).count() == 1
    assert verify_journal().good


def test_the_demo_s_own_workbook_comes_back_with_every_row_unchanged() -> None:
    set_up()
    clerk = Grant.objects.filter(role=Role.CLERK)[0].user
    make_grant(clerk, Role.SYSADMIN, Unit.objects.get(parent=None))

    preview = make_preview(OrganisationImporter(), "to-chuc.xlsx", [workbook(by=clerk)], by=clerk)

    data = preview.rows.exclude(verdict=Verdict.SKIPPED)
    assert not [(row.sheet, row.row, row.reasons, row.changes) for row in data.exclude(verdict=Verdict.SAME)]
    assert data.count() == Unit.objects.count() + Group.objects.count() + Post.objects.count() + User.objects.count()
