"""Papers that a case lets be drafted: what is refused, what stands in them, what the form checker says."""

import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from docx import Document

from nennep.lib.dates import format_date
from nennep.organisation.models import Office, Unit
from nennep.organisation.rules import UnitKind
from nennep.organisation.tests.make import make_unit
from nennep.procedures.catalogue.loading import read
from nennep.procedures.catalogue.shipped import texts
from nennep.procedures.catalogue.templates import ISSUERS, PLACE, templates
from nennep.procedures.models import Case, ProcedureVersion
from nennep.procedures.papers.drafting import draft_of
from nennep.procedures.queries.case import View
from nennep.procedures.tests.make import PERSON, bring_to, fill, make_case
from nennep.procedures.tests.test_catalogue import PLAIN, said_of
from nennep.procedures.tests.test_pages import Enter
from nennep.writing.checking.checker import check
from nennep.writing.layout import Style, layout_for
from tests.cast import Cast

TODAY = timezone.localdate()
BEGAN = TODAY - timedelta(days=20)
SHIPPED = [read(text, name) for name, text in texts().items()]
DRAFTED = [(one, step, paper) for one in SHIPPED for step in one.steps for paper in step.papers if paper.template]
GIVEN_WHEN_SIGNED = {
    *("Chưa có số văn bản.", "Chưa ghi ngày, tháng ban hành.", "Thiếu họ và tên người ký."),
    "Ký hiệu phải viết như “Số: 05/UBND”.",  # of a letter of the State that has no number yet
}
WITH = 'role = "Chi bộ"\npapers = [{ key = "a", name = "A", template = "%s" }]'


def words_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


def standing_at(procedure: str, step: str, unit: Unit, cast: Cast) -> View:
    """A new case as if it had just come to the step."""
    version = ProcedureVersion.objects.filter(procedure__key=procedure).latest("number")
    told = {"subject": PERSON, "opened_on": BEGAN, "opened_by": cast.organiser, "at": step}
    case = Case.objects.create(version=version, unit=unit, **told)
    case.steps.create(key=step, begun_on=BEGAN)
    return View(case, TODAY)


def faults_of(content: bytes) -> list[str]:
    """What the form checker finds beside what is only given when a paper is signed."""
    found = [f"{each.message} {each.text}" for each in check(content).findings]
    return [one for one in found if not one.startswith(tuple(GIVEN_WHEN_SIGNED))]


def test_an_unknown_template_or_place_is_said_with_file_and_step() -> None:
    unknown = said_of(PLAIN.replace('role = "Chi bộ"', WITH % "gone"))
    elsewhere = said_of(PLAIN.replace('role = "Chi bộ"', WITH % "admission_committee"))

    assert "Tệp thu.toml, bước “one”: giấy tờ “a” dùng mẫu “gone”, mà không có mẫu ấy" in unknown
    assert "mẫu “admission_committee” có chỗ điền “of.resolution.resolution”, mà hồ sơ" in elsewhere


def test_a_sealed_procedure_names_no_paper_of_its_own() -> None:
    sealed = PLAIN.replace('key = "one"', 'key = "decision"').replace('next = "one"', 'next = "decision"')
    sealed = sealed.replace('start = "one"', 'start = "decision"').replace("valid_from", "sealed = true\nvalid_from", 1)
    paper = '{ key = "decision", name = "A" }, { key = "b", name = "B", template = "complaint_sending" }'

    said = said_of(sealed.replace('role = "Chi bộ"', f'role = "Chi bộ"\npapers = [{paper}]'))

    assert "quy trình niêm phong không nêu giấy tờ của hồ sơ" in said
    places = {place for one, _, paper in DRAFTED if one.sealed for place in templates()[paper.template].places}
    assert places <= {"subject", "unit"}


def test_every_template_is_of_a_known_kind_and_used_and_every_procedure_drafts_something() -> None:
    for template in templates().values():
        assert template.issuer in ISSUERS
        assert template.type in layout_for(Style(template.style), date(2026, 8, 3)).types

    assert {one.key for one, _, _ in DRAFTED} == {one.key for one in SHIPPED}
    assert {paper.template for _, _, paper in DRAFTED} == set(templates())


