"""Random trees, random rights: the fast scope in SQL decides as a slow plain oracle does (SECURITY-BAR A6).

Turns red when paths lose their trailing point or fixed width (1.1 takes in 1.10), when `on()` forgets `revoked_at`, the
holder of a post or a last day, and when `visible_to` forgets that an annulled assignment gives nothing.
"""

import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from nennep.directives.models import Assignment, Directive, Task
from nennep.organisation.models import Unit
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act
from tests.forests import Forest, Oracle, plant

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CASES_OF_ONE = 5 * 10 * 16  # users × acts × units of one forest
SAMPLED, WHOLE = 4_000, 100_000
NIGHTLY = os.environ.get("NENNEP_NIGHTLY") == "1"
FORESTS = (WHOLE if NIGHTLY else SAMPLED) // CASES_OF_ONE + 1


@settings(
    max_examples=FORESTS,
    deadline=None,
    derandomize=not NIGHTLY,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
@given(seed=st.integers(0, 2**32))
def test_the_scope_in_sql_is_the_scope_in_words(seed: int) -> None:
    with transaction.atomic():
        forest = plant(seed)
        differences = [*wrong_units(forest), *wrong_objects(forest)]
        transaction.set_rollback(True)

    assert not differences, f"seed {seed}: {differences[:5]}"


def wrong_units(forest: Forest) -> list[str]:
    oracle, found = Oracle(forest), []
    for user in forest.users:
        for act in Act:
            fast = set(Unit.objects.visible_to(user, act))
            slow = {unit for unit in forest.units if oracle.may(user, act, unit)}
            asked = {unit for unit in forest.units if may(user, act, unit)}
            if not fast == slow == asked:
                found.append(f"{user.pk} {act}: {sorted(u.path for u in fast ^ slow | fast ^ asked)}")
    return found


def wrong_objects(forest: Forest) -> list[str]:
    oracle, found = Oracle(forest), []
    for user in forest.users:
        directives = {one for one in forest.directives if oracle.sees_directive(user, one)}
        tasks = {one for one in forest.tasks if oracle.sees_task(user, one)}
        given_out = {task.pk for task in forest.tasks if oracle.was_given(user, task)}
        if set(Directive.objects.visible_to(user)) != directives:
            found.append(f"{user.pk} directives")
        if set(Task.objects.visible_to(user)) != tasks:
            found.append(f"{user.pk} tasks")
        if set(Assignment.objects.given_to(user).values_list("task", flat=True)) != given_out:
            found.append(f"{user.pk} given")
    return found
