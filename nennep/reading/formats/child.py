"""`python -m nennep.reading.formats.child WHAT FILE…`: runs in the sandbox, prints one JSON object."""

import importlib
import json
import sys
from typing import Any

from nennep.lib.errors import BadFile
from nennep.lib.guard.refusals import refusal
from nennep.reading.formats.recognition import NeedsRecognition
from nennep.reading.formats.wire import to_json
from nennep.reading.source import Source

# what → module and function; only the one that is wanted is loaded, for 300 MB must do for parser and file
WORK = {
    "docx": ("word", "read"),
    "pdf": ("pdf", "read"),
    "scans": ("pdf", "read_scans"),
    "picture": ("pictures", "save"),
}


def main(what: str, *arguments: str) -> None:
    sys.stdout.write(json.dumps(answer(what, *arguments), ensure_ascii=False) + "\n")


def answer(what: str, *arguments: str) -> dict[str, Any]:
    try:
        module, function = WORK[what]
        made = getattr(importlib.import_module(f"nennep.reading.formats.{module}"), function)(*arguments)
        return to_json(made) if isinstance(made, Source) else dict(made)
    except NeedsRecognition as wanted:
        return {"pages": wanted.pages}
    except BadFile as bad:
        return _refused(bad)
    except MemoryError:
        return _refused(refusal("too_heavy"))
    except Exception as error:  # whatever a parser trips over, the file is at fault
        sys.stderr.write(repr(error))
        return _refused(refusal("damaged"))


def _refused(bad: BadFile) -> dict[str, Any]:
    return {"refused": [bad.code, bad.details]}


if __name__ == "__main__":
    main(*sys.argv[1:])
