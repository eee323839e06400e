"""A new run: its files taken in, looked at, and laid out sheet by sheet with a proposed mapping."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.files.rules import TOO_LARGE
from nennep.jobs.actions import enqueue
from nennep.journal.actions import record
from nennep.lib.errors import BadFile, RuleBroken
from nennep.lib.ids import public_id
from nennep.lib.text import nfc
from nennep.lib.words import say
from nennep.organisation.models import Unit
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act
from nennep.web.downloads import safe_name
from nennep.workbench.child.places import GIVEN
from nennep.workbench.folders import make_folder, read_looks, remove, write_order
from nennep.workbench.models import KeptMapping, ListFile, ListRun, ListSheet
from nennep.workbench.rules import LONGEST_FILE_NAME, LOOK_AT_ONCE, MOST_FILES, TOO_MANY, TWICE, RunState
from nennep.workbench.running import carry_out

if TYPE_CHECKING:
    from nennep.accounts.models import User

MB = 1024 * 1024


@dataclass(frozen=True)
class NewRun:
    name: str  # "": after the files
    unit: Unit
    uploads: "Sequence[File[Any]]"


@dataclass(frozen=True)
class Taken:
    name: str
    size: int
    sha256: str


def receive(new: NewRun, *, by: "User") -> ListRun:
    """Small files are looked at before anything is written down; of large ones a job says what they are."""
    must(by, Act.KEEP_MEMBERS, new.unit)
    if len(new.uploads) > MOST_FILES:
        raise RuleBroken(say(TOO_MANY, most=MOST_FILES))
    run = ListRun(public_id=public_id(), unit=new.unit, by=by)
    folder = make_folder(run.public_id)
    try:
        taken = take_all(new.uploads, folder)
        run.name = new.name or name_after(taken)
        write_order(folder, {"files": [each.name for each in taken]})
        at_once = sum(each.size for each in taken) <= LOOK_AT_ONCE
        if at_once:
            carry_out("look", folder, lambda _told: None)
        return begin(run, taken, at_once=at_once, by=by)
    except BaseException:
        remove(folder)
        raise


@transaction.atomic
def begin(run: ListRun, taken: Sequence[Taken], *, at_once: bool, by: "User") -> ListRun:
    run.erase_on = timezone.localdate() + timedelta(days=settings.LISTS_DAYS)
    run.save()
    ListFile.objects.bulk_create(ListFile(run=run, n=n, **vars(each)) for n, each in enumerate(taken, 1))
    record(by, "lists.received", run, files=len(taken), size=sum(each.size for each in taken))
    if at_once:
        lay_out(run, by=by)
    else:
        run.job = enqueue("open_lists", _("Đọc danh sách: %(name)s") % {"name": run.name}, {"run": run.pk}, by=by)
        run.save()
    return run


@transaction.atomic
def lay_out(run: ListRun, *, by: "User") -> None:
    """What was seen in the files becomes sheets to be mapped: as last time where the headings are known."""
    must(by, Act.KEEP_MEMBERS, run.unit)
    looks = read_looks(run.folder)
    kept = KeptMapping.objects.in_bulk({look["fingerprint"] for look in looks}, field_name="fingerprint")
    files = {file.name: file for file in run.files.all()}
    ListSheet.objects.filter(file__run=run).delete()  # a second run of the job
    ListSheet.objects.bulk_create(
        sheet_of(files[nfc(look["source"])], n, look, kept.get(look["fingerprint"])) for n, look in enumerate(looks)
    )
    run.state = RunState.MAPPING
    run.save()
    record(by, "lists.opened", run, sheets=len(looks))


def sheet_of(file: ListFile, n: int, look: dict[str, Any], kept: KeptMapping | None) -> ListSheet:
    """A cover, a page of figures: a sheet without records is left out until somebody wants it."""
    proposed = {column["letter"]: column["proposed"] for column in look["columns"]}
    known = {letter: field for letter, field in kept.mapping.items() if letter in proposed} if kept else {}
    return ListSheet(
        file=file,
        n=n,
        name=nfc(look["name"])[:255],
        fingerprint=look["fingerprint"],
        records=look["records"],
        mapping=proposed | known,
        left_out=not look["records"],
        kept=kept,
    )


@transaction.atomic
def give_up(run: ListRun, why: str, *, by: "User") -> None:
    """A file of the run could not be read."""
    run.state, run.fault = RunState.FAILED, why[:500]
    run.save()
    record(by, "lists.not_read", run, why=run.fault)


def take_all(uploads: "Iterable[File[Any]]", folder: Path) -> list[Taken]:
    given = folder / GIVEN
    given.mkdir(mode=0o700)
    taken: list[Taken] = []
    for upload in uploads:
        name = free_name(disk_name(upload.name or "danh-sach"), {each.name.casefold() for each in taken})
        one = take(upload, given / name)
        twin = next((each for each in taken if each.sha256 == one.sha256), None)
        if twin:
            raise RuleBroken(say(TWICE, name=twin.name, other=one.name))
        taken.append(one)
    return taken


def take(upload: "File[Any]", to: Path) -> Taken:
    size, digest = 0, hashlib.sha256()
    handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        for chunk in upload.chunks(MB):
            size += len(chunk)
            if size > settings.MAX_FILE_BYTES:
                raise BadFile("too_large", TOO_LARGE, limit=settings.MAX_FILE_BYTES // MB)
            digest.update(chunk)
            out.write(chunk)
    return Taken(to.name, size, digest.hexdigest())


def disk_name(name: str) -> str:
    """As the person's disk called it, but never longer than ours takes."""
    stem, dot, ending = safe_name(name).rpartition(".")
    stem, ending = (stem, dot + ending) if dot else (ending, "")
    while len((stem + ending).encode()) > LONGEST_FILE_NAME:
        stem = stem[:-1]
    return stem + ending


def free_name(name: str, taken: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if dot else (ending, "")
    names = (name, *(f"{stem} ({n}){ending}" for n in range(2, MOST_FILES + 2)))
    return next(each for each in names if each.casefold() not in taken)


def name_after(taken: Sequence[Taken]) -> str:
    first = taken[0].name.rpartition(".")[0] or taken[0].name
    return first if len(taken) == 1 else _("%(name)s và %(n)s tệp khác") % {"name": first[:150], "n": len(taken) - 1}
