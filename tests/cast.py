"""The people everyone knows: who appears in the tests, and in which unit.

Đảng ủy (root) ── Văn phòng · Ban Tổ chức (with Chi bộ 1) · Trường Chính trị
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client

from nennep.accounts.tests.make import make_user
from nennep.organisation.models import Office, Unit
from nennep.organisation.rules import Role, UnitKind
from nennep.organisation.tests.make import make_grant, make_post, make_unit

if TYPE_CHECKING:
    from nennep.accounts.models import User


@dataclass(frozen=True)
class Tree:
    root: Unit
    office: Unit
    board: Unit
    cell: Unit
    school: Unit


@dataclass(frozen=True)
class Cast:
    """Everyone's grant lasts; each persona is named by what it may do."""

    tree: Tree
    secretary: "User"  # leader, signs
    clerk: "User"
    contact: "User"  # of the board
    neighbour: "User"  # contact of the school: a sibling unit
    organiser: "User"
    inspector: "User"
    member: "User"
    sysadmin: "User"
    auditor: "User"
    outsider: "User"  # signs in, holds nothing


def plant_tree() -> Tree:
    root = make_unit("Đảng ủy các cơ quan Đảng thành phố Bình Hải")
    Office.objects.create(name=root.name, superior="Thành ủy Bình Hải", place="Bình Hải", symbol="ĐU", root=root)
    office = make_unit("Văn phòng Đảng ủy", root, UnitKind.OFFICE)
    board = make_unit("Ban Tổ chức Đảng ủy", root, UnitKind.BOARD)
    cell = make_unit("Chi bộ 1", board, UnitKind.CELL)
    school = make_unit("Đảng bộ Trường Chính trị", root)
    return Tree(root, office, board, cell, school)


def gather_cast(tree: Tree) -> Cast:
    secretary = make_user("bi-thu", "Trần Minh Khoát")
    make_post("Phó Bí thư Thường trực", tree.root, secretary, may_sign=True)
    people = Cast(
        tree=tree,
        secretary=secretary,
        clerk=make_user("chuyen-vien", "Đỗ Thị Thu Sương"),
        contact=make_user("dau-moi", "Vũ Thị Ngân Hà"),
        neighbour=make_user("dau-moi-truong", "Phan Hạ Miên"),
        organiser=make_user("to-chuc", "Lê Hoài Thương"),
        inspector=make_user("kiem-tra", "Bùi Khắc Trường"),
        member=make_user("dang-vien", "Ngô Tấn Lộc"),
        sysadmin=make_user("quan-tri", "Hồ Vĩnh Phát"),
        auditor=make_user("doc-nhat-ky", "Mai Quế Chi"),
        outsider=make_user("nguoi-ngoai", "Cao Bá Nhạ"),
    )
    make_grant(people.secretary, Role.LEADER, tree.root, subtree=True)
    make_grant(people.clerk, Role.CLERK, tree.root, subtree=True)
    make_grant(people.contact, Role.CONTACT, tree.board)
    make_grant(people.neighbour, Role.CONTACT, tree.school)
    make_grant(people.organiser, Role.ORGANISER, tree.root, subtree=True)
    make_grant(people.inspector, Role.INSPECTOR, tree.root, subtree=True)
    make_grant(people.member, Role.MEMBER, tree.cell)
    make_grant(people.sysadmin, Role.SYSADMIN, tree.root, subtree=True)
    make_grant(people.auditor, Role.AUDITOR, tree.root, subtree=True)
    return people


@pytest.fixture
def tree(db: None) -> Tree:
    return plant_tree()


@pytest.fixture
def cast(tree: Tree) -> Cast:
    return gather_cast(tree)


@pytest.fixture
def enter() -> "Callable[[User | None], Client]":
    """A browser of the person, signed in; of nobody for None."""

    def sign_in(user: "User | None") -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return sign_in


@pytest.fixture(autouse=True, scope="session")
def flush_past_the_journal(django_db_setup: None) -> None:
    """Transactional tests empty every table; the journal's triggers stand aside for that alone."""
    if connection.vendor != "sqlite":
        return
    operations = type(connection.ops)  # the class: a browser's test runs in a context with a connection of its own
    flush = operations.execute_sql_flush

    def with_triggers_aside(self: Any, statements: list[str]) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            flush(self, statements)
            for _, sql in triggers:
                cursor.execute(sql)

    operations.execute_sql_flush = with_triggers_aside  # type: ignore[method-assign,assignment]
