"""`python -m nennep.reading.formats.child FORMAT FILE`: runs in the sandbox, prints one JSON object."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nennep.lib.errors import BadFile
from nennep.lib.guard.refusals import refusal
from nennep.reading.formats import plain, word
from nennep.reading.formats.wire import to_json
from nennep.reading.source import Source

READERS: dict[str, Callable[[Path], Source]] = {"docx": word.read, "txt": plain.read}


def main(format_name: str, path: str) -> None:
    sys.stdout.write(json.dumps(answer(format_name, Path(path)), ensure_ascii=False) + "\n")


def answer(format_name: str, path: Path) -> dict[str, Any]:
    try:
        return to_json(READERS[format_name](path))
    except BadFile as bad:
        return _refused(bad)
    except MemoryError:
        return _refused(refusal("too_heavy"))
    except Exception as error:  # whatever a parser trips over, the file is at fault
        sys.stderr.write(repr(error))
        return _refused(refusal("damaged"))


def _refused(bad: BadFile) -> dict[str, Any]:
    return {"refused": [bad.code, str(bad)]}


if __name__ == "__main__":
    main(*sys.argv[1:])
