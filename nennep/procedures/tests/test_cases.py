"""Cases run through their procedure: what works, what is refused, who may, what the journal hears."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from nennep.facts.actions import NewDay, add_days
from nennep.facts.models import DayKind, Fact
from nennep.journal.models import Entry
from nennep.lib.errors import BadFile, NotAllowed, RuleBroken
from nennep.procedures.actions.membership import add_member, end_member
from nennep.procedures.actions.moving import Change, Finish, annul_case, change_clock, finish_step, here
from nennep.procedures.actions.opening import Opening, open_case
from nennep.procedures.actions.recording import CheckTold, PaperTold, add_paper, annul_paper, answer_check, record_vote
from nennep.procedures.actions.shipping import load_shipped
from nennep.procedures.catalogue.shipped import texts
from nennep.procedures.listening import bring_shipped
from nennep.procedures.models import Case, EventKind, ProcedureVersion, VersionState
from nennep.procedures.queries.standing import clock_of_step, current_step
from nennep.procedures.rules import Answer, Ballot, CaseState
from nennep.procedures.tests.make import FIRST, PERSON, bring_to, do_step, fill, make_case
from tests.cast import Cast

pytestmark = pytest.mark.django_db
DECIDED = date(2026, 10, 1)


def actions() -> list[str]:
    return list(Entry.objects.order_by("n").values_list("action", flat=True))


def test_an_admission_goes_from_the_application_to_the_ceremony(cast: Cast) -> None:
    by = cast.contact
    case = make_case(cast.tree.board, by)

    case = bring_to(case, "ceremony", DECIDED, by)
    clock = clock_of_step(current_step(case))
    assert clock
    assert (clock.legal.day, case.due) == (date(2026, 11, 12), date(2026, 11, 12))
    assert "Đếm 30 ngày làm việc, đến thứ Năm 12/11/2026." in [step.sentence for step in clock.steps()]
    case = do_step(case, "admitted", date(2026, 10, 20), by)

    case.refresh_from_db()
    assert (case.state, case.end, case.ended_on) == (CaseState.CLOSED, "admitted", date(2026, 10, 20))
    assert case.due is None
    assert [step.key for step in case.steps.all()] == [step.key for step in case.version.told.steps]
    assert {"case.opened", "case.paper_added", "case.check_answered", "case.vote_recorded"} <= set(actions())
    assert actions().count("case.step_done") == len(case.version.told.steps)
    assert actions()[-1] == "case.closed"
    assert PERSON not in str([*Entry.objects.values_list("detail__body", flat=True)])


def test_a_recognition_waits_twelve_months_and_then_thirty_working_days(cast: Cast) -> None:
    by = cast.contact
    case = make_case(cast.tree.board, by, "recognition", date(2025, 10, 1))
    assert case.due == DECIDED

    fill(case, DECIDED, by)
    with pytest.raises(RuleBroken, match="Phải chờ hết thời hạn của bước này, thứ Năm 01/10/2026"):
        finish_step(case, here(case), Finish("over", date(2026, 9, 30)), by=by)
    case = finish_step(case, here(case), Finish("over", date(2026, 10, 5)), by=by)

    assert case.due == date(2026, 11, 12)  # from the end of probation, not from the day it was written down


def test_the_third_vote_without_two_thirds_goes_to_the_superior(cast: Cast) -> None:
    by, day = cast.contact, date(2026, 10, 6)
    case = bring_to(make_case(cast.tree.board, by, "recognition", date(2025, 10, 1)), "review", day, by)

    for turn, way in enumerate(("again", "again", "superior"), 1):
        for result in ("not_proposed", way):
            fill(case, day, by, agreed=5)
            if (result, turn) == ("again", 1):
                with pytest.raises(RuleBroken, match="Chỉ chọn “Không đủ tỷ lệ sau số lần quy định"):
                    finish_step(case, here(case), Finish("superior", day), by=by)
            case = finish_step(case, here(case), Finish(result, day), by=by)

    assert case.at == "superior"


def test_closing_is_refused_with_what_is_missing(cast: Cast) -> None:
    case = make_case(cast.tree.board, cast.contact)

    with pytest.raises(RuleBroken, match="Còn thiếu giấy tờ: Đơn xin vào Đảng") as refused:
        finish_step(case, here(case), Finish("complete", FIRST), by=cast.contact)

    assert "Chưa trả lời: Đã đủ trình độ học vấn?" in str(refused.value)
    assert current_step(case).key == "application"
    finish_step(case, here(case), Finish("withdrawn", FIRST), by=cast.contact)
    case.refresh_from_db()
    assert case.end == "refused"


def test_a_case_waits_for_the_cases_below_it(cast: Cast) -> None:
    by, case = cast.contact, make_case(cast.tree.board, cast.contact)
    below = open_case(Opening("recognition", cast.tree.board, "Người khác", FIRST, parent=case), by=by)

    with pytest.raises(RuleBroken, match="Còn 1 hồ sơ nhánh"):
        finish_step(case, here(case), Finish("withdrawn", FIRST), by=by)
    annul_case(below, "mở nhầm", by=by)

    assert finish_step(case, here(case), Finish("withdrawn", FIRST), by=by).state == CaseState.CLOSED


def test_two_people_do_not_do_one_step_twice(cast: Cast) -> None:
    by, case = cast.contact, make_case(cast.tree.board, cast.contact)
    seen = here(case)
    do_step(case, "complete", FIRST, by)

    with pytest.raises(RuleBroken, match="đã sang bước khác"):
        finish_step(case, seen, Finish("complete", FIRST), by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        case.steps.create(key="application", begun_on=FIRST)


def test_rank_opens_no_case(cast: Cast) -> None:
    case = make_case(cast.tree.board, cast.contact)
    everybody = [getattr(cast, name) for name in Cast.__dataclass_fields__ if name != "tree"]

    assert [user for user in everybody if Case.objects.visible_to(user).exists()] == [cast.contact]
    for user in (cast.secretary, cast.organiser, cast.sysadmin):
        with pytest.raises(NotAllowed):
            finish_step(case, here(case), Finish("withdrawn", FIRST), by=user)
        with pytest.raises(NotAllowed):
            add_member(case, user, by=user)


def test_members_are_named_one_by_one_and_one_always_stays(cast: Cast) -> None:
    case = make_case(cast.tree.board, cast.contact)
    own = case.members.get()

    with pytest.raises(RuleBroken, match="ít nhất một người"):
        end_member(own, by=cast.contact)
    add_member(case, cast.organiser, by=cast.contact)
    with pytest.raises(RuleBroken, match="đã được giao"):
        add_member(case, cast.organiser, by=cast.contact)
    end_member(own, by=cast.organiser)

    assert [user for user in (cast.contact, cast.organiser) if Case.objects.visible_to(user).exists()] == [
        cast.organiser
    ]
    assert actions()[-2:] == ["case.member_added", "case.member_ended"]


def test_who_may_open_a_case_and_where(cast: Cast) -> None:
    for user in (cast.secretary, cast.member, cast.sysadmin, cast.neighbour):
        with pytest.raises(NotAllowed):
            make_case(cast.tree.board, user)
    with pytest.raises(RuleBroken, match="chưa đến"):
        make_case(cast.tree.board, cast.contact, day=date(2099, 1, 1))
    with pytest.raises(RuleBroken, match="của ai"):
        open_case(Opening("admission", cast.tree.board, " ", FIRST), by=cast.contact)
    with pytest.raises(RuleBroken, match="Chưa có bản nào"):
        make_case(cast.tree.board, cast.contact, "nothing")


def test_a_clock_stops_and_runs_on_in_the_open(cast: Cast) -> None:
    by = cast.contact
    case = bring_to(make_case(cast.tree.board, by), "ceremony", DECIDED, by)

    change_clock(case, here(case), Change(EventKind.STOPPED, date(2026, 10, 8), "thiên tai", "7-CV"), by=by)
    with pytest.raises(RuleBroken, match="đang tạm dừng"):
        finish_step(case, here(case), Finish("not_held", date(2026, 10, 9)), by=by)
    with pytest.raises(RuleBroken, match="phải cho chạy lại"):
        change_clock(case, here(case), Change(EventKind.STOPPED, date(2026, 10, 9), "lại"), by=by)
    change_clock(case, here(case), Change(EventKind.RESTARTED, date(2026, 10, 15)), by=by)
    with pytest.raises(RuleBroken, match="không cho gia hạn"):
        change_clock(case, here(case), Change(EventKind.EXTENDED, date(2026, 10, 16), "bận"), by=by)

    case.refresh_from_db()
    assert case.due == date(2026, 11, 19)  # five working days stood still
    assert current_step(case).events.count() == 3


def test_an_extension_keeps_to_the_figure(cast: Cast) -> None:
    by, key = cast.contact, "members.ceremony"
    said = {"extension_value": "10", "extension_unit": "working_day", "extension_times": 1}
    Fact.objects.filter(key=key).update(**said, extension_ground="có lý do chính đáng")
    case = bring_to(make_case(cast.tree.board, by), "ceremony", DECIDED, by)
    longer = Change(EventKind.EXTENDED, date(2026, 10, 16), "lũ lụt", "9-CV", n=5)

    with pytest.raises(RuleBroken, match="nhiều nhất 10 ngày làm việc"):
        change_clock(case, here(case), replace(longer, n=11), by=by)
    change_clock(case, here(case), longer, by=by)
    with pytest.raises(RuleBroken, match="Chỉ được gia hạn 1 lần"):
        change_clock(case, here(case), replace(longer, day=date(2026, 10, 19)), by=by)

    case.refresh_from_db()
    assert case.due == date(2026, 11, 19)
    assert actions()[-1] == "case.clock_extended"


def test_a_paper_comes_through_the_guard_and_is_taken_back_with_a_reason(
    cast: Cast, settings: pytest.FixtureRequest, tmp_path: Path
) -> None:
    settings.FILES_ROOT = tmp_path  # type: ignore[attr-defined]
    by, case = cast.contact, make_case(cast.tree.board, cast.contact)
    told = PaperTold("application", FIRST, "Đơn")

    with pytest.raises(BadFile):
        add_paper(case, here(case), told, ContentFile(b"MZ\x90\x00", "don.exe"), by=by)
    paper = add_paper(case, here(case), told, ContentFile("Đơn xin vào Đảng".encode(), "don.txt"), by=by)
    with pytest.raises(RuleBroken, match="không có giấy tờ ấy"):
        add_paper(case, here(case), replace(told, key="none"), by=by)
    with pytest.raises(RuleBroken, match="lý do"):
        annul_paper(paper, " ", by=by)
    annul_paper(paper, "nhầm người", by=by)

    assert paper.file
    assert actions()[-1] == "case.paper_annulled"
    assert not current_step(case).papers.filter(annulled_at=None).exists()


def test_an_exemption_needs_its_reason(cast: Cast) -> None:
    by, case = cast.contact, make_case(cast.tree.board, cast.contact)

    with pytest.raises(RuleBroken, match="ghi lý do"):
        answer_check(case, here(case), CheckTold("readmission", Answer.EXEMPT), by=by)
    with pytest.raises(RuleBroken, match="có hoặc không"):
        answer_check(case, here(case), CheckTold("education", Answer.EXEMPT, "không rõ"), by=by)
    answer_check(case, here(case), CheckTold("readmission", Answer.NO), by=by)
    answer_check(case, here(case), CheckTold("readmission", Answer.EXEMPT, "xin vào lần đầu"), by=by)

    assert [check.answer for check in current_step(case).checks.all()] == [Answer.EXEMPT]


def test_a_vote_adds_up_and_is_held_once(cast: Cast) -> None:
    by = cast.contact
    case = bring_to(make_case(cast.tree.board, by), "resolution", DECIDED, by)

    with pytest.raises(RuleBroken, match="không quá"):
        record_vote(case, here(case), DECIDED, Ballot(9, 8, 9), by=by)
    held = record_vote(case, here(case), DECIDED, Ballot(9, 8, 5), by=by)
    with pytest.raises(RuleBroken, match="đã ghi rồi"):
        record_vote(case, here(case), DECIDED, Ballot(9, 9, 9), by=by)
    with pytest.raises(RuleBroken, match="không khớp"):
        finish_step(case, here(case), Finish("proposed", DECIDED), by=by)

    assert (held.carried, held.majority) == (False, "2/3")
    assert finish_step(case, here(case), Finish("not_proposed", DECIDED), by=by).end == "refused"


def test_a_closed_case_takes_nothing_more(cast: Cast) -> None:
    by, case = cast.contact, make_case(cast.tree.board, cast.contact)
    seen = here(case)
    with pytest.raises(RuleBroken, match="lý do"):
        annul_case(case, "", by=by)
    annul_case(case, "mở nhầm", by=by)

    with pytest.raises(RuleBroken, match="đã kết thúc"):
        finish_step(case, seen, Finish("withdrawn", FIRST), by=by)
    assert actions()[-1] == "case.annulled"


def test_shipped_procedures_come_again_without_a_change_and_cases_keep_their_version(cast: Cast) -> None:
    case, count = make_case(cast.tree.board, cast.contact), ProcedureVersion.objects.count()
    load_shipped()
    assert ProcedureVersion.objects.count() == count

    changed = {"ket-nap.toml": texts()["ket-nap.toml"].replace("Nhận đơn và lý lịch", "Nhận hồ sơ")}
    load_shipped(changed)

    case.refresh_from_db()
    assert case.version.told.first.name == "Nhận đơn và lý lịch"
    assert make_case(cast.tree.board, cast.contact).version.told.first.name == "Nhận hồ sơ"
    assert "procedure.shipped" in actions()


def test_an_emptied_database_gets_the_procedures_again(db: None) -> None:
    ProcedureVersion.objects.all().delete()
    bring_shipped()

    assert ProcedureVersion.objects.count() == len(texts())


def test_the_database_wants_a_second_person_to_publish(cast: Cast) -> None:
    version = ProcedureVersion.objects.all()[0]
    said = {"made_by": cast.organiser, "published_by": cast.organiser, "state": VersionState.PUBLISHED}

    with pytest.raises(IntegrityError), transaction.atomic():
        ProcedureVersion.objects.filter(pk=version.pk).update(**said)


def test_a_new_day_off_moves_the_cases_that_it_touches_and_no_other(cast: Cast) -> None:
    by = cast.contact
    touched = bring_to(make_case(cast.tree.board, by), "ceremony", DECIDED, by)
    make_case(cast.tree.board, by)  # no time limit runs
    months = make_case(cast.tree.board, by, "recognition", date(2026, 1, 5))

    add_days([NewDay(date(2026, 10, 14), DayKind.OFF, "Nghỉ bão", "Công văn số 9")], by=cast.clerk)

    touched.refresh_from_db()
    assert touched.due == date(2026, 11, 13)
    assert actions().count("cases.recounted") == 1
    assert touched.steps.get(done_on=None).events.get(kind="moved").was == date(2026, 11, 12)
    assert months.due == date(2027, 1, 5)
