"""What a child process answers from inside the sandbox: one JSON object, or the reason why the file is turned away."""

import json
import sys
from collections.abc import Callable
from typing import Any

from nennep.lib.errors import BadFile
from nennep.lib.guard.refusals import refusal


def tell(work: Callable[[], dict[str, Any]]) -> None:
    """Print what the work makes, or `{"refused": [code, details]}`."""
    sys.stdout.write(json.dumps(answer(work), ensure_ascii=False) + "\n")


def answer(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return work()
    except BadFile as bad:
        return refused(bad)
    except MemoryError:
        return refused(refusal("too_heavy"))
    except Exception as error:  # whatever a parser trips over, the file is at fault
        sys.stderr.write(repr(error))
        return refused(refusal("damaged"))


def refused(bad: BadFile) -> dict[str, Any]:
    return {"refused": [bad.code, bad.details]}
