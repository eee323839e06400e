"""From a file to a `Source`, through the guard and the sandbox."""

import random
import shutil
import subprocess
from pathlib import Path

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from nennep.lib import inside
from nennep.lib.errors import BadFile
from nennep.lib.tests.make_active import compound
from nennep.lib.tests.make_packages import word
from nennep.lib.tests.make_pdfs import pdf
from nennep.reading.files import SUPPORTED, open_source
from nennep.reading.formats import child, plain, recognition, wire
from nennep.reading.source import Form, Line, Source, Table
from nennep.reading.tests.make_word import cell, paragraph, table, write_word

SENTENCES = (
    "Ban Thường vụ Đảng ủy giao Văn phòng Đảng ủy chủ trì, phối hợp với các cơ quan tham mưu.",
    "Hoàn thành việc rà soát hồ sơ đảng viên trước ngày 30 tháng 6 năm 2026.",
    "Các chi bộ trực thuộc báo cáo kết quả thực hiện về Đảng ủy.",
)


def letter(folder: Path) -> Path:
    grid = table(cell("TT") + cell("Nội dung") + cell("Chủ trì"), cell("1") + cell("Lập kế hoạch") + cell("Văn phòng"))
    return write_word(folder / "van-ban.docx", "".join(map(paragraph, SENTENCES)) + grid + paragraph())


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks if isinstance(block, Line)]


def test_a_document_comes_out_of_the_sandbox_whole(tmp_path: Path) -> None:
    source = open_source(letter(tmp_path))

    assert texts(source) == list(SENTENCES)
    assert source.blocks[-1] == Table((("TT", "Nội dung", "Chủ trì"), ("1", "Lập kế hoạch", "Văn phòng")))


def test_the_name_of_the_file_does_not_matter(tmp_path: Path) -> None:
    odd = tmp_path / "Kết luận (bản cuối)\u202e 'x' ; rm -rf.pdf"
    shutil.move(letter(tmp_path), odd)

    assert open_source(odd).form is Form.DOCX


PICTURE = (
    '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
    "</w:drawing></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (word()[:-30], "damaged"),
        (compound("EncryptedPackage"), "encrypted"),
        (pdf(trailer=b"/Encrypt 4 0 R"), "encrypted"),
        (pdf()[:60], "damaged"),
        (word(more={"word/vbaProject.bin": b"x"}), "active"),
        (b"<html></html>", "wrong_type"),
        (b" \n\t\n ", "no_text"),
        (word(body=""), "no_text"),
        (word(body=PICTURE), "only_pictures"),
        (word(more={"word/document.xml": "<w:document"}), "damaged"),
        (word(more={"word/document.xml": "<a>" * 5000 + "</a>" * 5000}), "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_sentence(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "tep.docx"
    path.write_bytes(content)

    with pytest.raises(BadFile) as bad:
        open_source(path)

    assert bad.value.code == code
    assert str(bad.value)[0].isupper()
    assert str(bad.value).endswith(".")


@pytest.mark.slow
def test_a_document_too_heavy_for_the_child_is_refused(tmp_path: Path) -> None:
    """Passes the guard, and would take more than 300 MB as a tree."""
    rng = random.Random(1)
    runs = "".join(f'<w:r w:rsidR="{rng.getrandbits(60):x}"/>' for _ in range(1_200_000))
    path = write_word(tmp_path / "nang.docx", f"<w:p>{runs}</w:p>")

    with pytest.raises(BadFile) as bad:
        open_source(path)

    assert bad.value.code == "too_heavy"


@pytest.mark.slow
@settings(deadline=None)
@given(
    st.builds(
        Source,
        st.lists(
            st.builds(Line, st.text(), st.text(), st.integers(0, 99), st.booleans(), st.booleans(), st.booleans())
            | st.builds(Table, st.lists(st.lists(st.text()).map(tuple)).map(tuple), st.integers(0, 99))
        ).map(tuple),
        st.sampled_from(Form),
        st.lists(st.text()).map(tuple),
    )
)
def test_what_crosses_the_pipe_arrives_unchanged(source: Source) -> None:
    assert wire.from_json(wire.to_json(source)) == source


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=3000))
def test_any_bytes_as_text_give_a_source_or_a_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bytes.txt"
    path.write_bytes(content)
    found = given_or_refused(path)

    assert isinstance(found, BadFile) or found.blocks


