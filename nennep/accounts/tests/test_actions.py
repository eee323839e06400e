from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from nennep.accounts.actions.office import First, NewOffice, found_office
from nennep.accounts.actions.resets import ask_reset, confirm_reset, refuse_reset
from nennep.accounts.actions.slips import activate, mail_slip, make_slips
from nennep.accounts.actions.users import Person, create_user, disable_user, edit_user, enable_user
from nennep.accounts.models import ActivationSlip, FactorReset, User
from nennep.accounts.rules import hash_of_code, is_username, new_code, session_over
from nennep.accounts.tests.make import PASSWORD, make_newcomer, make_slip_for
from nennep.journal.models import Detail, Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant
from tests.cast import Cast

NEW = Person("dang.moi", "Đặng Thị Mới")


def actions_recorded() -> list[str]:
    return list(Entry.objects.order_by("n").values_list("action", flat=True))


def test_a_user_is_created_without_a_password(cast: Cast) -> None:
    user = create_user(NEW, by=cast.sysadmin)

    assert not user.has_usable_password()
    assert user.folded_name == "dang thi moi"
    assert actions_recorded() == ["user.created"]


def test_a_name_that_is_taken_is_refused(cast: Cast) -> None:
    with pytest.raises(RuleBroken):
        create_user(Person("CHUYEN-VIEN", "Ai đó"), by=cast.sysadmin)


