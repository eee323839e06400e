"""A few records, standardised one value at a time by the very table that serves whole sheets.

A sheet of one row pays for the columns of a hundred thousand; a page that corrects one person must not wait for that.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter

import polars as pl

from nennep.matching.fields import Field
from nennep.matching.standard.places import Places
from nennep.matching.standard.sex import standard_sex
from nennep.matching.standard.table import COLUMNS, Made, makings, said_of

Record = Mapping[Field, str]  # as written; what is blank is not there
Row = dict[str, str | int | None]


def standardise_rows(records: Sequence[Record], fields: Sequence[Field], today: date, places: Places) -> pl.DataFrame:
    """What `standardise` says of a sheet whose columns are `fields`: the same values, originals and faults."""
    made = [Made(Field.SEX, standard_sex, {"sex": "value"}), *makings(today, places)]
    used = [each for each in made if each.field in fields]
    rows = [_row(number, record, used) for number, record in enumerate(records, 1)]
    names = dict.fromkeys((*COLUMNS, *_columns(used)), pl.String) | {"row": pl.UInt32}
    return pl.DataFrame(rows, schema=names)


def _columns(used: Sequence[Made]) -> list[str]:
    return [
        name
        for each in used
        for name in (*each.columns, *(f"{each.field}_{part}" for part in ("text", "rule", "fault")))
    ]


def _row(number: int, record: Record, used: Sequence[Made]) -> Row:
    row: Row = {"source": "", "sheet": "", "row": number}
    for each in used:
        text = record.get(each.field) or None
        row[f"{each.field}_text"] = text
        if text is None:
            continue
        answer = each.function(text)
        for name, attribute in {**each.columns, f"{each.field}_rule": "rule", f"{each.field}_fault": "fault"}.items():
            if row.get(name) is None:  # of two columns that may hold a number, the first that does
                row[name] = said_of(attrgetter(attribute)(answer))
    return row
