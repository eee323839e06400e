"""A cell's list: masked, locked, judged by what stands today when it comes back; and the same on paper."""

import io
import re
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from nennep.imports.models import PreviewRow
from nennep.journal.models import Detail
from nennep.lib.errors import RuleBroken
from nennep.members.actions.people import correct_member
from nennep.members.actions.suggesting import refuse_suggestion, take_suggestion
from nennep.members.importing.returning import commit_list, drop_list, take_list
from nennep.members.listfiles.excel import COLUMNS, HEADING_ROW, excel_list
from nennep.members.listfiles.paper import paper_list
from nennep.members.listfiles.word import word_list
from nennep.members.models import Campaign, CampaignCell, Change, ListBack, Member, Suggestion
from nennep.members.tests.campaigning import filled_list, filled_word, lines_asked, preview_of
from tests.world import browser_of

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
RIGHT_ID = "031070008888"
NUMBER = "Số định danh cá nhân"


@pytest.fixture
def contact(cast: "Cast") -> Client:
    return browser_of(cast.contact)


def test_the_workbook_shows_no_sealed_value_and_opens_only_the_answers(part: CampaignCell, tam: Member) -> None:
    book = load_workbook(io.BytesIO(excel_list(part, lines_asked(part))))
    sheet = book.active
    assert sheet

    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if tam.value("id12") in str(cell.value)]
    assert [cell.column for cell in cells if not cell.protection.locked and cell.row == HEADING_ROW + 1] == [8, 9]
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].hidden


def test_a_list_comes_back_is_looked_at_and_written_as_answers(cast: "Cast", part: CampaignCell, tam: Member) -> None:
    content = filled_list(part, {NUMBER: RIGHT_ID}, "Đã xem thẻ căn cước")

    kept = take_list(part, "bang.xlsx", [content], by=cast.contact)

    assert sorted(preview_of(kept).rows.values_list("verdict", flat=True)) == ["changed", "new", "same"]
    assert not Suggestion.objects.exists()
    commit_list(kept, preview_of(kept).digest, by=cast.contact)
    assert Suggestion.objects.get().note == "Đã xem thẻ căn cước"
    assert Suggestion.objects.get().source.startswith("bang.xlsx · dòng")
    take_suggestion(Suggestion.objects.get(), by=cast.organiser)
    assert Member.objects.get(pk=tam.pk).value("id12") == RIGHT_ID


def test_what_comes_back_stands_nowhere_in_clear(cast: "Cast", part: CampaignCell) -> None:
    for said in (RIGHT_ID, "03107000888"):
        take_list(part, "bang.xlsx", [filled_list(part, {NUMBER: said})], by=cast.contact)

    kept = str([*PreviewRow.objects.values(), *Detail.objects.values()])

    assert RIGHT_ID not in kept
    assert "03107000888" not in kept
    assert "Trần Văn Tám" not in kept


def test_the_same_file_twice_changes_nothing(cast: "Cast", part: CampaignCell) -> None:
    content = filled_list(part, {NUMBER: RIGHT_ID}, "Đã xem")
    for by in (cast.contact, cast.organiser):
        kept = take_list(part, "bang.xlsx", [content], by=by)
        commit_list(kept, preview_of(kept).digest, by=by)
        said, changes = Suggestion.objects.count(), Change.objects.count()

        again = take_list(part, "bang.xlsx", [content], by=by)

        assert preview_of(again).state == "nothing"
        assert (Suggestion.objects.count(), Change.objects.count()) == (said, changes)
        Suggestion.objects.all().delete()


def test_each_row_is_judged_by_what_stands_today(cast: "Cast", part: CampaignCell, tam: Member) -> None:
    content = filled_list(part, {NUMBER: RIGHT_ID, "Ngày sinh": "1968"})
    refused = take_list(part, "a.xlsx", [content], by=cast.contact)
    commit_list(refused, preview_of(refused).digest, by=cast.contact)
    refuse_suggestion(Suggestion.objects.get(), "Thẻ ghi khác", by=cast.organiser)
    correct_member(tam, {"dob": "1969"}, by=cast.organiser)

    kept = take_list(part, "b.xlsx", [content], by=cast.contact)

    told = {row.values["row"].split(".")[1]: (row.verdict, *row.reasons) for row in preview_of(kept).rows.all()}
    assert told["id12"][0] == "doubtful"
    assert "Thẻ ghi khác" in told["id12"][1]
    assert told["dob"][0] == "doubtful"
    assert "vừa được sửa" in told["dob"][1]
    drop_list(kept, by=cast.contact)
    assert preview_of(ListBack.objects.get(pk=kept.pk)).state == "dropped"


