"""A child cannot take more than its share; the proof is that the kernel ends it, never a clock."""

import os
import sys
import time
from pathlib import Path

import pytest

from nennep.lib.errors import BadFile
from nennep.lib.sandbox import (
    PARSER,
    Ended,
    Job,
    Limits,
    answer,
    one_at_a_time,
    private_folder,
    python_environment,
    run,
)

SMALL = Limits(memory_mb=200, cpu_seconds=1, clock_seconds=30, file_mb=1)


def ended(script: str, folder: Path, limits: Limits = SMALL) -> Ended:
    return run(Job([sys.executable, "-c", script], limits, folder, python_environment()))


def test_the_limits_are_the_kernels(tmp_path: Path) -> None:
    script = "import resource as r; print(*r.getrlimit(r.RLIMIT_AS), *r.getrlimit(r.RLIMIT_CPU))"

    found = ended(script, tmp_path, PARSER).output.split()

    assert found == [b"314572800", b"314572800", b"20", b"20"]


def test_memory_beyond_the_limit_is_refused_to_the_child(tmp_path: Path) -> None:
    found = ended("x = bytearray(500_000_000)", tmp_path)

    assert found.status != 0
    assert b"MemoryError" in found.errors


@pytest.mark.slow
def test_a_child_that_counts_for_ever_is_killed_by_the_kernel(tmp_path: Path) -> None:
    found = ended("while True: pass", tmp_path)

    assert found.by_limit


def test_a_file_that_grows_for_ever_is_cut(tmp_path: Path) -> None:
    found = ended("open('big', 'wb').write(bytes(5_000_000))", tmp_path)

    assert found.status != 0
    assert (tmp_path / "big").stat().st_size <= 1024 * 1024


def test_grandchildren_go_with_the_child(tmp_path: Path) -> None:
    script = "import subprocess; print(subprocess.Popen(['sleep', '600']).pid, flush=True)"

    grandchild = int(ended(script, tmp_path).output)

    assert _is_gone(grandchild)


def _is_gone(process: int) -> bool:
    """Dead, or dying: the kernel may take a moment to clear it away."""
    status = Path(f"/proc/{process}/stat")
    for _ in range(200):
        if not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_nothing_of_the_callers_environment_goes_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NENNEP_SECRET_KEY", "canary")

    found = ended("import os; print(os.environ)", tmp_path).output

    assert b"canary" not in found
    assert b"127.0.0.1:9" in found


def test_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    ended("open('made', 'w').close()", tmp_path)

    assert (tmp_path / "made").stat().st_mode & 0o077 == 0


def test_the_folder_is_gone_afterwards() -> None:
    with private_folder() as folder:
        (folder / "a").touch()

    assert not folder.exists()


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("while True: pass", "too_heavy"),
        ("x = bytearray(500_000_000)", "too_heavy"),
        ("import os; os.abort()", "too_heavy"),
        ("raise SystemExit(3)", "damaged"),
        ("print('no JSON')", "damaged"),
        ("print('[1]')", "damaged"),
        ("""print('{"refused": ["encrypted", {}]}')""", "encrypted"),
    ],
)
def test_whatever_ends_a_child_becomes_one_sentence(script: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile) as bad:
        answer(Job([sys.executable, "-X", "utf8", "-c", script], SMALL, tmp_path, python_environment()))

    assert bad.value.code == code


def test_only_one_holds_the_lock() -> None:
    name = f"test-{os.getpid()}"
    script = (
        "import fcntl, sys\n"
        "try: fcntl.flock(open(sys.argv[1]), fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
        "except BlockingIOError: print('busy')"
    )
    with private_folder() as folder, one_at_a_time(name):
        path = Path(folder).parent / f"nennep-{os.getuid()}-{name}.lock"
        found = run(Job([sys.executable, "-c", script, str(path)], SMALL, folder))
        path.unlink()

    assert found.output == b"busy\n"
