"""LibreOffice, which turns one format into another: in the sandbox, with a profile of its own, one at a time."""

import functools
import shutil
from dataclasses import dataclass
from pathlib import Path

from nennep.lib.sandbox import ENGINE, Ended, Job, one_at_a_time, run

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


@dataclass(frozen=True)
class Conversion:
    """`importer` names LibreOffice's filter, so that content cannot choose another; `into` is "pdf:…", "docx:…"."""

    given: Path
    importer: str
    into: str


@functools.cache
def program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(conversion: Conversion, folder: Path) -> tuple[Path, Ended]:
    """Where the result stands, if there is one, and how LibreOffice ended; `folder` is the job's own."""
    office = program()
    if office is None:
        raise LookupError("LibreOffice is not installed")
    profile, made = folder / "profile", folder / "made"
    _write_profile(profile)
    command = [
        office, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard", "--nologo",
        f"-env:UserInstallation={profile.as_uri()}", f"--infilter={conversion.importer}",
        "--convert-to", conversion.into, "--outdir", str(made), str(conversion.given),
    ]  # fmt: skip
    with one_at_a_time():
        ended = run(Job(command, ENGINE, folder))
    ending = conversion.into.partition(":")[0]
    return made / f"{conversion.given.stem}.{ending}", ended


def _write_profile(profile: Path) -> None:
    (profile / "user").mkdir(parents=True)
    items = "\n".join(ITEM.format(path=path, name=name, value=value) for path, name, value in SWITCHES)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS.format(items=items), encoding="utf-8")
