"""Right documents, however they are made, give no alarm."""

import io
import shutil
import subprocess
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from nennep.writing.checking.checker import check
from nennep.writing.checking.model import Report
from nennep.writing.checking.tests.building import LINE, Way, build
from nennep.writing.checking.tests.contents import STATE, Content
from nennep.writing.checking.tests.disguises import DISGUISES, Disguise, disguised, tracked
from nennep.writing.checking.tests.documents import CONTENTS
from nennep.writing.checking.tests.unusual import UNUSUAL
from nennep.writing.layout import Style

pytestmark = pytest.mark.slow

WAYS = list(Way)
BY_NAME = {content.name: content for content in CONTENTS}
SAMPLES = Path(__file__).parents[3] / "samples"


def said(report: Report) -> list[str]:
    return [f"{finding.code} {finding.paragraph} {finding.message}" for finding in report.findings]


@pytest.mark.parametrize("place", range(len(CONTENTS)), ids=[content.name for content in CONTENTS])
def test_a_right_document_has_no_finding(place: int) -> None:
    content = CONTENTS[place]

    report = check(build(content, WAYS[place % len(WAYS)]))

    assert said(report) == []
    assert report.style is (Style.PARTY if content.party else Style.STATE)
    assert report.type == (content.kind.capitalize() or "Công văn")
    assert report.issuer == " ".join(content.issuer)


@pytest.mark.parametrize("place", range(len(UNUSUAL)), ids=[content.name for content in UNUSUAL])
def test_a_right_document_of_a_rarer_kind_has_no_finding(place: int) -> None:
    content = UNUSUAL[place]

    report = check(build(content, WAYS[place % len(WAYS)]))

    assert said(report) == []
    assert report.issuer == " ".join(content.issuer)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_every_right_document_in_every_way_has_no_finding(way: Way) -> None:
    found = {content.name: said(check(build(content, way))) for content in CONTENTS}

    assert {name: findings for name, findings in found.items() if findings} == {}


@pytest.mark.slow
def test_right_documents_saved_by_libreoffice_have_no_finding(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    assert office is not None
    files = [saved(content, WAYS[place % len(WAYS)], tmp_path) for place, content in enumerate(CONTENTS)]

    subprocess.run(
        [office, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to",
         "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "made"), *map(str, files)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip

    found = {file.name: said(check((tmp_path / "made" / file.name).read_bytes())) for file in files}
    assert {name: findings for name, findings in found.items() if findings} == {}


def saved(content: Content, way: Way, folder: Path) -> Path:
    file = folder / f"{content.name}.docx"
    file.write_bytes(build(content, way))
    return file


OTHERS = ("quyet-dinh-ubnd", "cong-van-dang-uy")


@pytest.mark.parametrize("disguise", DISGUISES, ids=[disguise.__name__ for disguise in DISGUISES])
@pytest.mark.parametrize("name", ["ket-luan-dang-uy", *(pytest.param(name, marks=pytest.mark.slow) for name in OTHERS)])
def test_what_word_and_people_leave_in_a_file_gives_no_alarm(name: str, disguise: Disguise) -> None:
    content = disguised(build(BY_NAME[name], Way.STYLES), disguise)

    assert said(check(content)) == []


def test_changes_that_nobody_accepted_are_only_pointed_at() -> None:
    content = disguised(build(BY_NAME["ket-luan-dang-uy"]), tracked)

    assert [(finding.code, finding.severity) for finding in check(content).findings] == [("other", "warning")]


@pytest.mark.parametrize("name", ["ket-luan-quy-4-2026.docx", "ke-hoach-tong-ket-2026.docx"])
def test_the_samples_of_the_house_have_no_finding(name: str) -> None:
    assert said(check((SAMPLES / name).read_bytes())) == []


def test_a_part_right_below_a_drawn_rule_is_no_abstract() -> None:
    parts = (
        ("part", "Phần I"),
        ("part_title", "KẾT QUẢ"),
        ("p", STATE),
        ("part", "Phần II"),
        ("part_title", "NHIỆM VỤ"),
    )
    content = replace(BY_NAME["ke-hoach-ubnd"], body=(*parts, ("p", f"{STATE[:-1]}./.")))
    document = Document(io.BytesIO(build(content)))
    rule = next(p for p in document.paragraphs if p.text == "________")
    above = next(p for p in document.paragraphs if p.text == content.abstract[-1])
    above._p.append(parse_xml(LINE))
    document.element.body.remove(rule._p)

    assert said(check(written(document))) == []


def test_a_deputy_who_heads_a_steering_body_beside_a_post_signs_by_title() -> None:
    content = replace(
        BY_NAME["ket-luan-dang-uy"], superior=("ĐẢNG ỦY PHƯỜNG AN BIÊN",), issuer=("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ",),
        number="Số 12-KL/BCĐ", authority=(), position="PHÓ BÍ THƯ ĐẢNG ỦY",
    )  # fmt: skip
    document = Document(io.BytesIO(build(content)))
    position = next(p for p in document.tables[-1].cell(0, 1).paragraphs if p.text == content.position)
    for words in ("TRƯỞNG BAN", "kiêm"):
        line = deepcopy(position._p)
        next(line.iter(qn("w:t"))).text = words
        position._p.addnext(line)

    assert said(check(written(document))) == []


def written(document: DocumentType) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
