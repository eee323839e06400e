"""Lists of invented persons of three makes, and runs brought to any state by the real child."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from nennep.jobs.actions import do_job, take_job
from nennep.jobs.models import Job
from nennep.matching.sheets.tests.make import tcvn3
from nennep.organisation.models import Unit
from nennep.workbench.actions.matching import Confirmed, confirm_mapping, start_matching
from nennep.workbench.actions.receiving import NewRun, receive
from nennep.workbench.models import ListRun, ListSheet

if TYPE_CHECKING:
    from nennep.accounts.models import User

FORM, OLD, PLAIN = "Biểu chi bộ.xlsx", "phan mem cu.csv", "khong dau.csv"
PEOPLE: Sequence[Sequence[str]] = (
    ("Nguyễn Văn Hùng", "12/05/1970", "031070001234", "02/03/1995", "Chi bộ 1"),
    ("Trần Thị Lan", "30/11/1982", "030182004321", "02/09/2008", "Chi bộ 1"),
    ("Lò Văn Inh", "07/08/1965", "014065000777", "19/05/1990", "Chi bộ 2"),
    ("Ngô Thị Ánh", "05/09/1985", "031185002001", "03/02/2010", "Chi bộ 2"),
)
IN_PLAIN = (  # slips in the day by which the first two must be looked at; the last is a twin
    ("Nguyen Van Hung", "13/05/1970", "", "", ""),
    ("Tran Thi Lan", "30/11/1983", "", "", ""),
    ("Lo Van Inh", "1965", "", "", "CB 2"),
    ("Ngo Thi Ngoc", "05/09/1985", "031185002002", "03/02/2010", "CB 2"),
)
HEADINGS = ("Họ và tên", "Ngày sinh", "Số CCCD", "Ngày vào Đảng", "Chi bộ")


def form_file() -> bytes:
    """Titles, headings in two merged rows, a total, a signature."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Đảng viên")
        sheet.write("A1", "ĐẢNG BỘ PHƯỜNG BÌNH HẢI")
        sheet.merge_range("A3:F3", "DANH SÁCH ĐẢNG VIÊN")
        for place, heading in enumerate(("TT", "Họ và tên", "Ngày sinh", "Số CCCD", "Ngày vào Đảng", "Chi bộ")):
            sheet.merge_range(4, place, 5, place, heading)
        for n, person in enumerate(PEOPLE, 1):
            sheet.write_row(5 + n, 0, [str(n), *person])
        sheet.write("B12", "Tổng cộng: 4 đồng chí")
        sheet.write("E13", "BÍ THƯ")
    return out.getvalue()


def old_file() -> bytes:
    rows = [HEADINGS, *PEOPLE[:3]]
    return tcvn3("\r\n".join(";".join(row) for row in rows)).encode("latin-1")


def plain_file(rows: Sequence[Sequence[str]] = IN_PLAIN) -> bytes:
    headings = ("ho va ten", "ngay sinh", "so cccd", "ngay vao dang", "chi bo")
    return "\n".join(",".join(row) for row in (headings, *rows)).encode()


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def three_files() -> list[SimpleUploadedFile]:
    return [upload(form_file(), FORM), upload(old_file(), OLD), upload(plain_file(), PLAIN)]


def received(unit: Unit, by: "User", *uploads: SimpleUploadedFile) -> ListRun:
    return receive(NewRun("", unit, uploads or three_files()), by=by)


def as_proposed(run: ListRun) -> Confirmed:
    sheets = ListSheet.objects.filter(file__run=run)
    return Confirmed({sheet.pk: None if sheet.left_out else sheet.mapping for sheet in sheets}, {})


def work(job: Job | None) -> Job:
    """What a worker does."""
    assert job
    taken = take_job(job.public_id, "w")
    assert taken
    do_job(taken)
    taken.refresh_from_db()
    return taken


def matched(run: ListRun, by: "User") -> ListRun:
    confirm_mapping(run, as_proposed(run), by=by)
    return matched_again(run, by)


def matched_again(run: ListRun, by: "User") -> ListRun:
    job = work(start_matching(run, by=by).job)
    assert job.state == "done", job.message
    return ListRun.objects.select_related("unit", "job").get(pk=run.pk)