@pytest.mark.slow
@pytest.mark.django_db
def test_every_draft_stands_the_form_check(cast: Cast) -> None:
    Office.objects.update(superior="Đảng bộ thành phố Bình Hải")
    agency = make_unit("Ủy ban nhân dân phường An Biên", cast.tree.root, UnitKind.AGENCY)

    faults = {}
    for procedure, step, paper in {paper.template: (one, step, paper) for one, step, paper in DRAFTED}.values():
        state = templates()[paper.template].style == Style.STATE
        view = standing_at(procedure.key, step.key, agency if state else cast.tree.cell, cast)
        content = draft_of(view, paper)
        faults[paper.template] = [*faults_of(content), *PLACE.findall(words_of(content))]

    assert {key: found for key, found in faults.items() if found} == {}


@pytest.mark.django_db
def test_a_draft_takes_what_the_case_knows_and_leaves_the_rest_open(cast: Cast) -> None:
    case = make_case(cast.tree.cell, cast.organiser, day=BEGAN)
    bring_to(case, "committee", BEGAN, cast.organiser)
    fill(case, BEGAN, cast.organiser, agreed=8)
    view = View(case, TODAY)

    said = words_of(draft_of(view, view.told.papers[0]))

    assert "NGHỊ QUYẾT" in said
    assert f"Xét nghị quyết số 1-VB, ngày {format_date(BEGAN)} của Chi bộ 1" in said
    assert "Có 8 trên 9 cấp ủy viên (đạt 88,9%) tán thành." in said
    assert "vắng mặt: …… (lý do: ……)" in said
    assert "T/M ĐẢNG ỦY" in said
    assert cast.organiser.full_name not in said


@pytest.mark.django_db
def test_a_case_of_another_unit_leaves_its_cell_to_be_written(cast: Cast) -> None:
    view = standing_at("admission", "resolution", cast.tree.board, cast)

    said = words_of(draft_of(view, view.told.papers[0]))

    assert "CHI BỘ ……" in said
    assert "ĐẢNG BỘ CÁC CƠ QUAN ĐẢNG THÀNH PHỐ BÌNH HẢI" in said
    assert "có …… trên …… đảng viên chính thức (đạt ……%)" in said


@pytest.mark.django_db
def test_the_page_offers_a_draft_beside_a_paper_that_is_still_to_come(cast: Cast, enter: Enter) -> None:
    case, browser = make_case(cast.tree.cell, cast.organiser, day=BEGAN), enter(cast.organiser)
    bring_to(case, "resolution", BEGAN, cast.organiser)
    address = f"/cases/{case.public_id}/"

    assert f"{address}draft/?paper=resolution" in browser.get(address).content.decode()
    answer = browser.get(f"{address}draft/", {"paper": "resolution"})
    assert PERSON in words_of(b"".join(answer))
    fill(case, BEGAN, cast.organiser)
    assert "/draft/" not in browser.get(address).content.decode()


@pytest.mark.django_db
def test_no_draft_for_others_nor_of_papers_that_come_from_elsewhere(cast: Cast, enter: Enter) -> None:
    case = make_case(cast.tree.cell, cast.organiser, day=BEGAN)
    address = f"/cases/{case.public_id}/draft/"

    assert enter(cast.organiser).get(address, {"paper": "application"}).status_code == 404
    assert enter(cast.secretary).get(address).status_code == 404
    bring_to(case, "resolution", BEGAN, cast.organiser)
    assert enter(cast.secretary).get(address).status_code == 404


def test_a_letter_says_what_it_is_about_once() -> None:
    """Turns red when an abstract brings its own “việc”: the writer puts “về việc” before it."""
    letters = [template for template in templates().values() if template.type == "Công văn"]

    assert letters
    assert [one.key for one in letters if one.abstract.startswith(("việc", "về", "V/v"))] == []