def test_a_list_of_another_cell_or_of_nobody_is_refused(cast: "Cast", campaign: Campaign, part: CampaignCell) -> None:
    other = campaign.parts.select_related("cell", "campaign").get(cell=cast.tree.cell)
    foreign = filled_list(other, {})
    with pytest.raises(RuleBroken, match=re.escape(cast.tree.cell.label)):
        take_list(part, "bang.xlsx", [foreign], by=cast.organiser)
    with pytest.raises(RuleBroken, match="chi bộ khác"):
        take_list(part, "bang.xlsx", [foreign], by=cast.contact)

    book = load_workbook(io.BytesIO(filled_list(part, {})))
    assert book.active
    token = str(book.active["A1"].value)
    book.active["A1"] = token[:-1] + ("1" if token.endswith("0") else "0")
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(RuleBroken, match="mã bảng"):
        take_list(part, "bang.xlsx", [out.getvalue()], by=cast.contact)


def test_a_list_is_handed_in_on_the_page(contact: Client, part: CampaignCell) -> None:
    file = SimpleUploadedFile("bang.xlsx", filled_list(part, {NUMBER: RIGHT_ID}))

    came = contact.post(f"/members/campaigns/cells/{part.public_id}/lists/", {"file": file}, follow=True)

    assert "Sẽ ghi 1 trên 3 dòng" in came.content.decode()
    kept = ListBack.objects.get()
    contact.post(f"/members/campaigns/lists/{kept.public_id}/commit/", {"digest": preview_of(kept).digest})
    assert Suggestion.objects.count() == 1


def test_the_word_table_is_locked_but_for_the_answers_and_shows_no_sealed_value(
    part: CampaignCell, tam: Member
) -> None:
    document = Document(io.BytesIO(word_list(part, lines_asked(part))))

    table = document.tables[0]
    written = [[len(cell._tc.findall(f".//{qn('w:sdt')}")) for cell in row.cells] for row in table.rows]
    assert written[0] == [0] * 7
    assert {tuple(row) for row in written[1:]} == {(0, 0, 0, 0, 0, 1, 1)}
    assert document.settings.element.find(qn("w:documentProtection")).get(qn("w:edit")) == "forms"
    assert tam.value("id12") not in document.element.xml


def test_a_word_list_is_handed_in_on_the_page(contact: Client, part: CampaignCell, tam: Member, cast: "Cast") -> None:
    """Filled in by Word, which keeps the tags of the controls."""
    form = b"".join(contact.get(f"/members/campaigns/cells/{part.public_id}/word/"))
    file = SimpleUploadedFile("bang.docx", filled_word(form, {"id12": RIGHT_ID}))

    came = contact.post(f"/members/campaigns/cells/{part.public_id}/lists/", {"file": file}, follow=True)

    assert "Sẽ ghi 1 trên 3 dòng" in came.content.decode()
    kept = ListBack.objects.get()
    contact.post(f"/members/campaigns/lists/{kept.public_id}/commit/", {"digest": preview_of(kept).digest})
    take_suggestion(Suggestion.objects.get(), by=cast.organiser)
    assert Member.objects.get(pk=tam.pk).value("id12") == RIGHT_ID


def test_the_paper_has_a_line_for_every_answer(part: CampaignCell, tam: Member) -> None:
    document = Document(io.BytesIO(paper_list(part, lines_asked(part))))

    text = "\n".join(one.text for one in document.paragraphs)

    assert "1. Trần Văn Tám, sinh 12/05/1970" in text
    assert "Số định danh cá nhân (sổ đang ghi: •••••888). Đúng là:" in text
    assert tam.value("id12") not in text


def test_the_headings_are_known_again() -> None:
    assert len(set(COLUMNS)) == 9
