"""The pages of figures: list, search, one figure with its versions, the acts, the mark."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from django.template import Context, Template
from django.test import Client
from django.utils import timezone

from nennep.accounts.models import User
from nennep.facts.actions import confirm_fact, correct_fact
from nennep.facts.models import Fact, FactState
from nennep.facts.queries import fact
from nennep.facts.tests.make import SAID, make_offer, standing
from nennep.facts.uses import Use, lend, uses_of
from nennep.facts.wording import extension_words
from nennep.lib.dates import format_date
from tests.cast import Cast

Enter = Callable[[User | None], Client]
SENT = {
    "value": "45",
    "unit": "working_day",
    "document": "Quy định số 7-QĐ/TW",
    "effective_from": "01/10/2026",
    "reason": "theo bản gốc",
}


def test_everybody_finds_a_figure_by_field_and_without_marks(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.member)

    found = browser.get("/facts/", {"field": "members", "q": "le ket nap"}).content.decode()
    nothing = browser.get("/facts/", {"q": "khong co dau"}).content.decode()

    assert "Tổ chức lễ kết nạp" in found
    assert "30 ngày làm việc" in found
    assert "Chuyển sinh hoạt tạm thời" not in found
    assert "Không có mức nào khớp" in nothing


def test_the_title_counts_what_nobody_confirmed_and_filters_lead_to_it(cast: Cast, enter: Enter) -> None:
    confirm_fact(standing("members.probation"), by=cast.clerk)
    make_offer(cast.clerk)
    browser = enter(cast.clerk)

    whole = browser.get("/facts/", {"all": "1"}).content.decode()
    total = Fact.objects.filter(replaced_by=None, state=FactState.STANDING).count()
    assert f"{total - 2} trong {total} mức chưa xác nhận" in whole
    assert "Thời gian dự bị" in browser.get("/facts/", {"state": "confirmed"}).content.decode()
    assert "có bản mới để xem" in browser.get("/facts/", {"state": "waiting"}).content.decode()
    assert "kiến nghị cử tri" in browser.get("/facts/", {"state": "asked", "field": "voters"}).content.decode()
    assert browser.get("/facts/sheet/", {"field": "members"}).status_code == 200


def test_a_figure_shows_its_source_its_versions_and_its_question(cast: Cast, enter: Enter) -> None:
    page = enter(cast.member).get(f"/facts/{standing('transfer.move').public_id}/").content.decode()

    assert "60 ngày làm việc" in page
    assert "là 60 hay 30 ngày làm việc" in page
    assert "Quy định số 294-QĐ/TW" in page
    assert "Xác nhận đúng văn bản" not in page


def test_two_people_correct_a_figure_on_the_page(cast: Cast, enter: Enter) -> None:
    address = f"/facts/{standing('members.ceremony').public_id}/"
    clerk, secretary = enter(cast.clerk), enter(cast.secretary)

    assert clerk.post(f"{address}correct/", SENT).status_code == 302
    new = Fact.objects.get(state=FactState.PROPOSED)
    alone = clerk.post(f"/facts/{new.public_id}/confirm/", follow=True).content.decode()
    assert "Cần người thứ hai xác nhận." in alone
    assert "không tự xác nhận được" in alone
    assert secretary.post(f"/facts/{new.public_id}/confirm/").status_code == 302

    assert fact("members.ceremony", date(2026, 11, 27)).value == "45"
    assert "Tổ chức lễ kết nạp: 45 ngày làm việc" in clerk.get(address).content.decode()


def test_what_was_typed_wrongly_is_said_beside_its_field_and_kept(cast: Cast, enter: Enter) -> None:
    address = f"/facts/{standing('members.vote_cell').public_id}/correct/"

    page = enter(cast.clerk).post(address, SENT | {"value": "quá nửa", "unit": "share"}).content.decode()

    assert "Tỷ lệ phải viết như 2/3" in page
    assert 'value="quá nửa"' in page


def test_a_correction_is_refused_with_a_reason(cast: Cast, enter: Enter) -> None:
    new = correct_fact(standing("members.ceremony"), SAID, by=cast.clerk)

    page = enter(cast.secretary).post(f"/facts/{new.public_id}/refuse/", {"why": "văn bản khác"}, follow=True)

    assert "văn bản khác" in page.content.decode()
    assert standing("members.ceremony").value == "30"


def test_a_figure_that_nobody_confirmed_is_marked_wherever_it_is_used(cast: Cast) -> None:
    template = Template("{% load facts %}{% fact_amount value %} {% fact_mark value %}")
    today = date(2026, 11, 27)

    before = template.render(Context({"value": fact("members.probation", today)}))
    confirm_fact(standing("members.probation"), by=cast.clerk)
    after = template.render(Context({"value": fact("members.probation", today)}))

    assert "chưa xác nhận</a>" in before
    assert after == "12 tháng "


def test_a_figure_knows_where_it_is_used_from_the_rooms_above(cast: Cast, enter: Enter) -> None:
    lend(lambda key: [Use("Quy trình kết nạp", "/guide/")] if key == "members.ceremony" else [])

    page = enter(cast.member).get(f"/facts/{standing('members.ceremony').public_id}/").content.decode()

    assert "Quy trình kết nạp" in page
    assert "Quy trình kết nạp" not in {use.word for use in uses_of("members.probation")}


def test_a_figure_of_a_later_day_is_announced_and_not_yet_in_force(cast: Cast, enter: Enter) -> None:
    later = timezone.localdate() + timedelta(days=60)
    new = correct_fact(standing("members.ceremony"), replace(SAID, effective_from=later), by=cast.clerk)
    confirm_fact(new, by=cast.secretary)

    shown = enter(cast.clerk).get(f"/facts/{new.public_id}/").content.decode()
    listed = enter(cast.clerk).get("/facts/", {"q": "le ket nap"}).content.decode()

    assert "Tổ chức lễ kết nạp: 30 ngày làm việc" in shown
    assert f"45 ngày làm việc từ {format_date(later)}." in shown
    assert f"45 ngày làm việc từ {format_date(later)}<" in listed


def test_a_correction_says_how_it_is_extended_and_where_it_ends(cast: Cast, enter: Enter) -> None:
    address = f"/facts/{standing('members.ceremony').public_id}/correct/"
    extended = {"shift": "yes", "extension_value": "10", "extension_unit": "working_day", "extension_times": "2"}

    alone = enter(cast.clerk).post(address, SENT | extended).content.decode()
    enter(cast.clerk).post(address, SENT | extended | {"extension_ground": "ở xa"})

    assert "Hãy ghi khi nào được gia hạn." in alone
    new = Fact.objects.get(state=FactState.PROPOSED)
    assert new.shift_off_days
    assert extension_words(new) == "10 ngày làm việc, 2 lần: ở xa"
    assert 'name="extension_ground"' in enter(cast.clerk).get(address).content.decode()
