"""Users from the organisation's workbook: a verdict for each row, no password, only for who keeps users."""

import pytest

from nennep.accounts.actions.slips import activate
from nennep.accounts.models import User
from nennep.accounts.tests.make import make_slip_for
from nennep.imports.actions import commit_preview, make_preview, undo_preview
from nennep.imports.models import Preview
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.organisation.importing.importer import OrganisationImporter
from nennep.organisation.importing.workbook import workbook
from nennep.organisation.models import Grant, Post, Unit
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant
from nennep.organisation.tests.test_importing import book, verdicts
from tests.cast import Cast

IMPORTER = OrganisationImporter()
PEOPLE = ("Họ và tên", "Tên đăng nhập", "Email", "SĐT")
POSTS = ("Đơn vị", "Chức vụ", "Họ và tên", "Tên đăng nhập")


@pytest.fixture
def keeper(cast: Cast) -> User:
    """Keeps users and the tree, as the first person of a small office does."""
    make_grant(cast.sysadmin, Role.CLERK, cast.tree.root, subtree=True)
    return cast.sysadmin


def previewed(content: bytes, by: User) -> Preview:
    return make_preview(IMPORTER, "nguoi-dung.xlsx", [content], by=by)


def commit(preview: Preview, by: User) -> Preview:
    return commit_preview(preview, preview.digest, IMPORTER, by=by)


def test_each_row_is_judged_and_the_new_ones_wait_for_their_slip(cast: Cast) -> None:
    clerk = cast.clerk
    rows = [
        PEOPLE,
        ("Lê Thị Na", "Na.LT", "na@binhhai.example", "0912"),
        (clerk.full_name, clerk.username, "", ""),
        (clerk.full_name, clerk.username.upper(), "", ""),
        ("Tên khác", cast.contact.username, "khac@binhhai.example", ""),
        ("", "thieu-ten", "", ""),
        ("Tên có dấu", "tên có dấu", "không phải thư", ""),
        (clerk.full_name, "cung-ten", "", ""),
    ]
    preview = previewed(book(A=rows), cast.sysadmin)
    assert verdicts(preview) == ["new", "same", "doubtful", "doubtful", "wrong", "wrong", "new"]
    assert clerk.username in preview.rows.get(row=8).reasons[0]
    assert preview.rows.get(row=5).changes["Họ và tên"] == [cast.contact.full_name, "Tên khác"]

    commit(preview, cast.sysadmin)

    made = User.objects.get(username="na.lt")
    assert (made.full_name, made.email, made.phone) == ("Lê Thị Na", "na@binhhai.example", "0912")
    assert not made.has_usable_password()
    assert made in User.objects.waiting()
    cast.contact.refresh_from_db()
    assert cast.contact.full_name != "Tên khác"
    assert Entry.objects.filter(action="user.created").count() == 2
    assert verdicts(previewed(book(A=rows[:2]), cast.sysadmin)) == ["same"]


def test_a_post_may_name_somebody_of_the_same_workbook(cast: Cast, keeper: User) -> None:
    content = book(
        A=[POSTS, ("Ban Tổ chức Đảng ủy", "Phó ban", "Lê Thị Na", ""), ("Văn phòng Đảng ủy", "Văn thư", "", "an.tv")],
        B=[PEOPLE, ("Lê Thị Na", "na.lt", "", ""), ("Trần Văn An", "an.tv", "", "")],
    )
    preview = previewed(content, keeper)
    assert verdicts(preview) == ["new"] * 4

    commit(preview, keeper)

    assert Post.objects.get(title="Phó ban").holder == User.objects.get(username="na.lt")
    assert Post.objects.get(title="Văn thư").holder == User.objects.get(username="an.tv")
    assert verdicts(previewed(content, keeper)) == ["same"] * 4


def test_a_name_that_two_will_bear_needs_the_username(cast: Cast, keeper: User) -> None:
    rows = [PEOPLE, ("Lê Thị Na", "na.lt", "", ""), ("Lê Thị Na", "na.lt2", "", "")]
    preview = previewed(book(A=[POSTS, ("Ban Tổ chức Đảng ủy", "Phó ban", "Lê Thị Na", "")], B=rows), keeper)

    assert verdicts(preview) == ["wrong", "new", "new"]


def test_a_post_held_by_another_is_not_given_to_a_newcomer_by_a_file(cast: Cast, keeper: User) -> None:
    rows = [POSTS, (cast.tree.root.name, "Phó Bí thư Thường trực", "Lê Thị Na", "")]
    preview = previewed(book(A=rows, B=[PEOPLE, ("Lê Thị Na", "na.lt", "", "")]), keeper)

    assert verdicts(preview) == ["doubtful", "new"]


def test_who_may_not_keep_users_adds_none_and_who_may_not_keep_the_tree_no_unit(cast: Cast) -> None:
    people, units = [PEOPLE, ("Lê Thị Na", "na.lt", "", "")], [("Tên đơn vị",), ("Chi bộ mới",)]
    for by, expected in ((cast.clerk, ["wrong", "new"]), (cast.sysadmin, ["new", "wrong"])):
        preview = previewed(book(A=people, B=units), by)
        assert verdicts(preview) == expected
        assert "không có quyền" in preview.rows.get(verdict="wrong").reasons[0]
        commit(preview, by)

    assert User.objects.filter(username="na.lt").count() == 1
    assert Unit.objects.filter(name="Chi bộ mới").count() == 1
    with pytest.raises(NotAllowed):
        previewed(book(A=people), cast.contact)


def test_a_right_lost_between_looking_and_writing_writes_nothing(cast: Cast) -> None:
    make_grant(cast.clerk, Role.SYSADMIN, cast.tree.root)
    preview = previewed(book(A=[PEOPLE, ("Lê Thị Na", "na.lt", "", "")]), cast.clerk)
    Grant.objects.filter(user=cast.clerk, role=Role.SYSADMIN).delete()

    with pytest.raises(RuleBroken, match="đã thay đổi"):
        commit(preview, cast.clerk)
    assert not User.objects.filter(username="na.lt").exists()


def test_our_own_workbook_holds_what_one_may_write_and_comes_back_unchanged(cast: Cast, keeper: User) -> None:
    whole = previewed(workbook(by=keeper), keeper)
    assert set(verdicts(whole)) == {"same"}
    assert whole.rows.filter(kind="people").exclude(verdict="skipped").count() == User.objects.count()

    assert not previewed(workbook(by=cast.clerk), cast.clerk).rows.filter(kind="people").exists()


def test_users_are_taken_back_until_somebody_has_chosen_a_password(cast: Cast) -> None:
    content = book(A=[PEOPLE, ("Lê Thị Na", "na.lt", "", "")])
    undo_preview(commit(previewed(content, cast.sysadmin), cast.sysadmin), IMPORTER, by=cast.sysadmin)
    assert not User.objects.filter(username="na.lt").exists()

    second = commit(previewed(content, cast.sysadmin), cast.sysadmin)
    activate("na.lt", make_slip_for(User.objects.get(username="na.lt")).code, "một mật khẩu đủ dài")
    with pytest.raises(RuleBroken):
        undo_preview(second, IMPORTER, by=cast.sysadmin)
    assert User.objects.filter(username="na.lt").exists()
