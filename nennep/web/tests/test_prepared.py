"""A prepared question answers as the question itself does, whatever values come; it is put together once."""

from datetime import date, timedelta

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from nennep.accounts.models import User
from nennep.journal.models import Entry
from nennep.organisation.models import Post, Unit
from nennep.web.prepared import prepared
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 25)


def test_other_values_give_other_rows(cast: Cast) -> None:
    @prepared
    def named(name: str, day: date) -> QuerySet[Unit]:
        return Unit.objects.on(day).filter(name=name)

    units = list(Unit.objects.all()[:2])

    assert [named(unit.name, timezone.localdate()) for unit in units] == [[unit] for unit in units]
    assert named(units[0].name, units[0].valid_from - timedelta(days=1)) == []


def test_keys_come_in_any_number(cast: Cast) -> None:
    @prepared
    def among(keys: tuple[int, ...]) -> QuerySet[User]:
        return User.objects.filter(pk__in=keys)

    keys = list(User.objects.order_by("pk").values_list("pk", flat=True))

    for n in range(len(keys) + 1):
        assert [user.pk for user in among(tuple(keys[:n]))] == [
            *User.objects.filter(pk__in=keys[:n]).values_list("pk", flat=True)
        ]


def test_what_belongs_to_a_row_comes_with_it(cast: Cast, django_assert_num_queries: object) -> None:
    @prepared
    def held(key: int) -> QuerySet[Post]:
        return Post.objects.filter(unit=key).select_related("unit").prefetch_related("portfolios")

    post = Post.objects.create(title="Phó Bí thư", unit=Unit.objects.all()[0], starts=TODAY)
    held(0)

    with django_assert_num_queries(2):  # type: ignore[operator]
        found = {each.pk: each for each in held(post.unit_id)}[post.pk]
        assert (found.unit.name, list(found.portfolios.all())) == (post.unit.name, [])


def test_the_question_is_put_together_once(cast: Cast) -> None:
    asked = []

    @prepared
    def of(key: int) -> QuerySet[Unit]:
        asked.append(key)
        return Unit.objects.filter(pk=key)

    found = [of(key)[0].pk for key in Unit.objects.values_list("pk", flat=True)]

    assert len(found) > 1
    assert len(asked) == 1


def test_values_of_rows_are_read_as_the_model_reads_them(cast: Cast) -> None:
    @prepared
    def starts(key: int) -> "QuerySet[Unit, date]":
        return Unit.objects.filter(pk=key).values_list("valid_from", flat=True)

    unit = Unit.objects.all()[0]

    assert starts(unit.pk) == [unit.valid_from]


def test_a_value_that_is_changed_on_its_way_is_refused() -> None:
    @prepared
    def beginning(words: str) -> QuerySet[Entry]:
        return Entry.objects.filter(object=words.strip("⟦"))

    with pytest.raises(TypeError):
        beginning("x")
