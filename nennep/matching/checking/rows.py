"""The checks of one record, asked of records that lie in a database and in no file."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from nennep.matching.checking.finding import together
from nennep.matching.checking.records import check_records
from nennep.matching.fields import Field
from nennep.matching.model import ROW, Sheet
from nennep.matching.standard.originals import Columns
from nennep.matching.standard.places import Places
from nennep.matching.standard.rows import Record, standardise_rows
from nennep.matching.standard.table import standardise

MANY = 300  # records from which columns are quicker than values one by one


def check_rows(records: Sequence[Record], fields: Sequence[Field], today: date) -> pl.DataFrame:
    """Findings as of a sheet whose columns are `fields`; `row` counts the records from 1."""
    places = Places.load()
    if len(records) < MANY:
        people = standardise_rows(records, fields, today, places)
    else:
        people = standardise(
            sheet_of(records, fields), Columns({field.value: field for field in fields}), today, places
        )
    return together([*check_records(people, fields, today)])


def sheet_of(records: Sequence[Record], fields: Sequence[Field]) -> Sheet:
    columns = {field.value: [record.get(field) or None for record in records] for field in fields}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).with_row_index(ROW, 1)
    return Sheet("", "", {field.value: "" for field in fields}, frame, frame)
