"""Bombs are refused before any parser sees them (check E1)."""

import json
import resource
import sys
from pathlib import Path

import pytest

from nennep.lib.errors import BadFile
from nennep.lib.guard import Kind, inspect
from nennep.lib.sandbox import Job, Limits, python_environment, run
from nennep.lib.tests.make_bombs import Made, bombs

pytestmark = [pytest.mark.slow, pytest.mark.alone]
BOMBS = list(bombs())
# Memory and processor are taken by the kernel: a guard that needed more would be killed, and the test be red.
TIGHT = Limits(memory_mb=300, cpu_seconds=2, clock_seconds=60)
LOOK = """
import json, sys, resource
from pathlib import Path
from nennep.lib.errors import BadFile
from nennep.lib.guard import Kind, inspect
for line in sys.argv[1:]:
    before = resource.getrusage(resource.RUSAGE_SELF)
    try:
        code = str(inspect(Path(line), set(Kind)))
    except BadFile as bad:
        code = bad.code
    after = resource.getrusage(resource.RUSAGE_SELF)
    # not ru_maxrss: the kernel lets a child inherit its parent's peak
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(json.dumps([code, after.ru_utime - before.ru_utime, int(peak.split()[1]) // 1024]))
"""


@pytest.mark.parametrize(("name", "code", "made"), BOMBS, ids=[name for name, _, _ in BOMBS])
def test_a_bomb_is_refused_within_300_mb(name: str, code: str, made: Made, tmp_path: Path) -> None:
    path = tmp_path / "given"
    path.write_bytes(made())

    ended = run(Job([sys.executable, "-P", "-c", LOOK, str(path)], TIGHT, tmp_path, python_environment()))

    assert ended.status == 0, ended.errors.decode()
    found, _, megabytes = json.loads(ended.output)
    assert found in code.split()
    assert megabytes < 300


def test_there_are_at_least_twenty_kinds_of_bomb() -> None:
    assert len({name for name, _, _ in BOMBS}) >= 20


def test_a_file_above_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(51 * 1024 * 1024)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_inblock

    with pytest.raises(BadFile, match="50 MB") as refused:
        inspect(path, set(Kind))

    assert refused.value.code == "too_large"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_inblock == before