def given_or_refused(path: Path) -> Source | BadFile:
    try:
        return plain.read(path)
    except BadFile as bad:
        return bad


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), what=st.sampled_from(["docx", "pdf"]))
def test_a_broken_file_gives_a_source_or_a_sentence(seed: int, what: str, tmp_path: Path) -> None:
    """The parsers themselves, without the guard before them: only BadFile may come out, as an answer."""
    rng = random.Random(seed)
    content = bytearray(word() if what == "docx" else PDF)
    for _ in range(rng.randint(1, 30)):
        content[rng.randrange(len(content))] = rng.randrange(256)
    path = tmp_path / "broken"
    path.write_bytes(content)

    found = inside.answer(lambda: child.read(what, str(path)))

    assert found.keys() & {"blocks", "refused", "pages"}


PDF = bytes(typst.compile(b"Xin *chao*\n#table(columns: 2)[a][b][c][d]"))


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["odt", "doc"])
def test_other_office_formats_read_as_the_same_text(suffix: str, tmp_path: Path) -> None:
    given = letter(tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", suffix, "--outdir", str(tmp_path), str(given)]
    subprocess.run(command, check=True, capture_output=True)

    source = open_source(given.with_suffix(f".{suffix}"))

    assert texts(source) == list(SENTENCES)
    assert source.blocks[-1] == Table((("TT", "Nội dung", "Chủ trì"), ("1", "Lập kế hoạch", "Văn phòng")))


def scan(tmp_path: Path, turn: float = 0.0) -> Path:
    path = tmp_path / "trang.png"
    text = '#set text(font: "Libertinus Serif", size: 14pt)\n' + "\n\n".join(SENTENCES)
    path.write_bytes(typst.compile(text.encode(), format="png", ppi=300))
    with Image.open(path) as picture:
        picture.convert("L").rotate(turn, fillcolor=255, expand=turn in {90, 180}).save(path, dpi=(300, 300))
    return path


@pytest.mark.slow
@pytest.mark.parametrize("turn", [0.0, 1.5, 180.0])
def test_a_scan_is_recognised_however_it_lay(turn: float, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    source = open_source(scan(tmp_path, turn), progress=lambda done, total: seen.append((done, total)))

    found, meant = " ".join(texts(source)).split(), " ".join(SENTENCES).split()
    assert len(set(meant) - set(found)) <= len(meant) // 10
    assert source.form is Form.SCAN
    assert "bản quét" in source.notes[0]
    assert seen == [(0, 1), (1, 1)]


@pytest.mark.slow
def test_the_bar_moves_page_by_page(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    with Image.open(scan(tmp_path)) as page:
        page.save(tmp_path / "quet.pdf", save_all=True, append_images=[page], resolution=300)

    source = open_source(tmp_path / "quet.pdf", progress=lambda done, total: seen.append((done, total)))

    assert seen == [(0, 2), (1, 2), (2, 2)]
    assert {block.page for block in source.blocks} == {0, 1}


def test_without_tesseract_the_sentence_names_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    recognition.missing_parts.cache_clear()
    path = tmp_path / "anh.png"
    Image.new("L", (100, 100), 255).save(path)

    with pytest.raises(BadFile, match="tesseract-ocr-vie") as bad:
        open_source(path)

    recognition.missing_parts.cache_clear()
    assert bad.value.code == "no_ocr"


def test_the_upload_form_knows_the_suffixes() -> None:
    assert {".docx", ".pdf", ".txt", ".odt", ".doc"} <= set(SUPPORTED)
