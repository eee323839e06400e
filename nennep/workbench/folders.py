"""Where the lists of a run lie on the disk: private, and gone as a whole."""

import json
import shutil
import time
from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.conf import settings

from nennep.workbench.child.places import LOOKS, ORDER

STRAY = 24 * 3600  # seconds after which a folder that belongs to no run is swept away


def make_folder(public_id: str) -> Path:
    folder = Path(settings.LISTS_ROOT) / public_id
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    return folder


def write_order(folder: Path, order: dict[str, Any]) -> None:
    file = folder / ORDER
    file.touch(mode=0o600)
    file.write_text(json.dumps(order, ensure_ascii=False), "utf-8")


def read_looks(folder: Path) -> list[dict[str, Any]]:
    """What was seen of every sheet; nothing where the folder is gone."""
    file = folder / LOOKS
    looks: list[dict[str, Any]] = json.loads(file.read_text("utf-8")) if file.is_file() else []
    return looks


def remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def remove_other_results(folder: Path, result: str) -> None:
    for other in folder.glob("result-*"):
        if other.name != result:
            remove(other)
    remove(folder / "tmp")


def sweep_strays(known: Collection[str]) -> None:
    """Folders of no run: of one that was given up while its files came, or erased just before the machine stopped."""
    root = Path(settings.LISTS_ROOT)
    for folder in root.iterdir() if root.is_dir() else ():
        if folder.name not in known and time.time() - folder.stat().st_mtime > STRAY:
            remove(folder)
