"""Settings that cannot be meant are refused at the start, in one sentence each and without a trace."""

import os
from pathlib import Path

import pytest

from nennep.config.environment import SETTINGS
from nennep.config.given import find_faults
from nennep.config.tests.site import Site

WRONG = [
    ("NENNEP_URL", "foo"),
    ("NENNEP_URL", "https://"),
    ("NENNEP_URL", "ftp://nennep.noibo"),
    ("NENNEP_URL", "https://nennep.noibo/trang"),
    ("NENNEP_URL", "https://nennep.noibo:99999"),
    ("NENNEP_DATABASE", "mysql://ai:bi-mat@x/y"),
    ("NENNEP_DATABASE", "postgresql://ai:bi-mat@x:cong/y"),
    ("NENNEP_DATABASE", "postgresql://ai:bi-mat@x"),
    ("NENNEP_DATABASE", "postgresql://ai:bi-mat@x/y?ssl"),
    ("NENNEP_MAIL", "http://ai:bi-mat@x"),
    ("NENNEP_MAIL", "smtp://"),
    ("NENNEP_MAX_FILE_MB", "abc"),
    ("NENNEP_MAX_FILE_MB", "0"),
    ("NENNEP_MAX_FILE_MB", "9" * 5000),
    ("NENNEP_PROXIES", "2"),
    ("NENNEP_ALLOW_HTTP", "yes"),
]
RIGHT = [
    ("NENNEP_URL", "https://nennep.noibo/"),
    ("NENNEP_URL", "http://192.168.1.20:8000"),
    ("NENNEP_URL", "http://[::1]:8000"),
    ("NENNEP_DATABASE", "postgresql://ai:bi-mat@x:5432/y"),
    ("NENNEP_DATABASE", "postgres://ai@/y?host=/var/run/postgresql"),
    ("NENNEP_MAIL", "smtps://ai:bi-mat@x:465"),
    ("NENNEP_MAX_FILE_MB", "200"),
]


@pytest.fixture
def given(tmp_path: Path) -> dict[str, str]:
    return {setting.name: setting.default for setting in SETTINGS} | {"NENNEP_DATA": str(tmp_path / "data")}


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_what_cannot_be_meant_is_named(name: str, value: str, given: dict[str, str]) -> None:
    [sentence] = find_faults(given | {name: value})

    assert sentence.startswith(name)
    assert "bi-mat" not in sentence


@pytest.mark.parametrize(("name", "value"), RIGHT)
def test_what_can_be_meant_passes(name: str, value: str, given: dict[str, str]) -> None:
    assert not list(find_faults(given | {name: value}))


def test_a_data_folder_that_cannot_be_is_named(given: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "tep").touch()

    [sentence] = find_faults(given | {"NENNEP_DATA": str(tmp_path / "tep" / "data")})

    assert sentence.startswith("Không dùng được thư mục dữ liệu")


@pytest.mark.skipif(os.getuid() == 0, reason="nothing is shut to the owner of the machine")
def test_a_data_folder_of_somebody_else_is_named(given: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o500)

    [sentence] = find_faults(given)

    assert sentence.startswith("Không được đọc, ghi")


@pytest.mark.slow
@pytest.mark.parametrize("command", ["run", "serve", "worker", "scheduler", "backup", "admin"])
def test_every_command_refuses_and_shows_no_trace(command: str, site: Site) -> None:
    wrong = {"NENNEP_MAX_FILE_MB": "abc", "NENNEP_DATABASE": "mysql://x/y", "NENNEP_URL": "foo"}

    status, output = site.call(command, *(["slip", "ai"] if command == "admin" else []), **wrong)

    assert status != 0
    assert all(name in output for name in wrong)
    assert "Traceback" not in output


@pytest.mark.slow
def test_an_empty_setting_is_its_default(site: Site) -> None:
    status, output = site.call("run", "--only-look", **dict.fromkeys(("NENNEP_URL", "NENNEP_MAX_FILE_MB"), ""))

    assert status == 0, output