def test_only_the_keeper_of_users_creates_edits_disables(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        create_user(NEW, by=cast.clerk)
    with pytest.raises(NotAllowed):
        edit_user(cast.member, NEW, by=cast.clerk)
    with pytest.raises(NotAllowed):
        disable_user(cast.member, "", by=cast.clerk)
    with pytest.raises(NotAllowed):
        enable_user(cast.member, by=cast.clerk)
    assert actions_recorded() == []


def test_an_edit_is_journalled_with_before_and_after(cast: Cast) -> None:
    edit_user(cast.member, NEW, by=cast.sysadmin)

    body = Detail.objects.get(entry__action="user.edited").body
    assert (body["before"]["full_name"], body["after"]["full_name"]) == ("Ngô Tấn Lộc", "Đặng Thị Mới")


def test_disabling_takes_slips_along_and_can_be_undone(cast: Cast) -> None:
    newcomer = make_newcomer()
    make_slip_for(newcomer)

    disable_user(newcomer, "nhầm người", by=cast.sysadmin)
    assert not ActivationSlip.objects.exists()
    with pytest.raises(RuleBroken):
        disable_user(newcomer, "lần nữa", by=cast.sysadmin)

    enable_user(newcomer, by=cast.sysadmin)
    newcomer.refresh_from_db()
    assert newcomer.is_active


def test_nobody_disables_oneself_or_the_last_keeper(cast: Cast) -> None:
    make_grant(cast.clerk, Role.SYSADMIN, cast.tree.root)
    with pytest.raises(RuleBroken, match="tự khóa"):
        disable_user(cast.clerk, "", by=cast.clerk)

    disable_user(cast.sysadmin, "nghỉ hưu", by=cast.clerk)

    make_grant(cast.organiser, Role.SYSADMIN, cast.tree.cell).delete()
    with pytest.raises(RuleBroken, match="tự khóa"):
        disable_user(cast.clerk, "", by=cast.clerk)


def test_a_new_slip_takes_the_force_of_the_old_one(cast: Cast) -> None:
    newcomer = make_newcomer()
    [old] = make_slips([newcomer], by=cast.sysadmin)
    [new] = make_slips([newcomer], by=cast.sysadmin)

    with pytest.raises(RuleBroken):
        activate("nguoi-moi", old.code, PASSWORD)
    assert activate("nguoi-moi", new.code, PASSWORD).check_password(PASSWORD)


def test_only_the_hash_of_a_code_is_kept(cast: Cast) -> None:
    [slip] = make_slips([make_newcomer()], by=cast.sysadmin)

    kept = ActivationSlip.objects.get()
    assert kept.code_hash == hash_of_code(slip.code)
    assert slip.code not in str(list(Detail.objects.values_list("body", flat=True)))


def test_somebody_with_a_password_gets_no_slip(cast: Cast) -> None:
    with pytest.raises(RuleBroken):
        make_slips([cast.clerk], by=cast.sysadmin)
    with pytest.raises(NotAllowed):
        make_slips([make_newcomer()], by=cast.clerk)


def test_a_slip_ends_after_fourteen_days_and_with_its_use(cast: Cast) -> None:
    slip = make_slip_for(make_newcomer())
    assert slip.kept.expires_at - timezone.now() > timedelta(days=13, hours=23)

    ActivationSlip.objects.update(expires_at=timezone.now())

    with pytest.raises(RuleBroken):
        activate("nguoi-moi", slip.code, PASSWORD)


def test_a_slip_opens_only_its_own_account(cast: Cast) -> None:
    slip = make_slip_for(make_newcomer())

    with pytest.raises(RuleBroken):
        activate(cast.clerk.username, slip.code, PASSWORD)


def test_a_mailed_slip_reaches_the_person(cast: Cast) -> None:
    newcomer = make_newcomer()

    mail_slip(newcomer, by=cast.sysadmin)

    [letter] = mail.outbox
    assert letter.to == [newcomer.email]
    assert "Mã kích hoạt:" in letter.body


def test_a_slip_that_could_not_be_mailed_has_no_force(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise SMTPRecipientsRefused({})

    monkeypatch.setattr("nennep.accounts.actions.slips.send_mail", refuse)

    with pytest.raises(RuleBroken, match="Không gửi được"):
        mail_slip(make_newcomer(), by=cast.sysadmin)
    assert not ActivationSlip.objects.exists()


def test_without_a_way_for_mail_slips_are_printed(cast: Cast, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    with pytest.raises(RuleBroken, match="NENNEP_MAIL"):
        mail_slip(make_newcomer(), by=cast.sysadmin)


def test_two_officers_reset_everything_old(cast: Cast) -> None:
    Authenticator.objects.create(user=cast.clerk, type=Authenticator.Type.TOTP, data={"secret": ""})
    reset = ask_reset(cast.clerk, "mất điện thoại", by=cast.sysadmin)

    slip = confirm_reset(reset, by=cast.organiser)

    cast.clerk.refresh_from_db()
    assert not cast.clerk.has_usable_password()
    assert not Authenticator.objects.exists()
    assert activate(cast.clerk.username, slip.code, PASSWORD) == cast.clerk
    assert actions_recorded() == ["reset.asked", "reset.confirmed", "slip.made", "user.activated"]


def test_one_officer_alone_resets_nothing(cast: Cast) -> None:
    reset = ask_reset(cast.clerk, "mất điện thoại", by=cast.sysadmin)

    with pytest.raises(RuleBroken):
        confirm_reset(reset, by=cast.sysadmin)
    with pytest.raises(RuleBroken):
        confirm_reset(reset, by=cast.clerk)  # the person, though a clerk
    with pytest.raises(NotAllowed):
        confirm_reset(reset, by=cast.contact)
    with pytest.raises(NotAllowed):
        ask_reset(cast.member, "", by=cast.organiser)


def test_a_reset_is_decided_once_and_within_three_days(cast: Cast) -> None:
    reset = ask_reset(cast.clerk, "quên", by=cast.sysadmin)
    with pytest.raises(RuleBroken):
        ask_reset(cast.clerk, "quên nữa", by=cast.sysadmin)
    refuse_reset(reset, by=cast.sysadmin)
    with pytest.raises(RuleBroken):
        confirm_reset(reset, by=cast.organiser)

    late = ask_reset(cast.clerk, "quên", by=cast.sysadmin)
    FactorReset.objects.filter(pk=late.pk).update(expires_at=timezone.now())
    with pytest.raises(RuleBroken):
        confirm_reset(late, by=cast.organiser)
    assert ask_reset(cast.clerk, "quên", by=cast.sysadmin).pk != late.pk


def test_an_office_is_founded_once(cast: Cast) -> None:
    with pytest.raises(RuleBroken):
        found_office(NewOffice("Đảng ủy"), First(NEW, PASSWORD))
    assert not User.objects.filter(username="dang.moi").exists()


def test_codes_are_long_and_typed_as_one_likes() -> None:
    code = new_code()

    assert hash_of_code(code) == hash_of_code(code.upper().replace("-", " "))
    assert len({new_code() for _ in range(1000)}) == 1000


def test_user_names_are_plain() -> None:
    assert is_username("thu.suong")
    assert not any(is_username(name) for name in ("a", "Thu", "thu sương", ".thu", "thu\n", "ſam"))


def test_a_session_ends_idle_or_old() -> None:
    assert not session_over(0, 0, 1800)
    assert session_over(0, 0, 1801)
    assert session_over(0, 43_200, 43_201)
