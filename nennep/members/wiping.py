"""How the values of fields leave a row, whatever row it is; what it says beside them stays. Nothing is saved here.

Each tells whether the row was changed.
"""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.utils.translation import override

from nennep.imports.models import PreviewRow
from nennep.members.fields import kept_fields
from nennep.members.listfiles.columns import RIGHT, ROW
from nennep.members.models import Flaw, ListBack, Member, Merge

Fields = Collection[str]
FOLDED = "folded_name"  # holds the other name too


def without(values: dict[str, Any], fields: Fields) -> dict[str, Any]:
    return {key: said for key, said in values.items() if key not in fields}


def wipe_values(row: Any, fields: Fields) -> bool:
    """A change of a member, the word of a cell: both keep theirs in `values`."""
    before, row.values = row.values, without(row.values, fields)
    return bool(before != row.values)


def wipe_member(member: Member, fields: Fields) -> bool:
    for key in fields:
        member.put(key, "")
    return True


def wipe_flaw(flaw: Flaw, _fields: Fields) -> bool:
    """That it stood is known; the sentence may hold the value, and the number is one."""
    flaw.message, flaw.number = "", ""
    return True


def wipe_preview_row(row: PreviewRow, fields: Fields) -> bool:
    """Of a clean list a row speaks of every field; of a cell's list it speaks of one."""
    before = (row.values, row.changes)
    row.values = without(row.values, fields)
    if row.values.get(ROW, "").partition(".")[2] in fields:
        row.values = row.values | {RIGHT: ""}
    row.changes = without(row.changes, labels_of(fields))
    return before != (row.values, row.changes)


def wipe_list_back(kept: ListBack, fields: Fields) -> bool:
    """A list that waits to be looked at: each row speaks of one field."""
    before, kept.rows = kept.rows, [row_without(row, fields) for row in kept.rows]
    return bool(before != kept.rows)


def row_without(row: dict[str, Any], fields: Fields) -> dict[str, Any]:
    said = row["values"]
    return {**row, "values": said | {RIGHT: ""}} if said.get(ROW, "").partition(".")[2] in fields else row


def labels_of(fields: Fields) -> set[str]:
    """Under which a preview names what it would change: in the language of who made it."""
    found = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {kept_fields()[key].label for key in fields}
    return found


def wipe_merge(merge: Merge, fields: Fields) -> bool:
    before, merge.rows = merge.rows, [image_without(image, fields) for image in merge.rows]
    return bool(before != merge.rows)


def image_without(image: dict[str, Any], fields: Fields) -> dict[str, Any]:
    return {**image, **{side: side_without(image[side], fields) for side in ("before", "after")}}


def side_without(said: dict[str, Any] | None, fields: Fields) -> dict[str, Any] | None:
    """Of a member, or of a cell's word that went over with it."""
    if said is None:
        return None
    left = without(said, fields)
    if FOLDED in left and "other_name" in fields:
        left[FOLDED] = left[FOLDED].split(" · ")[0]
    if isinstance(left.get("values"), dict):
        left["values"] = without(left["values"], fields)
    return left
