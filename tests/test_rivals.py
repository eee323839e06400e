"""Two at once in cases and in the vault, on either database (D4): one wins, nothing is lost, the journal tells one act.

Turns red when `step_of` no longer locks the case, when `decide` or `release` takes up its request without a lock, when
`rotate` gives a letter a new key that another holder just made, and when `write_again` seals to a key seen before.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.alone]
ONE, BOTH = ["done", "refused"], ["done", "done"]
CAME = {
    "two_finish": [ONE, [1, 1]],  # one entry; the case is at one step
    "two_vote": [ONE, [1, 1]],
    "two_decide_a_seat": [ONE, [1, 1]],
    "two_mend": [BOTH, [2, 1, []]],  # the second generation, made once, every block opens for both
    "two_release": [BOTH, [1, 1, 2]],  # broken open once, by two words
    "author_writes_while_the_key_changes": [BOTH, [2, True, []]],
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("rivals")
    settings = {"DJANGO_SETTINGS_MODULE": "nennep.config.settings_test", "NENNEP_SECRET_KEY": "x" * 60}
    given = {**os.environ, **settings, "NENNEP_DATA": str(folder), "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.rivals"], env=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.mark.parametrize("meeting", CAME)
def test_one_wins_and_nothing_is_lost(found: dict[str, Any], meeting: str) -> None:
    assert found[meeting] == [CAME[meeting]] * len(found[meeting])


def test_an_extension_stands_before_the_end_or_is_refused(found: dict[str, Any]) -> None:
    """Both may be right, in one order only; what the journal tells is what stands."""
    came = found["one_extends_while_the_other_finishes"]

    assert all(words in (ONE, BOTH) for words, _left in came)
    assert [left for _words, left in came] == [["closed", "closed", True]] * len(came)


def test_the_chain_has_one_order(found: dict[str, Any]) -> None:
    assert found["journal"]
