"""Some rows of a sheet, standardised, checked and written to disk; many rows by several processes at once."""

import multiprocessing
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import polars as pl

from nennep.matching.checking.records import check_records
from nennep.matching.checking.units import unknown_units
from nennep.matching.linking.keys import record_keys
from nennep.matching.model import ROW, Sheet
from nennep.matching.reporting import tables
from nennep.matching.stages import peak
from nennep.matching.standard.originals import Columns
from nennep.matching.standard.places import Places
from nennep.matching.standard.table import standardise
from nennep.matching.standard.units import Units

STAGES = ("standardising", "checking", "writing", "linking")
HANDS = 2  # processes
WAITING = HANDS  # pieces that may wait: more would only fill the memory
MANY = 40_000  # rows from which a process of its own is worth its start
LARGE = 8_000_000  # bytes of files that hold as many


@dataclass(frozen=True)
class Piece:
    sheet: Sheet
    columns: Columns
    today: date
    units: Mapping[str, str]
    to: Path  # the part of `records.parquet`


@dataclass(frozen=True)
class Done:
    found: pl.DataFrame
    seconds: Mapping[str, float]
    peak_mb: float  # of the process that did it; 0 where it was this one


def work(piece: Piece) -> Done:
    laps = [time.perf_counter()]
    people = standardise(piece.sheet, piece.columns, piece.today, Places.load())
    laps.append(time.perf_counter())
    given = {each for each in piece.columns.mapping.values() if each}
    found = [*check_records(people, given, piece.today)]
    if piece.units:
        found += unknown_units(people, Units(piece.units))
    laps.append(time.perf_counter())
    tables.write_part(people, piece.sheet.raw, piece.sheet.headings, piece.to)
    laps.append(time.perf_counter())
    record_keys(people).write_ipc(keys_beside(piece.to), compression="lz4")
    laps.append(time.perf_counter())
    spent = (after - before for before, after in pairwise(laps))
    return Done(pl.concat(found), dict(zip(STAGES, spent, strict=True)), peak())


def keys_beside(part: Path) -> Path:
    """Where what the records are linked by waits."""
    return part.with_suffix(".keys")


@dataclass
class Hands:
    """Takes pieces as they come; `done` is called for each, in whatever order they are finished."""

    done: Callable[[Done], None]
    pool: ProcessPoolExecutor | None = None
    waiting: set[Future[Done]] = field(default_factory=set)
    others: list[Future[object]] = field(default_factory=list)

    def expect(self, size: int) -> None:
        """The processes of a large run start while the first file is read."""
        if size >= LARGE:
            self.others += [self._pool().submit(make_ready) for _ in range(HANDS)]

    def take(self, piece: Piece) -> None:
        if self.pool is None and piece.sheet.raw.height < MANY:
            self.done(replace(work(piece), peak_mb=0.0))
            return
        self.waiting.add(self._pool().submit(work, _lean(piece)))
        self._finish(WAITING)

    def finish(self) -> None:
        self._finish(0)

    def beside(self, function: Callable[..., object], *given: object) -> None:
        """In another process where there are any; `wait` ends when it is done."""
        if self.pool is None:
            function(*given)
        else:
            self.others.append(self.pool.submit(function, *given))

    def wait(self) -> None:
        for future in self.others:
            future.result()

    def _pool(self) -> ProcessPoolExecutor:
        # spawned, not forked: the threads of polars would not live on
        self.pool = self.pool or ProcessPoolExecutor(HANDS, multiprocessing.get_context("spawn"))
        return self.pool

    def _finish(self, most: int) -> None:
        while len(self.waiting) > most:
            finished, self.waiting = wait(self.waiting, return_when=FIRST_COMPLETED)
            for future in finished:
                self.done(future.result())


def make_ready() -> None:
    """What a process needs for its first piece."""
    Places.load()


@contextmanager
def hands(done: Callable[[Done], None]) -> Iterator[Hands]:
    at_work = Hands(done)
    try:
        yield at_work
    finally:
        if at_work.pool:
            at_work.pool.shutdown(cancel_futures=True)


def _lean(piece: Piece) -> Piece:
    """Only what is read of it goes to another process."""
    mapped = [letter for letter, given in piece.columns.mapping.items() if given and letter in piece.sheet.text.columns]
    return replace(piece, sheet=replace(piece.sheet, text=piece.sheet.text.select(ROW, *mapped)))
