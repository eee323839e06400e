"""The words of directives, and whom they mean in the office of the cast."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nennep.accounts.tests.make import make_user
from nennep.organisation.answers import How, Resolution
from nennep.organisation.models import Phrase, Post, Unit
from nennep.organisation.naming import phrase_key
from nennep.organisation.resolving import Directory, resolve
from nennep.organisation.rules import UnitKind
from nennep.organisation.tests.make import make_group, make_post, make_unit
from tests.cast import Cast, Tree

DAY = date(2026, 4, 9)


@pytest.fixture
def office(cast: Cast) -> Tree:
    """The cast's tree, grown to the size of a real office."""
    root = cast.tree.root
    propaganda = make_unit("Ban Tuyên giáo và Dân vận Đảng ủy", root, UnitKind.BOARD)
    make_unit("Ủy ban Kiểm tra Đảng ủy", root, UnitKind.INSPECTION)
    courts = [
        make_unit(f"Đảng bộ {name} thành phố", root)
        for name in ("Tòa án nhân dân", "Viện kiểm sát nhân dân", "Hội đồng nhân dân")
    ]
    make_unit("Đảng bộ Văn phòng Thành ủy", root)
    make_unit("Đảng bộ Ban Tuyên giáo và Dân vận Thành ủy", root)
    make_unit("Chi bộ Ban Nội chính Thành ủy", root, UnitKind.CELL)
    press = make_unit("Đảng bộ Báo và Phát thanh, truyền hình Bình Hải", root)
    make_unit("Đoàn Thanh niên các cơ quan Đảng", root, UnitKind.MASS)
    make_group("Các tổ chức cơ sở đảng trong các cơ quan nội chính – tư pháp", *courts[:2])
    make_group(
        "Các tổ chức cơ sở đảng trong cơ quan Mặt trận Tổ quốc và các tổ chức chính trị – xã hội; các hội quần chúng"
    )
    make_group("Các cơ quan báo chí, phát thanh – truyền hình", press)
    make_post("Trưởng ban", propaganda, make_user("truong-ban", "Hà Văn Bộc"))
    make_post("Chánh Văn phòng", cast.tree.office, make_user("chanh-vp", "Lý Thị Mận"))
    return cast.tree


def names(found: Resolution) -> list[str]:
    return [str(thing) for thing in (*found.units, *found.groups, *found.people)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Văn phòng Đảng ủy", ["Văn phòng Đảng ủy"]),
        ("Đảng ủy Văn phòng Thành ủy", ["Đảng bộ Văn phòng Thành ủy"]),
        ("Đảng ủy Hội đồng nhân dân thành phố", ["Đảng bộ Hội đồng nhân dân thành phố"]),
        ("Đảng ủy Báo và Phát thanh, truyền hình Bình Hải", ["Đảng bộ Báo và Phát thanh, truyền hình Bình Hải"]),
        ("Đảng ủy TAND thành phố", ["Đảng bộ Tòa án nhân dân thành phố"]),
        ("Chi ủy Ban Nội chính Thành ủy", ["Chi bộ Ban Nội chính Thành ủy"]),
        ("Trường Chính trị", ["Đảng bộ Trường Chính trị"]),
        ("Ban Tổ chức", ["Ban Tổ chức Đảng ủy"]),
        ("Ban Thường vụ Đảng ủy", ["Đảng ủy các cơ quan Đảng thành phố Bình Hải"]),
        ("Đoàn Thanh niên Cộng sản Hồ Chí Minh các cơ quan Đảng thành phố", ["Đoàn Thanh niên các cơ quan Đảng"]),
        ("Ban Tuyên giáo và Dân vận", ["Ban Tuyên giáo và Dân vận Đảng ủy"]),
        ("khối nội chính - tư pháp", ["Các tổ chức cơ sở đảng trong các cơ quan nội chính – tư pháp"]),
        ("đồng chí Phó Bí thư Thường trực Đảng ủy", ["Trần Minh Khoát"]),
        ("Chánh Văn phòng Đảng ủy", ["Lý Thị Mận"]),
        ("Trưởng Ban Tuyên giáo và Dân vận Đảng ủy", ["Hà Văn Bộc"]),
        ("Đồng chí Hà Văn Bộc, Ủy viên Ban Thường vụ Đảng ủy", ["Hà Văn Bộc"]),
        (
            "Ban Tổ chức, Ban Tuyên giáo và Dân vận và Văn phòng Đảng ủy",
            ["Ban Tổ chức Đảng ủy", "Ban Tuyên giáo và Dân vận Đảng ủy", "Văn phòng Đảng ủy"],
        ),
        (
            "Ban Tuyên giáo và Dân vận, Văn phòng Thành ủy",
            ["Đảng bộ Ban Tuyên giáo và Dân vận Thành ủy", "Đảng bộ Văn phòng Thành ủy"],
        ),
    ],
)
def test_words_find_their_body(office: Tree, words: str, expected: list[str]) -> None:
    found = resolve(words, DAY)

    assert names(found) == expected, found
    assert found.score >= 0.8


