import io

import pytest
from django.core.management import CommandError, call_command

from nennep.accounts.actions.slips import activate
from nennep.accounts.models import User
from nennep.accounts.tests.make import PASSWORD
from nennep.journal.models import Entry
from nennep.organisation.models import Grant
from nennep.organisation.rules import Role
from tests.cast import Cast

CREATE = ("create", "--office", "Đảng ủy phường Hòa Bình", "--username", "thu.suong", "--full-name", "Đỗ Thị Thu Sương")


def test_the_first_administrator_is_made_at_the_server(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))

    call_command("admin", *CREATE)

    user = User.objects.get()
    assert user.check_password(PASSWORD)
    assert Grant.objects.get().role == Role.SYSADMIN


@pytest.mark.parametrize(("password", "sentence"), [("123", "ngắn quá"), ("thu.suong.12", "giống tên")])
def test_a_weak_password_is_refused(db: None, monkeypatch: pytest.MonkeyPatch, password: str, sentence: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))

    with pytest.raises(CommandError, match=sentence):
        call_command("admin", *CREATE)
    assert not User.objects.exists()


def test_an_office_that_stands_gets_no_second_first_administrator(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))

    with pytest.raises(CommandError, match="đã được lập"):
        call_command("admin", *CREATE)


def test_a_locked_out_office_gets_a_slip_at_the_server(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("admin", "slip", cast.sysadmin.username)

    code = capsys.readouterr().out.strip().rsplit(" ", 1)[-1]
    assert activate(cast.sysadmin.username, code, PASSWORD) == cast.sysadmin
    assert Entry.objects.get(action="reset.at_server").actor == "system"
