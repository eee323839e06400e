"""The demonstration is the road itself: the sample conclusion through the real engine, up to issued tasks."""

import pytest

from nennep.desk.demo import set_up
from nennep.directives.models import Assignment, Directive, Task
from nennep.directives.rules import OPEN
from nennep.journal.queries import verify_journal

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
