"""A file, or pasted text, on its way to the review page: text at once, scans and Word's old kinds in the background."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.actions.importing import import_reading, refuse_file_twice
from nennep.directives.models import Directive
from nennep.facts.calendars import calendar_for
from nennep.files.actions import store
from nennep.files.models import Version
from nennep.files.queries import path_of_version
from nennep.jobs.actions import enqueue
from nennep.jobs.models import Job
from nennep.organisation.models import Unit
from nennep.reading.engine import read
from nennep.reading.files import open_source
from nennep.reading.source import Source

READ_AT_ONCE = {"txt", "docx"}  # the guard's kinds that take well under a second


def take_file(upload: "UploadedFile[Any]", unit: Unit, *, by: User) -> Directive | Job:
    """The directive, or the job that is reading it."""
    version = store(upload, upload.name or "van-ban", by=by)
    refuse_file_twice(version, unit)
    if version.blob.kind in READ_AT_ONCE:
        return read_version(version, unit, by=by)
    payload = {"version": version.pk, "unit": unit.pk}
    return enqueue("read_directive", _("Đọc %(name)s") % {"name": version.name}, payload, by=by)


def take_text(text: str, unit: Unit, *, by: User) -> Directive:
    """Pasted words are kept as a .txt of their own, so that there is an original to go back to."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "dan-vao.txt"
        file.write_text(text, encoding="utf-8")
        version = store(file, f"Dán ngày {timezone.localdate():%d-%m-%Y}.txt", by=by)
    refuse_file_twice(version, unit)
    return read_version(version, unit, by=by)


def read_version(version: Version, unit: Unit, *, by: User) -> Directive:
    return import_source(open_source(path_of_version(version)), version, unit, by=by)


def import_source(source: Source, version: Version, unit: Unit, *, by: User) -> Directive:
    year = timezone.localdate().year
    reading = read(source, calendar_for(year - 2, year + 3))
    return import_reading(reading.as_json(), unit=unit, source=version, by=by)


def review_url(directive: Directive) -> str:
    return reverse("directives:review", args=[directive.public_id])
