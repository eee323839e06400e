"""`python -m nennep.reading.formats.child WHAT FILE…`: runs in the sandbox, prints one JSON object."""

import importlib
import sys
from typing import Any

from nennep.lib.inside import tell
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


def read(what: str, *arguments: str) -> dict[str, Any]:
    module, function = WORK[what]
    try:
        made = getattr(importlib.import_module(f"nennep.reading.formats.{module}"), function)(*arguments)
    except NeedsRecognition as wanted:
        return {"pages": wanted.pages}
    return to_json(made) if isinstance(made, Source) else dict(made)


if __name__ == "__main__":
    tell(lambda: read(*sys.argv[1:]))
