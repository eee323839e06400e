"""`python -m nennep.reading.formats.child FORMAT FILE`: runs in the sandbox, prints one JSON object."""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

from nennep.lib.errors import BadFile
from nennep.lib.guard.refusals import refusal
from nennep.reading.formats.recognition import NeedsRecognition
from nennep.reading.formats.wire import to_json

FORMATS = {"docx": "word", "txt": "plain", "pdf": "pdf"}


def main(format_name: str, *paths: str) -> None:
    sys.stdout.write(json.dumps(answer(format_name, *map(Path, paths)), ensure_ascii=False) + "\n")


def answer(format_name: str, *paths: Path) -> dict[str, Any]:
    try:
        # Only the parser that is wanted is loaded: 300 MB of addresses must do for it and the file.
        reader = importlib.import_module(f"nennep.reading.formats.{FORMATS[format_name]}")
        return to_json(reader.read(*paths))
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
    return {"refused": [bad.code, str(bad)]}


if __name__ == "__main__":
    main(*sys.argv[1:])
