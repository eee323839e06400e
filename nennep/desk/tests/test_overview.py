"""Every figure of the leader's view opens the list that sums to it."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from nennep.accounts.models import User
from nennep.desk import actions
from nennep.desk.models import DayFigure, Overview
from nennep.desk.queries import pictures
from nennep.desk.queries.overview import View, view_of
from nennep.desk.queries.scopes import Scope
from nennep.directives.actions.answering import Said, Target, answer
from nennep.directives.actions.asking import Later, extend
from nennep.directives.actions.judging import judge
from nennep.directives.models import Assignment, Directive
from nennep.directives.queries.answers import AnswerFilter, answers_for
from nennep.directives.rules import Verb
from nennep.directives.tests.make import make_issued
from nennep.lib.periods import PeriodKind, period_of
from nennep.organisation.models import Portfolio, Post
from tests.cast import Cast

Enter = Callable[[User | None], Client]


@pytest.fixture
def given(cast: Cast) -> Directive:
    """Three tasks given to four units: some late, near, done, returned, extended, silent; one to a cell below."""
    tree = cast.tree
    directive = make_issued(tree.root, cast.clerk, tree.office, tree.board, tree.cell, tree.school)
    today = timezone.localdate()
    rows = list(Assignment.objects.order_by("pk"))
    for row, days in zip(rows, (-40, -20, -3, 3, -9, 5, 30, 30, -1, 30, 30, 30), strict=True):
        due = today + timedelta(days)
        Assignment.objects.filter(pk=row.pk).update(due=due, first_due=due, is_dated=True, heard_on=today)
    Assignment.objects.filter(pk__in=[rows[0].pk, rows[9].pk]).update(heard_on=today - timedelta(30))
    for row, verb in ((rows[4], Verb.CONFIRM), (rows[6], Verb.CONFIRM), (rows[7], Verb.RETURN)):
        answer(Target(row.public_id), Verb.REPORT, Said("Xong."), by=cast.clerk)
        judge(Target(row.public_id), verb, "Xem lại.", by=cast.clerk)
    extend(Target(rows[11].public_id), Later(until=today + timedelta(60)), "chờ hướng dẫn", by=cast.clerk)
    field = Portfolio.objects.create(name="xây dựng tổ chức đảng")
    Post.objects.get(holder=cast.secretary).portfolios.add(field)
    directive.tasks.filter(pk=rows[0].task_id).update(field=field)
    return directive


def asked(url: str) -> AnswerFilter:
    named = {key: values[0] for key, values in parse_qs(urlsplit(url).query).items()}
    return AnswerFilter(**{**named, "below": "below" in named})  # type: ignore[arg-type]


def figures_of(view: View) -> Iterator[tuple[int, str]]:
    """(number, address of its list) of everything that is counted on the page."""
    yield view.total.given, view.url()
    yield from ((one.n, one.url) for one in [*view.figures(), *view.beside])
    for line in view.lines():
        yield line.total.given, line.url
        yield from ((cell.given, url) for cell, url in line.cells if cell)
    yield from ((cell.given, url) for cell, url in view.sums)
    yield from ((n, url) for _words, n, _share, url in view.ages)
    yield from ((one.silence.answers, one.url) for one in view.silent)
    yield from ((one.n, one.url) for one in view.changes)
    yield from ((one.cell.given, one.url) for one in view.fields)


def wrong(view: View, user: User) -> list[tuple[int, str]]:
    return [(n, url) for n, url in figures_of(view) if answers_for(user, asked(url)).count() != n]


@pytest.mark.parametrize("person", ["clerk", "secretary", "inspector"])
def test_every_figure_is_the_length_of_its_list(person: str, cast: Cast, given: Directive) -> None:
    user = getattr(cast, person)
    quarter = period_of(timezone.localdate(), PeriodKind.QUARTER)

    for scope in (Scope(given), Scope(period=quarter), Scope(given, quarter)):
        view = view_of(scope, user)
        assert wrong(view, user) == []
        assert len(list(figures_of(view))) > 15


def test_the_figures_are_those_of_the_day(cast: Cast, given: Directive) -> None:
    view = view_of(Scope(given), cast.secretary)

    assert [(one.shape, one.n) for one in view.figures()] == [("late", 4), ("soon", 2), ("doing", 1), ("done", 2)]
    assert [(one.shape, one.n) for one in view.changes] == [("done", 2), ("late", 2), ("back", 1), ("more", 1)]
    assert (view.picture.places_late, view.places, view.picture.silent_units) == (2, 3, 2)


@pytest.mark.slow
def test_the_lists_on_the_pages_have_as_many_rows(cast: Cast, given: Directive, enter: Enter) -> None:
    """The same over HTTP, through the links as they stand on the page."""
    browser, view = enter(cast.secretary), view_of(Scope(given), cast.secretary)
    page = browser.get("/overview/").content.decode()
    links = {unescape(link) for link in re.findall(r'href="(/answers/\?[^"]*)"', page)}

    for n, url in figures_of(view):
        assert url in links or n == 0 or "field=" in url, url
        assert browser.get(url).context["page"].paginator.count == n, url


def test_a_scope_counted_ahead_shows_the_same(cast: Cast, given: Directive, monkeypatch: pytest.MonkeyPatch) -> None:
    now = view_of(Scope(given), cast.clerk)
    monkeypatch.setattr(actions, "LARGE", 2)

    counted = actions.keep_overviews()

    ahead = view_of(Scope(given), cast.clerk)
    assert counted == Overview.objects.count() > 0
    assert pictures.kept_of(Scope(given), cast.clerk)[0]
    assert list(figures_of(ahead)) == list(figures_of(now))
    assert actions.keep_overviews() == 0  # nothing was written since


def test_what_was_written_since_is_counted_again(cast: Cast, given: Directive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "LARGE", 2)
    actions.keep_overviews()
    doing = Assignment.objects.filter(state="given")[0]

    answer(Target(doing.public_id), Verb.DECLINE, Said("Không thuộc chức năng."), by=cast.clerk)

    assert actions.keep_overviews() > 0
    assert view_of(Scope(given), cast.clerk).picture.statuses["declined"] == 1


def test_a_week_later_the_page_tells_what_changed(cast: Cast, given: Directive) -> None:
    actions.keep_day_figures()
    DayFigure.objects.update(day=timezone.localdate() - timedelta(7))
    late = Assignment.objects.overdue(timezone.localdate())[0]
    Assignment.objects.filter(pk=late.pk).update(due=timezone.localdate() + timedelta(90))

    view = view_of(Scope(given), cast.clerk)

    before = f"{timezone.localdate() - timedelta(7):%d/%m}"
    assert view.figures()[0].delta == f"bớt 1 so với {before}"
    assert view.figures()[3].delta == f"không đổi từ {before}"


def test_the_figures_of_a_day_are_kept_once(cast: Cast, given: Directive) -> None:
    assert actions.keep_day_figures() == actions.keep_day_figures() == DayFigure.objects.count()

    kept = DayFigure.objects.get(directive=given)
    assert (kept.given, kept.done, kept.late, kept.silent_units) == (12, 2, 4, 2)


def test_the_page_names_the_worst_in_its_title(cast: Cast, given: Directive, enter: Enter) -> None:
    page = enter(cast.secretary).get("/overview/").content.decode()

    assert "4 việc quá hạn, ở 2 trên 3 đơn vị" in page


def test_silent_units_are_listed_with_their_telephone(cast: Cast, given: Directive, enter: Enter) -> None:
    cast.tree.office.phone = "0236 3822 111"
    cast.tree.office.save()

    page = enter(cast.inspector).get("/overview/silent/")

    assert "2 đơn vị chưa phản hồi" in page.content.decode()
    assert page.context["page"].paginator.count == 2


def test_who_reads_no_tasks_does_not_learn_of_the_page(cast: Cast, given: Directive, enter: Enter) -> None:
    assert enter(cast.contact).get("/overview/").status_code == 404


def test_the_curve_begins_with_the_directives_date_when_it_was_read_in_later(given: Directive, cast: Cast) -> None:
    dated = timezone.localdate() - timedelta(days=50)
    Directive.objects.filter(pk=given.pk).update(date=dated)
    given.refresh_from_db()

    curve = view_of(Scope(given), cast.secretary).picture.curve

    assert curve[0][0] == dated.isoformat()
    assert given.issued_at is not None
    assert timezone.localdate(given.issued_at) > dated
