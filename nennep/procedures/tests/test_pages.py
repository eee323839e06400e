"""The pages of cases, as their members see them; and what others see."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from nennep.accounts.models import User
from nennep.lib.dates import format_date
from nennep.lib.periods import read_period
from nennep.organisation.models import Unit
from nennep.procedures.actions.moving import here
from nennep.procedures.models import Case
from nennep.procedures.queries.standing import current_step
from nennep.procedures.queries.statistics import lines_of
from nennep.procedures.tests.make import bring_to, fill, make_case, make_extendable
from nennep.procedures.views import statistics
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[User | None], Client]
TODAY = timezone.localdate()
BEGAN = TODAY - timedelta(days=20)


def page(browser: Client, case: Case, more: str = "") -> str:
    answer = browser.get(f"/cases/{case.public_id}/{more}")
    assert answer.status_code == 200
    return answer.content.decode()


def send(browser: Client, case: Case, door: str, **typed: object) -> str:
    answer = browser.post(f"/cases/{case.public_id}/{door}/", {"seen": here(case), **typed}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_case_is_opened_from_its_procedure(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.contact)

    typed = {"unit": cast.tree.board.pk, "subject": "Quách Gia Bảo", "day": format_date(BEGAN)}
    shown = browser.post("/cases/new/admission/", typed, follow=True).content.decode()

    assert "Kết nạp đảng viên: Quách Gia Bảo" in shown
    assert "Chỉ 1 người được giao mở được hồ sơ này." in shown
    assert "Còn thiếu giấy tờ: Đơn xin vào Đảng." in shown


def test_a_day_to_come_is_said_and_what_was_typed_stays(cast: Cast, enter: Enter) -> None:
    typed = {"unit": cast.tree.board.pk, "subject": "Quách Gia Bảo", "day": format_date(TODAY + timedelta(days=1))}

    shown = enter(cast.contact).post("/cases/new/admission/", typed).content.decode()

    assert "Ngày bắt đầu hồ sơ chưa đến." in shown
    assert "Quách Gia Bảo" in shown
    assert not Case.objects.exists()


def test_rank_opens_no_case(cast: Cast, enter: Enter) -> None:
    case = make_case(cast.tree.board, cast.organiser, day=BEGAN)

    for person in (cast.secretary, cast.clerk, cast.contact, cast.sysadmin, cast.auditor):
        browser = enter(person)
        assert browser.get(f"/cases/{case.public_id}/").status_code == 404
        assert case.subject not in browser.get("/cases/").content.decode()


def test_papers_answers_and_the_vote_make_a_step_ready(cast: Cast, enter: Enter) -> None:
    case, browser = make_case(cast.tree.board, cast.organiser, day=BEGAN), enter(cast.organiser)
    told = current_step(case).told

    for paper in told.papers:
        file = SimpleUploadedFile("tep.txt", "Nội dung".encode())
        send(browser, case, "papers", key=paper.key, number="1-Đ", day=format_date(BEGAN), file=file)
    shown = send(browser, case, "checks", **{f"answer-{check.key}": "yes" for check in told.checks})

    assert "Đủ để xong bước" in shown
    assert "Xong bước này" in shown
    done = send(browser, case, "finish", result="complete", day=format_date(TODAY))
    assert "Giới thiệu người vào Đảng" in done
    assert f"Nhận đơn và lý lịch: Đơn và lý lịch đủ, ngày {format_date(TODAY)}." in done


def test_an_answer_that_needs_its_reason_keeps_what_was_typed(cast: Cast, enter: Enter) -> None:
    case, browser = make_case(cast.tree.board, cast.organiser, day=BEGAN), enter(cast.organiser)

    shown = send(browser, case, "checks", **{"answer-age_least": "yes", "answer-over_age": "exempt"})

    assert "nếu không đặt ra thì ghi lý do" in shown
    assert 'value="exempt" id="id_answer-over_age_2" checked' in shown or 'value="exempt"' in shown
    assert not current_step(case).checks.exists()


def test_what_a_step_lacks_is_said_beside_each_result(cast: Cast, enter: Enter) -> None:
    case = make_case(cast.tree.board, cast.organiser, day=BEGAN)

    shown = page(enter(cast.organiser), case, "finish/")

    assert "chỉ chọn được những kết quả không cần đủ giấy tờ" in shown
    assert "Còn thiếu giấy tờ: Đơn xin vào Đảng." in shown
    assert "Rút đơn, hoặc không đủ điều kiện" in shown


def test_a_step_seen_before_somebody_went_on_takes_nothing(cast: Cast, enter: Enter) -> None:
    case, browser = make_case(cast.tree.board, cast.organiser, day=BEGAN), enter(cast.organiser)
    before = here(case)
    fill(case, BEGAN, cast.organiser)
    send(browser, case, "finish", result="complete", day=format_date(BEGAN))

    typed = {"seen": before, "result": "introduced", "day": format_date(TODAY)}
    again = browser.post(f"/cases/{case.public_id}/finish/", typed)

    assert "Hồ sơ đã sang bước khác." in again.content.decode()


def test_a_vote_is_counted_with_the_share_of_the_rule(cast: Cast, enter: Enter) -> None:
    case, browser = make_case(cast.tree.board, cast.organiser, day=BEGAN), enter(cast.organiser)
    bring_to(case, "resolution", BEGAN, cast.organiser)

    send(browser, case, "vote", day=format_date(TODAY), eligible=9, present=8, agreed=5)

    shown = page(browser, case)
    assert "Không đủ tỷ lệ" in shown
    assert "5 trên 8 có mặt, 9 được biểu quyết" in shown


def test_the_clock_stops_runs_on_and_is_extended_in_the_open(cast: Cast, enter: Enter) -> None:
    make_extendable()
    case, browser = make_case(cast.tree.board, cast.organiser, "extendable", BEGAN), enter(cast.organiser)
    first = case.due

    stopped = send(browser, case, "stop", day=format_date(BEGAN + timedelta(days=3)), reason="chờ kết luận")
    assert "Đang tạm dừng" in stopped
    send(browser, case, "restart", day=format_date(BEGAN + timedelta(days=8)))
    shown = send(browser, case, "extend", day=format_date(TODAY), reason="vụ việc phức tạp", n=10)

    case.refresh_from_db()
    assert first
    assert case.due == first + timedelta(days=15)  # five days of standing still, ten more
    assert "Gia hạn 10 ngày" in shown
    assert "Tạm dừng sau khi hết" in shown


def test_the_list_is_narrowed_by_state_procedure_and_words(cast: Cast, enter: Enter) -> None:
    make_case(cast.tree.board, cast.organiser, day=BEGAN)
    make_case(cast.tree.board, cast.organiser, "recognition", TODAY - timedelta(days=500))
    browser = enter(cast.organiser)

    late = browser.get("/cases/?state=late").content.decode()
    found = browser.get("/cases/?q=luong+thao&procedure=admission").content.decode()

    assert "1 trên 2 hồ sơ đã quá hạn một bước" in late
    assert "Công nhận đảng viên chính thức" in late
    assert "1–1 trên 1 hồ sơ" in found


def test_who_is_named_comes_in_and_the_last_one_stays(cast: Cast, enter: Enter) -> None:
    case, browser = make_case(cast.tree.board, cast.organiser, day=BEGAN), enter(cast.organiser)

    send(browser, case, "members", person=cast.secretary.pk)

    assert "Trần Minh Khoát" in page(enter(cast.secretary), case)
    mine = case.members.get(user=cast.organiser)
    browser.post(f"/cases/members/{mine.public_id}/end/")
    assert browser.get(f"/cases/{case.public_id}/").status_code == 404
    last = case.members.get(ended_at=None)
    said = enter(cast.secretary).post(f"/cases/members/{last.public_id}/end/", follow=True).content.decode()
    assert "Hồ sơ phải còn ít nhất một người được giao." in said


def test_an_ended_case_says_how_it_ended(cast: Cast, enter: Enter) -> None:
    case, browser = make_case(cast.tree.board, cast.organiser, day=BEGAN), enter(cast.organiser)

    shown = send(browser, case, "finish", result="withdrawn", day=format_date(TODAY), note="rút đơn")

    assert "<strong>Không kết nạp</strong>" in shown
    assert "rút đơn" in shown
    assert "Xong bước này" not in shown
    assert browser.get(f"/cases/{case.public_id}/finish/").status_code == 404


def test_a_procedure_shows_its_steps_its_picture_and_what_the_office_must_say(cast: Cast, enter: Enter) -> None:
    shown = enter(cast.member).get("/procedures/admission/").content.decode()

    assert "Kết nạp đảng viên: 9 bước" in shown
    assert '<svg class="procedure"' in shown
    assert "Cơ quan đặt thời hạn thẩm tra lý lịch của người xin vào Đảng là bao lâu?" in shown


def test_a_period_is_counted_without_a_name(cast: Cast, enter: Enter) -> None:
    make_extendable()
    late = make_case(cast.tree.board, cast.organiser, "extendable", TODAY - timedelta(days=40))
    make_case(cast.tree.board, cast.organiser, "extendable", TODAY)
    browser = enter(cast.organiser)
    send(browser, late, "finish", result="settled", day=format_date(TODAY))

    shown = enter(cast.secretary).get(f"/cases/statistics/?period={TODAY.year}").content.decode()

    assert "Quy trình có gia hạn" in shown
    assert "Đã giải quyết: 1" in shown
    assert "quá hạn</span> 1" in shown
    assert late.subject not in shown
    (line,) = lines_of(cast.tree.root, read_period(str(TODAY.year)))
    assert (line.opened, line.closed, line.running, line.steps, line.steps_late) == (2, 1, 1, 1, 1)
    assert enter(cast.member).get("/cases/statistics/").status_code == 404


def test_among_many_units_one_goes_up_or_a_level_down(
    cast: Cast, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree, browser = cast.tree, enter(cast.secretary)

    def offered(unit: Unit) -> list[Unit]:
        return list(browser.get("/cases/statistics/", {"unit": unit.public_id}).context["units"])

    assert offered(tree.cell) == [tree.root, tree.office, tree.board, tree.cell, tree.school]
    monkeypatch.setattr(statistics, "MANY_UNITS", 3)

    assert offered(tree.root) == [tree.root, tree.office, tree.board, tree.school]
    assert offered(tree.cell) == [tree.root, tree.board, tree.cell]
