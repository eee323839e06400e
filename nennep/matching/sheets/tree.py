"""The office's own tree, from a table of codes and names."""

from pathlib import Path

import polars as pl

from nennep.lib.errors import BadFile
from nennep.lib.text import fold
from nennep.matching.model import ROW
from nennep.matching.sheets.opening import open_grids

CODES = ("code", "ma", "ma don vi", "ma to chuc", "ma to chuc dang", "ma tcd", "ma chi bo")
NAMES = ("name", "ten", "ten don vi", "ten to chuc", "ten to chuc dang", "ten tcd", "ten chi bo")


def read_tree(path: Path) -> dict[str, str]:
    """Code → name from the columns code and name, in any order, with others beside them or without.

    Raises BadFile, code "units", where the first row names no such columns.
    """
    grid = _first(path)
    letters = [letter for letter in grid.columns if letter != ROW]
    heads = {fold(str(text or "")).strip(): letter for letter, text in zip(letters, grid.row(0)[1:], strict=True)}
    code, name = (next((heads[each] for each in known if each in heads), None) for known in (CODES, NAMES))
    if code is None or name is None:
        raise _bad(path, "cần hai cột có tên code và name ở dòng đầu.")
    pairs = grid.slice(1).select(code, name).drop_nulls(code).iter_rows()
    return {str(unit).strip(): str(said or unit).strip() for unit, said in pairs}


def _first(path: Path) -> pl.DataFrame:
    try:
        grids = [grid.cells for grid in open_grids(path) if grid.cells.height]
    except BadFile as problem:
        raise _bad(path, f"không đọc được: {problem}") from problem
    if not grids:
        raise _bad(path, "không có dòng nào.")
    return grids[0]


def _bad(path: Path, what: str) -> BadFile:
    return BadFile("units", "Tệp cây tổ chức “{name}” {what}", name=path.name, what=what)
