"""Old and foreign office formats (.doc, .odt) → .docx, by LibreOffice in the sandbox, one at a time."""

import functools
import shutil
from pathlib import Path

from nennep.lib.guard import Kind, inspect
from nennep.lib.guard.refusals import refusal
from nennep.lib.sandbox import ENGINE, Job, one_at_a_time, run

FILTERS = {Kind.DOC: "MS Word 97", Kind.ODT: "writer8"}  # fixed, so that content cannot choose another importer
PACKAGES = "libreoffice-writer-nogui, fonts-liberation2"

# No macro, no link followed, nothing fetched, no active content: LibreOffice's own switches, beside the closed network.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
ITEM = """<item oor:path="/org.openoffice.Office.{path}">\
<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>"""
SWITCHES = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "2"),
)


@functools.cache
def program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_docx(path: Path, kind: Kind, folder: Path) -> Path:
    """The converted file, below `folder`; it has passed the guard like any other .docx."""
    office = program()
    if office is None:
        raise refusal("no_office", found=f".{kind}", what=PACKAGES)
    _write_profile(folder / "profile")
    given = folder / f"given.{kind}"
    shutil.copyfile(path, given)
    command = [
        office, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard", "--nologo",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}", f"--infilter={FILTERS[kind]}",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "made"), str(given),
    ]  # fmt: skip
    with one_at_a_time():
        ended = run(Job(command, ENGINE, folder))
    made = folder / "made" / "given.docx"
    if not made.exists():
        raise refusal("too_heavy" if ended.by_limit else "damaged")
    inspect(made, {Kind.DOCX})
    return made


def _write_profile(profile: Path) -> None:
    (profile / "user").mkdir(parents=True)
    items = "\n".join(ITEM.format(path=path, name=name, value=value) for path, name, value in SWITCHES)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS.format(items=items), encoding="utf-8")
