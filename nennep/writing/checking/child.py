"""`python -m nennep.writing.checking.child FILE [OUT]`: in the sandbox, prints what is wrong, writes it mended."""

import sys
from pathlib import Path
from typing import Any

from nennep.lib.inside import tell
from nennep.writing.checking.checker import check, mend


def checked(path: str, out: str = "") -> dict[str, Any]:
    content = Path(path).read_bytes()
    report = check(content)
    if out:
        Path(out).write_bytes(mend(content))
    return {"report": report.as_json(), "paragraphs": list(report.paragraphs)}


if __name__ == "__main__":
    tell(lambda: checked(*sys.argv[1:]))
