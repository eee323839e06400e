"""Files of persons → standardised records, findings, pairs and clusters, written to a folder."""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

import polars as pl

from nennep.lib.errors import BadFile
from nennep.matching.checking.finding import Kind, Rule, Severity, findings, together
from nennep.matching.checking.people import check_people
from nennep.matching.linking.decided import NONE, found_again
from nennep.matching.linking.deciding import Linked
from nennep.matching.linking.link import link
from nennep.matching.linking.model import load
from nennep.matching.mapping.stored import to_json
from nennep.matching.model import Mapping as ColumnMapping
from nennep.matching.model import Sheet, Told
from nennep.matching.pieces import HANDS, Done, Hands, Piece, hands, keys_beside
from nennep.matching.reporting import report, tables
from nennep.matching.sheets.opening import open_sheets
from nennep.matching.stages import Stages
from nennep.matching.standard.gazetteer import is_installed
from nennep.matching.standard.originals import columns_of

PIECE = 50_000  # rows that are standardised at once: enough to share the work on equal texts, few enough for memory
SAID = ("source", "sheet", "row", "name", "dob", "id12", "id9", "card", "card12", "cell", "unit_code")
Confirm = Callable[[Sheet], ColumnMapping | None]  # None: the sheet is left out


@dataclass(frozen=True)
class Asked:
    files: Sequence[Path]
    out: Path  # a folder; made when it is not there
    confirm: Confirm  # the mapping of a sheet, as a person or a file wants it
    units: Mapping[str, str] = field(default_factory=dict)  # code → name; empty: no unit is called unknown
    engine: str = "duckdb"  # or "spark"
    decided: pl.DataFrame = field(default_factory=pl.DataFrame)  # what people have said: see decided.read_decided
    today: date = field(default_factory=date.today)


@dataclass(frozen=True)
class Opened:
    place: int  # among the files
    source: str
    sheets: list[Sheet]


@dataclass
class Run:
    """What comes together while the files are read one by one; the records themselves wait on the disk."""

    asked: Asked
    stages: Stages
    folder: Path
    found: list[pl.DataFrame] = field(default_factory=list)
    parts: list[Path] = field(default_factory=list)
    mappings: dict[str, dict[str, ColumnMapping]] = field(default_factory=dict)
    sheets: list[tuple[str, str, int, int]] = field(default_factory=list)  # source, sheet, rows in, records

    def done(self, piece: Done) -> None:
        self.found.append(piece.found)
        self.stages.add(piece.seconds, piece.peak_mb * HANDS)

    def in_order(self, named: Sequence[str]) -> None:
        """As the files were given, whichever was read first."""
        self.parts.sort()
        self.sheets.sort(key=lambda sheet: named.index(sheet[0]))
        self.mappings = {source: self.mappings[source] for source in named if source in self.mappings}

    def people(self, columns: Sequence[str]) -> pl.DataFrame:
        """Every record, numbered by `uid` in the order of the files."""
        parts = pl.concat([pl.scan_parquet(part).select(columns) for part in self.parts])
        return parts.collect().rechunk().with_row_index("uid")

    def keys(self) -> pl.DataFrame:
        parts = [pl.read_ipc(keys_beside(part)) for part in self.parts]
        return pl.concat(parts, rechunk=True).with_row_index("uid")


def match(asked: Asked, tell: Told) -> dict[str, Any]:
    """Writes the files of the contract into `asked.out` and returns the summary.

    Raises `BadFile` for a file that cannot be read; nothing of the contract is written then.
    """
    named = sources(asked.files)
    for file in asked.files:
        file.stat()  # what is not there is said before the others are read
    asked.out.mkdir(parents=True, exist_ok=True)
    if not is_installed():
        tell("Chưa có bảng địa danh nên địa chỉ được giữ nguyên. Hãy cài: pip install --no-deps vietnamadminunits")
    Thread(target=import_module, args=("splink",), daemon=True).start()  # slow to load, and wanted last
    with tempfile.TemporaryDirectory(dir=asked.out, prefix=".parts-") as folder:
        run = Run(asked, Stages(tell), Path(folder))
        with hands(run.done) as at_work:
            at_work.expect(sum(file.stat().st_size for file in asked.files))
            for opened in _opened(run, named):
                _take(run, opened, at_work)
            at_work.finish()
            run.in_order(named)
            at_work.beside(tables.write_records, run.parts, asked.out / "records.parquet")
            linked = _link(run)
            people = run.people(SAID)
            _check(run, people, linked)
            return _write(run, people, linked, at_work)


