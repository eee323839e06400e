"""What rows held before and after an act, so that it can be taken back row by row; later changes elsewhere survive."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from nennep.lib.errors import RuleBroken
from nennep.members.fields import kept_fields
from nennep.members.labels import EVENTS
from nennep.members.models import Member, Twins
from nennep.members.models.member import MARKED
from nennep.members.sealing import Broken, mark, unseal

MEMBER, PAIR = Member._meta.label_lower, Twins._meta.label_lower  # a pair that was decided since stays as it is now
STATE = ("cell_id", "standing", "listed", "merged_into_id")  # of a member, beside the fields
FOLLOWS = ("folded_name", "sort_key")  # derived from the name: put back with it
SAID = {"cell_id": "cell", "standing": "standing", "listed": "merged", "merged_into_id": "merged"}
OF_ROWS = {"stay": "cell", "membership": "standing", "memberpost": "post"}


def image_of(row: models.Model) -> dict[str, Any]:
    if isinstance(row, Member):
        fields = {
            key: row.sealed.get(key, "") if one.sealed else getattr(row, key) for key, one in kept_fields().items()
        }
        return fields | {name: getattr(row, name) for name in (*STATE, *FOLLOWS)}
    return {
        field.attname: plain(field.value_from_object(row))
        for field in row._meta.concrete_fields
        if not field.primary_key
    }


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value


class Images:
    """Gathers what an act changes."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    def keep(self, row: models.Model, before: dict[str, Any]) -> None:
        """The row was saved; only what differs is kept."""
        after = image_of(row)
        names = [name for name in after if after[name] != before[name]]
        if names:
            self._add(row, {name: before[name] for name in names}, {name: after[name] for name in names})

    def remove(self, row: models.Model) -> None:
        self._add(row, image_of(row), None)
        row.delete()

    def _add(self, row: models.Model, before: dict[str, Any], after: dict[str, Any] | None) -> None:
        self.rows.append({"model": row._meta.label_lower, "pk": row.pk, "before": before, "after": after})


def put_back(rows: list[dict[str, Any]]) -> None:
    """Raises RuleBroken, naming the field, where something was changed since; nothing is written then."""
    found = [(kept, row_of(kept)) for kept in reversed(rows)]
    found = [(kept, row) for kept, row in found if kept["model"] != PAIR or not any(changed_since(kept, row))]
    for kept, row in found:
        for name in changed_since(kept, row):
            raise RuleBroken(
                _("Không hoàn tác được: “%(field)s” đã được sửa sau khi gộp.")
                % {"field": field_said(kept["model"], name)}
            )
    for kept, row in found:
        write_back(kept, row)


def row_of(kept: dict[str, Any]) -> models.Model | None:
    model = apps.get_model(kept["model"])
    row: models.Model | None = model._default_manager.filter(pk=kept["pk"]).first()
    return row


def changed_since(kept: dict[str, Any], row: models.Model | None) -> Iterator[str]:
    """Fields that are no longer as the act left them; "row" where the row itself came or went."""
    if kept["after"] is None or row is None:
        if (kept["after"] is None) != (row is None):
            yield "row"
        return
    now = image_of(row)
    for name, said in kept["after"].items():
        if name not in FOLLOWS and not is_same(row, name, now[name], said):
            yield name


def is_same(row: models.Model, name: str, now: Any, then: Any) -> bool:
    """Sealed twice, a value has two tokens."""
    field = kept_fields().get(name)
    if now == then or field is None or not field.sealed or not isinstance(row, Member):
        return bool(now == then)
    try:
        return unseal(row.public_id, name, now) == unseal(row.public_id, name, then)
    except Broken:
        return False


def write_back(kept: dict[str, Any], row: models.Model | None) -> None:
    model = apps.get_model(kept["model"])
    if row is None:
        row = model(pk=kept["pk"])
    for name, said in kept["before"].items():
        field = kept_fields().get(name) if isinstance(row, Member) else None
        if isinstance(row, Member) and field and field.sealed:
            put_token(row, name, said)
        else:
            setattr(row, name, said if isinstance(row, Member) else to_python(row, name, said))
    if isinstance(row, Member):
        row.version += 1
    row.save()


def put_token(member: Member, key: str, token: str) -> None:
    """The very token that stood there."""
    member.sealed = {name: said for name, said in member.sealed.items() if name != key} | (
        {key: token} if token else {}
    )
    if key in MARKED:
        setattr(member, f"{key}_mark", mark(key, unseal(member.public_id, key, token)))


def to_python(row: models.Model, name: str, said: Any) -> Any:
    field: Any = next(one for one in row._meta.concrete_fields if one.attname == name)
    return (field.target_field if field.is_relation else field).to_python(said)


def field_said(model: str, name: str) -> str:
    if model == MEMBER:
        return kept_fields()[name].label if name in kept_fields() else str(EVENTS[SAID[name]])
    kind = model.rpartition(".")[2]
    return str(EVENTS[OF_ROWS[kind]]) if kind in OF_ROWS else str(apps.get_model(model)._meta.verbose_name)
