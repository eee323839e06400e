"""`python -m nennep.members.child link FOLDER`: a line of JSON for every step, and at last the answer."""

import sys
from pathlib import Path

from nennep.lib.errors import BadFile
from nennep.members.child.linking import link
from nennep.workbench.child.__main__ import end_with_the_parent, say


def main(_verb: str, folder: str) -> None:
    end_with_the_parent()
    try:
        say("answer", link(Path(folder), lambda told: say("told", told)))
    except BadFile as bad:
        say("refused", [bad.code, bad.sentence, bad.details])


if __name__ == "__main__":
    main(*sys.argv[1:])
