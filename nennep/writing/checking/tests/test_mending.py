"""`--fix` mends what is safe, leaves the words alone, and makes a file that opens."""

import io
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document

from nennep.writing.checking.checker import check, mend
from nennep.writing.checking.tests.building import Way, build
from nennep.writing.checking.tests.documents import CONTENTS
from nennep.writing.checking.tests.planting import Kind, NotHere, spoil
from nennep.writing.checking.tests.scores import KINDS

BY_NAME = {content.name: content for content in CONTENTS}
BY_KIND = {kind.name: kind for kind in KINDS}
SAFE = (
    *("letter paper", "left margin 20", "Arial in one paragraph", "Calibri in the whole text", "red letters"),
    *("12 points in the whole text", "the issuer in 16 points", "the type not bold", "the superior bold"),
    *("the date upright", "the heading of recipients unmarked", "the position in the other weight"),
    *("a paragraph in bold", "the type in small letters", "the signer in capitals", "a paragraph centred"),
    *("the type aligned left", "no indent", "a paragraph moved in", "a tab for an indent", "wide lines"),
    *("no space between paragraphs", "the colon of the other style", "a number of one digit", "a day of one digit"),
    *("no comma", "ten hyphens", "no hyphens", "the other style's sign", "a recipient with a comma", "no end mark"),
    *("the other style's end mark", "no page number", "the page number below", "a number on page one"),
    *("highlighted words", "Roman figures in the page field", "a page field in two runs, on the right"),
    *("a full stop behind a point's letter", "V/v below the type", "a place in small letters"),
    *("the page number in Arial",),
    *("a small page number", "the page number on the right", "the signs of the other style"),
)


EVERY = [
    (name, way)
    for name in ("quyet-dinh-dang-uy", "cong-van-ubnd", "huong-dan-ban-to-chuc")
    for way in (Way.TABS, Way.BREAKS)
]
MENDED = EVERY if os.environ.get("NENNEP_NIGHTLY") else EVERY[1:3]  # each takes half a minute


def words(content: bytes) -> list[str]:
    return [p.text for p in Document(io.BytesIO(content)).element.body.iter("{*}p")]


def spoilt(name: str, *kinds: str) -> bytes:
    content = BY_NAME[name]
    made = build(content)
    for kind in kinds:
        made = spoil(made, content, BY_KIND[kind])
    return made


EACH = [pytest.param(kind, marks=pytest.mark.slow if place % 3 else ()) for place, kind in enumerate(SAFE)]


@pytest.mark.parametrize("kind", EACH)
def test_a_safe_fault_is_mended(kind: str) -> None:
    wrong = spoilt("ket-luan-dang-uy", kind)
    assert check(wrong).findings

    assert check(mend(wrong)).findings == ()


def test_faults_of_look_are_mended_without_touching_a_word() -> None:
    wrong = spoilt("ket-luan-dang-uy", "Calibri in the whole text", "no indent", "wide lines", "left margin 20")

    mended = mend(wrong)

    assert words(mended) == words(wrong)
    assert check(mended).findings == ()


def test_a_word_in_short_is_written_out_and_keeps_its_neighbours() -> None:
    wrong = spoilt("cong-van-dang-uy", "the other style's about")

    mended = mend(wrong)

    assert any("về việc báo cáo kết quả" in text for text in words(mended))
    assert check(mended).findings == ()


def test_what_needs_a_person_stays_as_it_is() -> None:
    wrong = spoilt("ket-luan-dang-uy", "II left out", "the symbol of another type", "a member signs for a collective")

    mended = mend(wrong)

    assert words(mended) == words(wrong)
    assert [finding.code for finding in check(mended).findings] == ["symbol", "numbering", "signature"]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "way"), MENDED)
def test_no_mending_leaves_what_it_could_mend_or_brings_another_fault(name: str, way: Way) -> None:
    good = build(BY_NAME[name], way)
    for kind in KINDS:
        wrong = spoilt_or_none(good, name, kind)
        if wrong is None:
            continue
        before = {finding.code for finding in check(wrong).findings}

        left = check(mend(wrong)).findings

        assert [f for f in left if f.fixable or f.code not in before] == [], kind.name


def spoilt_or_none(good: bytes, name: str, kind: Kind) -> bytes | None:
    try:
        return spoil(good, BY_NAME[name], kind)
    except NotHere:
        return None


@pytest.mark.slow
def test_the_mended_file_opens_in_libreoffice(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    assert office is not None
    file = tmp_path / "mended.docx"
    file.write_bytes(mend(spoilt("ket-luan-dang-uy", "no page number", "no hyphens", "Arial in one paragraph")))

    subprocess.run(
        [office, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=180,
    )  # fmt: skip

    assert (tmp_path / "mended.pdf").stat().st_size > 10_000
