"""What people are told, in the language of its one reader; turns red with a sentence made for nobody in particular."""

from datetime import date

import pytest

from nennep.accounts.models import User
from nennep.config.schedule import tell, wrong_line
from nennep.directives.actions.amending import Change, amend_task, annul_task
from nennep.directives.actions.issuing import issue_directive
from nennep.directives.actions.quick import Line, add_task
from nennep.directives.actions.reviewing import TaskEdit
from nennep.directives.rules import Kind
from nennep.directives.tests.make import seen
from nennep.journal.rules import Verdict
from nennep.notices.actions import gather_letters
from nennep.notices.models import Notice
from nennep.organisation.rules import Act, Role
from nennep.organisation.tests.make import make_grant
from nennep.reports.actions.opening import remind_missing
from tests.cast import Cast
from tests.spoken import Spoken, data_of_the_house, vietnamese_left
from tests.world import World, browser_of

pytestmark = pytest.mark.django_db


def test_news_is_told_in_the_language_of_its_reader_on_the_desk_and_by_mail(world: World) -> None:
    contact, clerk = world.cast.contact, world.cast.clerk
    User.objects.filter(pk=contact.pk).update(language="en", email="a@example.invalid")
    Notice.objects.all().delete()
    task, other = world.issued.tasks.all()[:2]
    lead = (f"unit:{world.unit.public_id}",)

    issue_directive(world.ready, world.signer, leave_open=True, by=clerk)
    amend_task(seen(task), Change(task.text, date(2027, 1, 5), lead, (), "đổi hạn"), by=clerk)
    annul_task(seen(other), "giao trùng", by=clerk)
    add_task(
        Line(TaskEdit("báo cáo nhanh", Kind.DELIVERABLE, lead=lead), "báo cáo"), world.unit, world.signer, by=clerk
    )
    gather_letters()

    told = Notice.objects.filter(to=contact)
    letter = told[0].letter
    assert letter
    pages = [Spoken(browser_of(contact).get(url).content.decode()).pieces for url in ("/", "/notices/")]
    assert set(told.values_list("kind", flat=True)) == {"directive.issued", "task.amended", "task.added"}
    assert [vietnamese_left(pieces, data_of_the_house()) for pieces in pages] == [[], []]
    assert vietnamese_left([letter.subject, *letter.body.split("\n")], data_of_the_house()) == []


def test_what_breaks_at_night_is_told_in_the_language_of_its_reader(cast: Cast) -> None:
    User.objects.filter(pk=cast.auditor.pk).update(language="en")
    make_grant(cast.clerk, Role.AUDITOR, cast.tree.root)

    tell(Act.READ_JOURNAL, lambda: wrong_line(Verdict(7, "", 7, "không nối với dòng trước")), "/journal/")

    said = {notice.to: notice.text for notice in Notice.objects.all()}
    assert said[cast.auditor].startswith("The journal is wrong at entry 7")
    assert said[cast.clerk].startswith("Nhật ký sai ở dòng 7")


def test_a_reminder_of_reports_is_told_in_the_language_of_its_reader(world: World) -> None:
    contact = world.cast.contact
    User.objects.filter(pk=contact.pk).update(language="en")
    Notice.objects.all().delete()

    remind_missing(world.period, by=world.cast.clerk)

    [told] = Notice.objects.filter(to=contact)
    assert vietnamese_left([told.text], data_of_the_house()) == []
    assert told.text.startswith("Reminder: report for quarter ")
