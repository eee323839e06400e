"""Tables of a result, of which a page reads its slice alone."""

from collections.abc import Sequence
from typing import Any, overload

import polars as pl

Row = dict[str, Any]


class Rows(Sequence[Row]):
    """Counted once; a slice is read when it is asked for, which is what a pager does."""

    def __init__(self, scan: pl.LazyFrame) -> None:
        self.scan = scan
        self._count: int | None = None

    def __len__(self) -> int:
        if self._count is None:
            self._count = int(self.scan.select(pl.len()).collect().item())
        return self._count

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, int):
            return self[place : place + 1][0]
        start = place.start or 0
        length = None if place.stop is None else place.stop - start
        return self.scan.slice(start, length).collect().rows(named=True)
