"""What an import changed, kept so that the whole of it can be taken back.

Before a thing is changed, and after all is done, its row stands here as Django serialises it, many-to-many lists
included. Taking back compares the row of today with the one we left: what somebody has changed since is not undone.
"""

import json
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from nennep.lib.errors import RuleBroken

COUNTERS = {"children_made"}  # moves on by itself and is never taken back


class Ledger:
    def __init__(self) -> None:
        self.things: dict[tuple[str, int], tuple[models.Model, dict[str, Any] | None]] = {}

    def will_change(self, thing: models.Model) -> None:
        self.things.setdefault(name_of(thing), (thing, state_of(thing)))

    def was_made(self, thing: models.Model) -> None:
        self.things.setdefault(name_of(thing), (thing, None))

    def close(self) -> list[dict[str, Any]]:
        lines = []
        for (model, pk), (thing, before) in self.things.items():
            thing.refresh_from_db()
            lines.append({"model": model, "pk": pk, "before": before, "after": state_of(thing)})
        return lines


def name_of(thing: models.Model) -> tuple[str, int]:
    return thing._meta.label, thing.pk


def state_of(thing: models.Model) -> dict[str, Any]:
    (row,) = json.loads(serializers.serialize("json", [thing]))
    return dict(row)


def take_back(lines: list[dict[str, Any]]) -> None:
    """In reverse; raises RuleBroken and leaves the transaction to its end when something has moved on."""
    for line in reversed(lines):
        now = current(line)
        if now is None or bare(now) != bare(line["after"]):
            raise RuleBroken(
                _("“%(name)s” đã thay đổi sau khi nhập, nên không hoàn tác cả tệp được.") % {"name": label_of(line)}
            )
        if line["before"] is None:
            remove(line)
        else:
            put_back(line["before"])


def current(line: dict[str, Any]) -> dict[str, Any] | None:
    thing = model_of(line).objects.select_for_update().filter(pk=line["pk"]).first()
    return state_of(thing) if thing else None


def remove(line: dict[str, Any]) -> None:
    try:
        model_of(line).objects.get(pk=line["pk"]).delete()
    except ProtectedError:
        raise RuleBroken(
            _("“%(name)s” đã được dùng ở nơi khác, nên không hoàn tác cả tệp được.") % {"name": label_of(line)}
        ) from None


def put_back(row: dict[str, Any]) -> None:
    for restored in serializers.deserialize("json", json.dumps([row])):
        restored.save()


def bare(row: dict[str, Any]) -> dict[str, Any]:
    fields = {name: value for name, value in row["fields"].items() if name not in COUNTERS}
    lists = {name: sorted(value) for name, value in fields.items() if isinstance(value, list)}
    return fields | lists


def label_of(line: dict[str, Any]) -> str:
    fields = line["after"]["fields"]
    return str(fields.get("name") or fields.get("title") or fields.get("words") or line["model"])


def model_of(line: dict[str, Any]) -> Any:
    return apps.get_model(line["model"])
