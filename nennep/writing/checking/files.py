"""A .docx from anywhere → what is wrong with its form: the guard first, then the checker in the sandbox."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nennep.lib.guard import Kind, inspect
from nennep.lib.guard.refusals import refusal
from nennep.lib.sandbox import PARSER, Job, answer, private_folder, python, python_environment
from nennep.writing.checking.model import Report, read_report


def check_file(path: Path, *, mended: Path | None = None) -> Report:
    """The findings; with `mended`, also writes there a copy in which the safe ones are put right.

    Raises BadFile, whose text is a sentence for the person who sent the file.
    """
    inspect(path, {Kind.DOCX})
    with private_folder() as folder:
        out = folder / "mended.docx"
        command = python("nennep.writing.checking.child", str(path.absolute()), *([str(out)] if mended else []))
        found = answer(Job(command, PARSER, folder, python_environment()))
        if mended:
            shutil.copyfile(out, mended)
    return _report(found)


def _report(found: Mapping[str, Any]) -> Report:
    try:
        return read_report(found["report"], found["paragraphs"])
    except (KeyError, TypeError, ValueError) as error:
        raise refusal("damaged") from error
