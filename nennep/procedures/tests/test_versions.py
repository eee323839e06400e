"""New versions of a procedure, the office's own targets, figures that change while cases run."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nennep.accounts.models import User
from nennep.facts.actions import Correction, confirm_fact, correct_fact
from nennep.facts.models import DayKind, FactUnit
from nennep.facts.tests.make import standing
from nennep.lib.dates import format_date
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.procedures.actions.drafting import drop_draft, publish, save_draft, set_target
from nennep.procedures.actions.figures import take_new_figure
from nennep.procedures.actions.shipping import load_shipped
from nennep.procedures.catalogue.loading import CatalogueError
from nennep.procedures.models import Procedure, ProcedureVersion, Recount, VersionState
from nennep.procedures.queries.figures import outdated
from nennep.procedures.queries.standing import clock_of_step, current_step
from nennep.procedures.tests.make import EXTENDABLE, bring_to, make_case, make_extendable
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[User | None], Client]
TODAY = timezone.localdate()
NEWER = EXTENDABLE.replace('"Giải quyết"', '"Xem xét, kết luận"')


@pytest.fixture
def procedure(cast: Cast) -> Procedure:
    make_extendable()
    return Procedure.objects.get(key="extendable")


def test_a_second_person_publishes_and_running_cases_keep_their_version(cast: Cast, procedure: Procedure) -> None:
    running = make_case(cast.tree.board, cast.organiser, "extendable", TODAY)
    draft = save_draft(procedure, NEWER, by=cast.clerk)

    with pytest.raises(RuleBroken, match="cần người thứ hai"):
        publish(draft, by=cast.clerk)
    publish(draft, by=cast.organiser)

    assert make_case(cast.tree.board, cast.organiser, "extendable", TODAY).version == draft
    running.refresh_from_db()
    assert running.version != draft


def test_what_does_not_hold_together_is_not_kept(cast: Cast, procedure: Procedure) -> None:
    with pytest.raises(CatalogueError, match="dẫn tới cách kết thúc “gone”"):
        save_draft(procedure, EXTENDABLE.replace('end = "settled"', 'end = "gone"'), by=cast.clerk)
    with pytest.raises(RuleBroken, match="giống hệt một bản đã có"):
        save_draft(procedure, EXTENDABLE, by=cast.clerk)
    with pytest.raises(RuleBroken, match="Mục key phải giữ nguyên"):
        save_draft(procedure, EXTENDABLE.replace('"extendable"', '"other"'), by=cast.clerk)
    with pytest.raises(NotAllowed):
        save_draft(procedure, NEWER, by=cast.contact)
    assert not ProcedureVersion.objects.filter(state=VersionState.DRAFT).exists()


def test_the_page_keeps_a_wrong_text_and_says_what_is_wrong(cast: Cast, procedure: Procedure, enter: Enter) -> None:
    wrong = EXTENDABLE.replace("denunciations.settle", "denunciations.gone")

    shown = enter(cast.clerk).post(f"/procedures/{procedure.key}/draft/", {"text": wrong}).content.decode()

    assert "không có mức theo quy định “denunciations.gone”" in shown
    assert "denunciations.gone&quot; }" in shown


def test_a_draft_is_shown_by_its_changed_lines_and_dropped(cast: Cast, procedure: Procedure, enter: Enter) -> None:
    draft = save_draft(procedure, NEWER, by=cast.clerk)

    shown = enter(cast.organiser).get(f"/procedures/drafts/{draft.public_id}/").content.decode()

    assert "-name = &quot;Giải quyết&quot;" in shown
    assert "+name = &quot;Xem xét, kết luận&quot;" in shown
    drop_draft(draft, by=cast.organiser)
    assert not ProcedureVersion.objects.filter(state=VersionState.DRAFT).exists()


def test_a_shipped_version_waits_beside_the_offices_own(cast: Cast, procedure: Procedure) -> None:
    publish(save_draft(procedure, NEWER, by=cast.clerk), by=cast.organiser)

    load_shipped({"extendable.toml": EXTENDABLE.replace("Việc thử", "Vụ việc")})

    assert procedure.versions.get(state=VersionState.DRAFT).made_by is None
    assert make_case(cast.tree.board, cast.organiser, "extendable", TODAY).version.text == NEWER


def test_the_offices_own_target_stands_beside_the_legal_date(cast: Cast, procedure: Procedure, enter: Enter) -> None:
    enter(cast.clerk).post(f"/procedures/{procedure.key}/targets/", {"settle": "20"})

    case = make_case(cast.tree.board, cast.organiser, "extendable", TODAY)

    assert case.target
    assert case.due
    assert case.target < case.due
    shown = enter(cast.organiser).get(f"/cases/{case.public_id}/").content.decode()
    assert "Mục tiêu của cơ quan:" in shown
    assert "Mục tiêu của cơ quan: 20 ngày." in shown  # how it is counted, step by step
    assert "Đếm 20 ngày liền nhau" in shown
    set_target(procedure, "settle", None, by=cast.clerk)
    assert make_case(cast.tree.board, cast.organiser, "extendable", TODAY).target is None


def change_figure(cast: Cast, days: int) -> None:
    said = Correction(
        value=str(days), unit=FactUnit.CALENDAR_DAY, document="Luật mới", article="", effective_from=date(2026, 1, 1),
        start_event="ngày thụ lý", reason="theo bản gốc",
    )  # fmt: skip
    confirm_fact(correct_fact(standing("denunciations.settle"), said, by=cast.clerk), by=cast.inspector)


def test_a_new_figure_moves_a_running_case_only_by_a_decision(cast: Cast, procedure: Procedure, enter: Enter) -> None:
    case = make_case(cast.tree.board, cast.organiser, "extendable", TODAY - timedelta(days=3))
    before = case.due

    change_figure(cast, 45)

    case.refresh_from_db()
    assert case.due == before
    (row,) = outdated(cast.organiser, TODAY)
    assert (row.was, row.limit.n) == (before, 45)
    browser = enter(cast.organiser)
    nothing = browser.post("/cases/figures/", {"case": case.public_id, "why": ""}).content.decode()
    assert "Hãy ghi lý do đổi sang mức mới." in nothing
    browser.post("/cases/figures/", {"case": case.public_id, "why": "điều khoản chuyển tiếp"})
    case.refresh_from_db()
    assert case.due == row.now
    assert outdated(cast.organiser, TODAY) == []
    clock = clock_of_step(current_step(case))
    assert clock
    assert any("Đổi sang mức 45 ngày" in step.sentence for step in clock.steps())


def test_nobody_moves_the_cases_of_others(cast: Cast, procedure: Procedure) -> None:
    case = make_case(cast.tree.board, cast.organiser, "extendable", TODAY)
    change_figure(cast, 45)

    assert outdated(cast.clerk, TODAY) == []
    with pytest.raises(NotAllowed):
        take_new_figure([case], "vì", by=cast.clerk)


def test_who_is_in_a_moved_case_is_told_and_finds_it_listed(cast: Cast, enter: Enter) -> None:
    decided = date(2026, 10, 1)
    case = bring_to(make_case(cast.tree.board, cast.organiser), "ceremony", decided, cast.organiser)
    typed = {"day": "14/10/2026", "kind": DayKind.OFF, "name": "Nghỉ bão", "source": "Công văn số 9"}

    enter(cast.clerk).post("/calendar/new/", typed)

    browser = enter(cast.organiser)
    assert "có hồ sơ của đồng chí chuyển hạn" in browser.get("/notices/").content.decode()
    recount = Recount.objects.get()
    listed = browser.get(f"/cases/recounts/{recount.public_id}/").content.decode()
    assert "1 hồ sơ của đồng chí chuyển hạn theo lịch" in listed
    assert case.subject in listed
    assert case.subject not in enter(cast.secretary).get(f"/cases/recounts/{recount.public_id}/").content.decode()
    assert "theo lịch." in browser.get(f"/cases/{case.public_id}/").content.decode()


def test_nothing_opens_under_a_procedure_past_its_last_day(cast: Cast, procedure: Procedure, enter: Enter) -> None:
    begins = "valid_from = 2025-01-01"
    text = EXTENDABLE.replace(begins, f"{begins}\nvalid_to = {TODAY - timedelta(days=1)}")
    publish(save_draft(procedure, text, by=cast.clerk), by=cast.organiser)
    browser = enter(cast.organiser)

    with pytest.raises(RuleBroken, match="hết hiệu lực sau ngày"):
        make_case(cast.tree.board, cast.organiser, "extendable", TODAY)
    shown = browser.get("/cases/new/extendable/", follow=True).content.decode()

    assert f"Hết hiệu lực sau ngày {format_date(TODAY - timedelta(days=1))}." in shown
    assert "/cases/new/extendable/" not in shown
