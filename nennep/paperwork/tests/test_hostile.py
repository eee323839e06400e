"""Files that nobody should be able to hurt with, and forms that are not what they say: one clear sentence each."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from nennep.directives.models import Assignment
from nennep.directives.tests.make import make_issued
from nennep.lib.errors import BadFile, NenNepError, RuleBroken
from nennep.paperwork.importing.reading import read_form
from nennep.paperwork.models import ReturnedForm
from nennep.paperwork.rules import read_code, read_row
from nennep.paperwork.stamps import find_stamp, new_token
from nennep.paperwork.tests.make import come_back, excel_of, filled_excel, first_answer, saved, verdicts, word_of
from tests.cast import Cast
from tests.turns import REST

pytestmark = [pytest.mark.django_db, *REST]


@pytest.fixture
def board_form(cast: Cast) -> bytes:
    make_issued(cast.tree.root, cast.clerk, cast.tree.board)
    return excel_of(cast.tree.board, cast.contact)


def with_part(form: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(form)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return out.getvalue()


def without_token(form: bytes) -> bytes:
    book = load_workbook(io.BytesIO(form))
    sheet: Any = book.active
    sheet["A1"].value = None
    return saved(book)


def with_foreign_token(form: bytes) -> bytes:
    book = load_workbook(io.BytesIO(form))
    sheet: Any = book.active
    sheet["A1"].value = sheet["A1"].value[:-4] + "0000"
    return saved(book)


def without_headings(form: bytes) -> bytes:
    book = load_workbook(io.BytesIO(form))
    sheet: Any = book.active
    sheet.delete_rows(4)
    return saved(book)


def only_a_book(_: bytes) -> bytes:
    return saved(Workbook())


@pytest.mark.parametrize(("spoil", "sentence"), [
    (lambda form: form[: len(form) // 2], "hỏng|không đầy đủ"),
    (lambda form: with_part(form, "xl/vbaProject.bin", b"x"), "macro"),
    (lambda form: with_part(form, "xl/media/zeros.bin", bytes(90_000_000)), "phình to"),
    (lambda _: b"MZ" + bytes(100), "chương trình"),
    (lambda _: b"", "rỗng"),
    (without_token, "mã mẫu đã bị xóa"),
    (with_foreign_token, "không do Văn phòng này lập"),
    (without_headings, "Không thấy bảng trả lời"),
    (only_a_book, "Không tìm thấy chữ|không phải mẫu"),
])  # fmt: skip
def test_what_is_no_form_is_refused_in_one_sentence(
    board_form: bytes, spoil: Callable[[bytes], bytes], sentence: str
) -> None:
    with pytest.raises((BadFile, RuleBroken), match=sentence):
        read_form([spoil(board_form)])


def test_nothing_is_kept_of_a_refused_file(cast: Cast, board_form: bytes) -> None:
    with pytest.raises(NenNepError):
        come_back(cast.tree.board, board_form[:500], cast.contact)

    assert not ReturnedForm.objects.exists()


def test_a_row_of_another_unit_is_wrong(cast: Cast, board_form: bytes) -> None:
    """Whatever unit the task went to since, or whosever row was copied in."""
    moved = first_answer(cast.tree.board, cast.contact)
    Assignment.objects.filter(pk=moved.pk).update(unit=cast.tree.school)

    for by in (cast.contact, cast.clerk):
        assert verdicts(come_back(cast.tree.board, filled_excel(board_form, {"percent": "50"}), by))[0] == "wrong"


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(place=st.integers(0, 6000), junk=st.binary(min_size=1, max_size=40))
def test_a_damaged_file_is_read_or_refused_never_more(cast: Cast, place: int, junk: bytes) -> None:
    form = word_of(cast.tree.board, cast.contact)
    place %= len(form)

    with suppress(NenNepError):
        assert read_form([form[:place] + junk + form[place + len(junk) :]]).rows


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    st.dictionaries(st.sampled_from(["state", "percent", "figure", "said", "day", "proof", "until", "reason"]), cells)
)
def test_any_text_in_the_cells_is_read_or_named(values: dict[str, str]) -> None:
    heard = read_row(values)

    assert heard.faults or heard.verbs or heard.is_empty
    assert heard.percent is None or 0 <= heard.percent <= 100


@settings(max_examples=200, deadline=None, derandomize=True)
@given(cells)
def test_any_text_as_a_code_is_a_code_or_nothing(typed: str) -> None:
    assert read_code(typed) == "" or read_code(read_code(typed)) == read_code(typed)


def test_a_token_changed_in_any_place_is_no_token(cast: Cast) -> None:
    token = new_token(cast.tree.board)
    assert find_stamp(f"Mã mẫu: {token}")

    for place in range(4, len(token)):
        other = "2" if token[place] != "2" else "3"
        assert find_stamp(token[:place] + other + token[place + 1 :]) is None