def sources(files: Sequence[Path]) -> list[str]:
    """The name of each file; with as many of its folders as tell it from others of that name."""
    real = [file.resolve() for file in files]
    twice = next((path for path in real if real.count(path) > 1), None)
    if twice:
        raise BadFile("twice", "Tệp “{name}” được ghi hai lần. Hãy ghi mỗi tệp một lần.", name=twice.name)
    paths = [file.absolute() for file in files]
    return [_name(path, [other for other in paths if other != path]) for path in paths]


def _name(path: Path, others: Sequence[Path]) -> str:
    for depth in range(1, len(path.parts)):
        said = path.parts[-depth:]
        if all(other.parts[-depth:] != said for other in others):
            return "/".join(said)
    return str(path)


def _opened(run: Run, named: Sequence[str]) -> Iterator[Opened]:
    """The smallest file first, so that there is soon something to do; while it is worked on, the next is read."""
    places = sorted(range(len(named)), key=lambda place: run.asked.files[place].stat().st_size)
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(_open, run, named, places[0])
        for place in places[1:]:
            ready, coming = coming.result(), reader.submit(_open, run, named, place)
            yield ready
        yield coming.result()


def _open(run: Run, named: Sequence[str], place: int) -> Opened:
    source = named[place]
    with run.stages.stage("reading", f"Đọc {source}"):
        try:
            return Opened(place, source, open_sheets(run.asked.files[place]))
        except BadFile as problem:
            raise BadFile(problem.code, "“{name}”: {problem}", name=source, problem=str(problem)) from problem


def _take(run: Run, file: Opened, at_work: Hands) -> None:
    while file.sheets:
        sheet = replace(file.sheets.pop(0), source=file.source)
        mapping = run.asked.confirm(sheet)
        if mapping is None:
            continue
        run.mappings.setdefault(file.source, {})[sheet.name] = mapping
        run.sheets.append((file.source, sheet.name, sheet.rows_in, sheet.raw.height))
        run.found.append(_asides(sheet))
        columns = columns_of(sheet, mapping)
        for start in range(0, max(1, sheet.raw.height), PIECE):
            run.parts.append(run.folder / f"{file.place:06}-{len(run.parts):06}.parquet")
            piece = sheet.piece(start, PIECE)
            at_work.take(Piece(piece, columns, run.asked.today, run.asked.units, run.parts[-1]))


def _asides(sheet: Sheet) -> pl.DataFrame:
    rows = sheet.asides.with_columns(source=pl.lit(sheet.source), sheet=pl.lit(sheet.name))
    says = pl.format("Không phải hồ sơ: “{}”.", pl.col("text").str.slice(0, 80))
    return findings(rows, Kind(Rule.NOT_A_RECORD, Severity.INFO, ""), says)


def _link(run: Run) -> Linked:
    with run.stages.stage("linking", "So khớp các hồ sơ"):
        decided = run.asked.decided
        said = NONE if decided.is_empty() else found_again(decided, run.people(SAID))
        return link(run.keys(), run.asked.engine, said)


def _check(run: Run, people: pl.DataFrame, linked: Linked) -> None:
    with run.stages.stage("checking", "Kiểm giữa các hồ sơ"):
        run.found += check_people(people.with_columns(linked.clusters["cluster"]))


def _write(run: Run, people: pl.DataFrame, linked: Linked, at_work: Hands) -> dict[str, Any]:
    out = run.asked.out
    found = together(run.found)
    run.found.clear()
    with run.stages.stage("reporting", "Lập báo cáo"):
        whole = report.Whole(people, found, linked, run.sheets, run.mappings, run.asked.units)
        report.write(whole, out, at_work.beside)
    with run.stages.stage("writing", "Ghi kết quả"):
        tables.write_pairs(linked, people, load(), out / "pairs.csv")
        tables.write_clusters(linked, people, out / "clusters.csv")
        found.write_csv(out / "findings.csv")
        if not run.asked.decided.is_empty():
            run.asked.decided.write_csv(out / "decided.csv")
        (out / "mapping.json").write_text(to_json(run.mappings), encoding="utf-8")
        at_work.wait()
    summary = {
        "rows_in": sum(rows for _, _, rows, _ in run.sheets),
        "rows_out": people.height,
        "rows_reported": sum(rows - records for _, _, rows, records in run.sheets),
        **run.stages.whole(),
        "engine": run.asked.engine,
        "model": load().version,
    }
    (out / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=2), encoding="utf-8")
    return summary
