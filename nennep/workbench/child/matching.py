"""The engine's run over the files of a run, and its tables made ready for pages."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from nennep.lib.text import nfc
from nennep.matching.engine import Asked, Confirm, match
from nennep.matching.fields import Field
from nennep.matching.linking.decided import COLUMNS as OF_DECIDED
from nennep.matching.mapping.stored import fitted
from nennep.matching.model import Mapping, Sheet
from nennep.workbench.child.places import GIVEN, ORDER
from nennep.workbench.child.settling import Settling, settle

SETTLING = "Lập danh sách sạch"


def match_lists(folder: Path, tell: Callable[[str], None]) -> dict[str, Any]:
    """Into the folder that the order names; the figures of the run."""
    order = json.loads((folder / ORDER).read_text("utf-8"))
    out = folder / order["out"]
    decided = pl.DataFrame(order["decided"], schema=dict.fromkeys(OF_DECIDED, pl.String), orient="row")
    asked = Asked(
        files=[folder / GIVEN / name for name in order["files"]],
        out=out,
        confirm=confirmed(order["mappings"], folder / ORDER),
        units=order["units"],
        decided=decided,
        today=date.fromisoformat(order["today"]),
    )
    summary = match(asked, tell)
    tell(SETTLING)
    settling = Settling(out, order["files"], decided, folder / (order["before"] or "nowhere"), tell, order["units"])
    return {**summary, **settle(settling)}


def confirmed(mappings: dict[str, dict[str, dict[str, str | None] | None]], order: Path) -> Confirm:
    """What a person confirmed of every sheet; None for a sheet that is left out."""

    def confirm(sheet: Sheet) -> Mapping | None:
        said = mappings[nfc(sheet.source)][nfc(sheet.name)]
        if said is None:
            return None
        return fitted(order, sheet, {letter: Field(field) if field else None for letter, field in said.items()})

    return confirm
