"""What the makers of a file left in it is kept in no case that came from a protected letter."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from nennep.files.models import Version
from nennep.journal.models import Detail
from nennep.lib.errors import RuleBroken
from nennep.procedures.actions.moving import here
from nennep.procedures.actions.opening import Opening, open_case
from nennep.procedures.actions.recording import PaperTold, add_paper
from nennep.procedures.catalogue.shipped import procedure_in, texts
from nennep.procedures.models import Case, CasePaper, ProcedureVersion
from nennep.procedures.tests.make import FIRST, make_case
from nennep.procedures.tests.test_pages import Enter
from nennep.vault.tests.make import make_envelope, make_vault
from nennep.vault.tests.planted import a_docx, a_jpg, a_pdf, a_png, an_xlsx, betrays
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TELLING = "don-cua-Thao.docx"
MADE: dict[str, Callable[[], bytes]] = {
    "docx": a_docx,
    "xlsx": an_xlsx,
    "pdf": partial(a_pdf, attached=False),
    "png": a_png,
    "jpeg": a_jpg,
}


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(cast.tree.board, cast.inspector, "denunciation_party")


@pytest.fixture
def browser(cast: Cast, enter: Enter) -> Client:
    return enter(cast.inspector)


@pytest.fixture(autouse=True)
def empty_store(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def add(case: Case, cast: Cast, key: str, content: bytes, name: str = TELLING) -> CasePaper:
    file = SimpleUploadedFile(name, content)
    return add_paper(case, here(case), PaperTold(key, FIRST), file, by=cast.inspector)


def kept(settings: LazySettings) -> list[bytes]:
    return [file.read_bytes() for file in Path(settings.FILES_ROOT).rglob("*") if file.is_file()]


def test_the_letter_itself_is_ticked_under_its_alias_and_takes_no_file(cast: Cast, browser: Client) -> None:
    letter = make_envelope(make_vault(cast))
    opening = Opening("denunciation_party", cast.tree.board, "Chi bộ 1", FIRST, about=letter)
    case = open_case(opening, by=cast.inspector)

    with pytest.raises(RuleBroken, match="không kèm tệp"):
        add(case, cast, "denunciation", a_docx())
    add_paper(case, here(case), PaperTold("denunciation", FIRST), by=cast.inspector)
    page = browser.get(f"/cases/{case.public_id}/").content.decode()

    assert f"Trong kho niêm phong, đơn {letter.alias}" in page
    assert not Version.objects.exists()


@pytest.mark.parametrize("ending", sorted(MADE))
def test_a_paper_keeps_neither_its_makers_nor_the_name_of_its_file(
    cast: Cast, case: Case, browser: Client, settings: LazySettings, ending: str
) -> None:
    original = MADE[ending]()
    assert betrays(original)

    paper = add(case, cast, "extract", original, f"don-cua-Thao.{ending}")
    answer = browser.get(f"/cases/papers/{paper.public_id}/")
    pages = b"".join(browser.get(f"/cases/{at}").content for at in ("", f"{case.public_id}/"))
    written = str(list(Detail.objects.values_list("entry__action", "body")))

    assert betrays(b"".join(answer)) == set()
    assert [found for data in kept(settings) for found in betrays(data)] == []
    assert paper.file is not None
    assert paper.file.name == f"Bản trích nội dung tố cáo, không có thông tin về người tố cáo.{ending}"
    assert paper.file.document.name == paper.file.name
    assert [text for text in (str(answer.headers), pages.decode(), written) if "Thao" in text] == []


def test_what_cannot_be_stripped_is_refused_on_the_page(case: Case, browser: Client, settings: LazySettings) -> None:
    scan = b"II*\0" + b"\0" * 2000
    form = {"seen": here(case), "key": "report", "day": "2026-08-03", "file": SimpleUploadedFile("a.tif", scan)}

    page = browser.post(f"/cases/{case.public_id}/papers/", form).content.decode()

    assert "Nội dung tệp là ảnh TIFF, không phải loại được nhận." in page
    assert kept(settings) == []


def test_a_large_paper_touches_no_disk_on_its_way_in(
    case: Case, browser: Client, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", None)
    form = {"seen": here(case), "key": "report", "day": "2026-08-03"}
    content = b"Chi 12 " * 500_000

    browser.post(f"/cases/{case.public_id}/papers/", form | {"file": SimpleUploadedFile("bao-cao.txt", content)})
    settings.MAX_FILE_BYTES = 3_000_000
    larger = browser.post(f"/cases/{case.public_id}/papers/", form | {"file": SimpleUploadedFile("b.txt", content)})

    assert kept(settings) == [content]
    assert "lớn hơn mức cho phép" in larger.content.decode()


def test_other_cases_keep_files_as_they_came(cast: Cast, settings: LazySettings) -> None:
    case = make_case(cast.tree.board, cast.organiser)
    file = SimpleUploadedFile(TELLING, a_docx())

    paper = add_paper(case, here(case), PaperTold("application", FIRST), file, by=cast.organiser)

    assert paper.file is not None
    assert paper.file.name == TELLING
    assert a_docx_text(kept(settings)[0]) == a_docx_text(a_docx())


def a_docx_text(data: bytes) -> list[str]:
    document = Document(BytesIO(data))
    return [document.core_properties.author, *(each.text for each in document.paragraphs)]


def test_a_case_of_an_earlier_version_knows_the_letter_by_its_name(cast: Cast, case: Case) -> None:
    ProcedureVersion.objects.filter(pk=case.version_id).update(text=case.version.text.replace(", in_vault = true", ""))

    with pytest.raises(RuleBroken, match="không kèm tệp"):
        add(Case.objects.get(pk=case.pk), cast, "denunciation", a_docx())


def test_every_paper_that_goes_to_who_denounced_or_came_from_there_lies_apart() -> None:
    found = [procedure_in(text) for text in texts().values()]
    sealed = [(told, paper) for told in found if told.sealed for step in told.steps for paper in step.papers]

    apart = {(told.key, paper.key) for told, paper in sealed if told.keeps_apart(paper)}

    assert {told.key for told, _paper in sealed} == {"denunciation_party", "denunciation_state"}
    assert apart >= {
        (told, key)
        for told in ("denunciation_party", "denunciation_state")
        for key in ("denunciation", "slip", "withdrawal", "to_denouncer")
    }
