"""`python -m nennep.writing.checking.child FILE [OUT]`: in the sandbox, prints what is wrong, writes it mended."""

import json
import sys
from pathlib import Path
from typing import Any

from nennep.lib.errors import BadFile
from nennep.lib.guard.refusals import refusal
from nennep.writing.checking.checker import check, mend


def main(path: str, out: str = "") -> None:
    sys.stdout.write(json.dumps(answer(path, out), ensure_ascii=False) + "\n")


def answer(path: str, out: str) -> dict[str, Any]:
    try:
        content = Path(path).read_bytes()
        report = check(content)
        if out:
            Path(out).write_bytes(mend(content))
        return {"report": report.as_json(), "paragraphs": list(report.paragraphs)}
    except BadFile as bad:
        return refused(bad)
    except MemoryError:
        return refused(refusal("too_heavy"))
    except Exception as error:  # whatever the parser trips over, the file is at fault
        sys.stderr.write(repr(error))
        return refused(refusal("damaged"))


def refused(bad: BadFile) -> dict[str, Any]:
    return {"refused": [bad.code, bad.details]}


if __name__ == "__main__":
    main(*sys.argv[1:])
