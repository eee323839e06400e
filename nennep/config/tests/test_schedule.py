"""Those who keep the system hear of drills that fail, and of drills that fail to come."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from nennep.accounts.models import User
from nennep.config.preparing import count_tables
from nennep.config.schedule import drill_backup, watch_drills
from nennep.journal.actions import record
from nennep.journal.models import Entry
from nennep.notices.models import Notice
from nennep.organisation.models import Unit
from tests.cast import Cast

Enter = Callable[[User | None], Client]
pytestmark = pytest.mark.django_db
LATE = "Đã hơn 7 ngày chưa có lần diễn tập phục hồi nào đạt."


@pytest.fixture(autouse=True)
def backed_up(settings: Settings, tmp_path: Path) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, backup=str(tmp_path))


def passed(cast: Cast, days_ago: int) -> None:
    with transaction.atomic():
        kept = record(None, "drill.passed", cast.tree.root)
    Entry.objects.create(
        n=kept.n + 1, at=timezone.now() - timedelta(days=days_ago), actor="system", action="drill.passed",
        object=kept.object, detail_hash="", previous=kept.hash, hash=f"{days_ago:064d}",
    )  # fmt: skip


def told() -> list[tuple[str, str]]:
    return list(Notice.objects.values_list("to__username", "text"))


def test_a_week_without_a_good_drill_is_told(cast: Cast, enter: Enter) -> None:
    passed(cast, days_ago=8)

    watch_drills()

    assert told() == [(cast.sysadmin.username, LATE)]
    assert LATE in enter(cast.sysadmin).get("/system/").content.decode()


def test_a_drill_of_this_week_is_shown_and_nobody_is_told(cast: Cast, enter: Enter) -> None:
    passed(cast, days_ago=6)

    watch_drills()

    page = enter(cast.sysadmin).get("/system/").content.decode()
    day = timezone.localtime() - timedelta(days=6)
    assert told() == []
    assert LATE not in page
    assert f"lần gần nhất đạt: {day:%d/%m/%Y}" in page


def test_a_drill_that_cannot_be_held_is_told(cast: Cast) -> None:
    drill_backup()

    [(name, text)] = told()
    assert name == cast.sysadmin.username
    assert text.startswith("Diễn tập phục hồi đêm qua không đạt")
    assert "chưa có bản sao lưu nào" in text


def test_without_automatic_backups_there_is_no_alarm(cast: Cast, settings: Settings) -> None:
    passed(cast, days_ago=30)
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, backup="")

    watch_drills()
    drill_backup()

    assert told() == []


def test_sqlite_knows_how_many_rows_its_tables_have(cast: Cast) -> None:
    """PostgreSQL counts by itself and is asked nothing."""
    with CaptureQueriesContext(connection) as asked:
        count_tables()

    assert bool(asked.captured_queries) == (connection.vendor == "sqlite")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'organisation_unit'")
            assert {int(stat.split()[0]) for (stat,) in cursor.fetchall()} == {Unit.objects.count()}
