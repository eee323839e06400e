"""The form checker as a page: a .docx in, what is wrong out, or a mended copy; nothing is kept."""

import base64
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from nennep.lib.errors import BadFile
from nennep.records.forms import CheckForm
from nennep.records.queries import checked
from nennep.web.downloads import as_download, safe_name
from nennep.writing.checking.files import check_file
from nennep.writing.checking.model import Report

if TYPE_CHECKING:
    from nennep.web.request import Request

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNREADABLE = 422
CARRIED = 1024 * 1024  # bytes of a mended copy that the page carries


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: "Request") -> HttpResponseBase:
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    if request.method != "POST" or not form.is_valid():
        return page(request, form, 200 if request.method != "POST" else UNREADABLE)
    upload = form.cleaned_data["file"]
    try:
        report, mended = looked_at(upload)
    except BadFile as bad:
        form.add_error("file", str(bad))
        return page(request, form, UNREADABLE)
    if "mended" in request.POST:
        return as_download([mended], mended_name(upload.name or ""), DOCX, len(mended))
    shown = {
        "form": CheckForm(),
        "name": upload.name,
        "view": checked(report),
        **in_the_page(mended, upload.name or ""),
    }
    return render(request, "records/check.html", shown)


def page(request: "Request", form: CheckForm, status: int) -> HttpResponse:
    return render(request, "records/check.html", {"form": form}, status=status)


def looked_at(upload: "UploadedFile[Any]") -> tuple[Report, bytes]:
    """The findings and a mended copy, by way of a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="nennep-") as folder:
        given, mended = Path(folder) / "given.docx", Path(folder) / "mended.docx"
        with given.open("wb") as out:
            for chunk in upload.chunks():
                out.write(chunk)
        report = check_file(given, mended=mended)
        return report, mended.read_bytes()


def in_the_page(mended: bytes, name: str) -> dict[str, str]:
    """The mended copy within the page itself, so that nothing waits on the server; a large file is asked for again."""
    if len(mended) > CARRIED:
        return {}
    return {"mended": f"data:{DOCX};base64,{base64.b64encode(mended).decode()}", "mended_name": mended_name(name)}


def mended_name(name: str) -> str:
    return safe_name(f"{name.removesuffix('.docx') or 'van-ban'} (đã sửa).docx")
