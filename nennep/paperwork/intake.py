"""A filled form taken in: read, judged, kept as a preview beside whence it came."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.rules import Via
from nennep.files.queries import path_of_version
from nennep.imports.actions import Source, commit_preview, preview_rows
from nennep.imports.models import Preview
from nennep.imports.rules import WRITTEN
from nennep.jobs.actions import enqueue
from nennep.jobs.models import Job
from nennep.lib.errors import RuleBroken
from nennep.organisation.models import Unit
from nennep.paperwork.actions.returning import Origin, keep_look, keep_upload
from nennep.paperwork.importing.importer import FormImporter
from nennep.paperwork.importing.reading import Filled, read_form
from nennep.paperwork.models import ReturnedForm

AT_ONCE = 60  # rows that are written while the person waits


def take_upload(unit: Unit, file_name: str, content: Iterable[bytes], *, by: User) -> ReturnedForm:
    """The form of this very unit; another unit's is named and refused."""
    FormImporter(unit).must(by)
    filled = read_form(content)
    must_be_of(unit, filled)
    with transaction.atomic():
        preview = previewed(unit, file_name, filled, by=by)
        return keep_upload(Origin(unit, filled.stamp.token, filled.via), preview, by=by)


def must_be_of(unit: Unit, filled: Filled) -> None:
    if filled.stamp.whose == unit.public_id:
        return
    other = Unit.objects.filter(public_id=filled.stamp.whose).first()
    if other is None:
        raise RuleBroken(_("Mẫu này của một đơn vị không còn trong danh mục. Hãy lấy mẫu mới."))
    said = {"other": other.label, "unit": unit.label}
    raise RuleBroken(_("Mẫu này của %(other)s, không phải của %(unit)s. Hãy gửi ở trang của %(other)s.") % said)


def look_at(form: ReturnedForm, *, by: User) -> ReturnedForm:
    """Judge the form of a letter for the person who will commit it."""
    if form.document is None or form.unit is None:
        raise RuleBroken(_("Thư này không có mẫu đọc được."))
    with path_of_version(form.document.versions.select_related("blob").latest("n")).open("rb") as file:
        filled = read_form([file.read()])
    must_be_of(form.unit, filled)
    rows = [row.__class__(**vars(row) | {"values": row.values | {"via": Via.MAIL}}) for row in filled.rows]
    with transaction.atomic():
        preview = previewed(form.unit, form.file_name, Filled(filled.stamp, rows, filled.sha256, Via.MAIL), by=by)
        return keep_look(form, preview, by=by)


def commit_form(form: ReturnedForm, digest: str, *, by: User) -> Preview:
    """Write the very preview that the person saw."""
    if form.dismissed_at or form.unit is None or form.preview is None:
        raise RuleBroken(_("Mẫu này đã được ghi hoặc đã bỏ."))
    return commit_preview(form.preview, digest, FormImporter(form.unit), by=by)


def commit_or_queue(form: ReturnedForm, digest: str, *, by: User) -> Preview | Job:
    """A short form at once, a long one by the worker."""
    assert form.preview
    to_write = form.preview.rows.filter(verdict__in=WRITTEN).count()
    if to_write <= AT_ONCE:
        return commit_form(form, digest, by=by)
    payload = {"form": form.pk, "digest": digest}
    return enqueue("commit_form", _("Ghi %(name)s") % {"name": form.file_name}, payload, by=by)


def previewed(unit: Unit, file_name: str, filled: Filled, *, by: User) -> Preview:
    return preview_rows(FormImporter(unit), Source(file_name, filled.sha256), filled.rows, by=by)
