"""A directive given to two units, the period that follows it, a unit's report and the office's own."""

import pytest

from nennep.directives.models import Directive
from nennep.directives.tests.make import make_issued
from nennep.reports.models import Report, ReportPeriod
from nennep.reports.tests.make import drafted, make_period
from tests.cast import Cast


@pytest.fixture
def issued(cast: Cast) -> Directive:
    return make_issued(cast.tree.root, cast.clerk, cast.tree.board, cast.tree.school)


@pytest.fixture
def period(issued: Directive, cast: Cast) -> ReportPeriod:
    return make_period(issued, cast.clerk)


@pytest.fixture
def report(period: ReportPeriod, cast: Cast) -> Report:
    return drafted(period.reports.get(unit=cast.tree.board))


@pytest.fixture
def own(period: ReportPeriod, cast: Cast) -> Report:
    return drafted(period.reports.get(unit=cast.tree.root))
