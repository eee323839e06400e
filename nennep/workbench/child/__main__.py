"""`python -m nennep.workbench.child look|match|compare FOLDER`: a line of JSON for every step, at last the answer."""

import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nennep.lib.errors import BadFile
from nennep.workbench.child.comparing import compare
from nennep.workbench.child.looking import look
from nennep.workbench.child.matching import match_lists

VERBS: dict[str, Callable[[Path, Callable[[str], None]], dict[str, Any]]] = {
    "compare": compare,
    "look": look,
    "match": match_lists,
}


def main(verb: str, folder: str) -> None:
    end_with_the_parent()
    try:
        say("answer", VERBS[verb](Path(folder), lambda told: say("told", told)))
    except BadFile as bad:
        say("refused", [bad.code, bad.sentence, bad.details])


def say(what: str, value: object) -> None:
    sys.stdout.write(json.dumps({what: value}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def end_with_the_parent() -> None:
    """The parent holds the other end of our input: when it is gone, even by kill -9, so are we and our own children."""

    def watch() -> None:
        os.read(sys.stdin.fileno(), 1)
        os.killpg(os.getpgid(0), signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    main(*sys.argv[1:])