def test_a_group_told_a_little_differently_is_proposed_with_less_confidence(office: Tree) -> None:
    found = resolve(
        "Các tổ chức cơ sở đảng trong cơ quan MTTQ, các tổ chức chính trị – xã hội và hội quần chúng thành phố", DAY
    )

    assert found.how is How.GROUP
    assert found.score < 0.95


def test_all_below_means_the_direct_committees_and_cells(office: Tree) -> None:
    found = resolve("các Chi, Đảng bộ trực thuộc", DAY)

    assert found.how is How.ALL_BELOW
    assert len(found.units) == 8
    assert {unit.kind for unit in found.units} == {UnitKind.CELL, UnitKind.COMMITTEE}


@pytest.mark.parametrize("words", ["Ban Tổ chức Thành ủy", "Sở Y tế", "Các chi bộ thôn", ""])
def test_a_stranger_is_not_taken_for_one_of_ours(office: Tree, words: str) -> None:
    assert not resolve(words, DAY)


def test_what_nobody_answers_to_is_said(office: Tree) -> None:
    found = resolve("Văn phòng Đảng ủy, Sở Y tế", DAY)

    assert names(found) == ["Văn phòng Đảng ủy"]
    assert found.unresolved == ("Sở Y tế",)


def test_two_of_the_same_name_are_left_to_a_person(office: Tree) -> None:
    make_unit("Chi bộ 2", office.board, UnitKind.CELL)
    make_unit("Chi bộ 2", office.school, UnitKind.CELL)

    found = resolve("Chi bộ 2", DAY)

    assert not found
    assert "2 đơn vị cùng tên" in found.note


def test_a_taught_phrase_comes_first(office: Tree) -> None:
    phrase = Phrase.objects.create(
        words="Ban Tổ chức", folded=phrase_key("Ban Tổ chức"), learned=True, taught_in="12-KL/ĐU"
    )
    phrase.units.set([office.school])

    found = resolve("các Ban Tổ chức", DAY)

    assert (found.how, names(found)) == (How.PHRASE, ["Đảng bộ Trường Chính trị"])


def test_a_closed_unit_is_not_proposed_but_named(office: Tree) -> None:
    Unit.objects.filter(pk=office.cell.pk).update(valid_to=date(2026, 3, 31))

    found = resolve("Chi bộ 1", DAY)

    assert not found
    assert "31/03/2026" in found.note


def test_an_ended_post_no_longer_speaks_for_its_holder(office: Tree) -> None:
    Post.objects.filter(title="Chánh Văn phòng").update(ends=date(2026, 1, 31))

    assert not resolve("Chánh Văn phòng Đảng ủy", DAY).people


def test_the_snapshot_costs_the_same_for_one_name_and_for_many(office: Tree) -> None:
    with CaptureQueriesContext(connection) as few:
        Directory.load(DAY)
    for number in range(30):
        make_group(f"Khối {number}", make_unit(f"Đảng bộ số {number}", office.root))

    with CaptureQueriesContext(connection) as many:
        directory = Directory.load(DAY)
    with CaptureQueriesContext(connection) as asking:
        for number in range(30):
            directory.resolve(f"Đảng ủy số {number}, Khối {number}")

    assert len(many) == len(few)
    assert len(asking) == 0
