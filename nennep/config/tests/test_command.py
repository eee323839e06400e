"""`nennep` offers what the office does, and nothing that goes past the journal."""

import sys

import pytest
from django.core.management import get_commands

from nennep.config.command import COMMANDS, ENGINES, main

PAST_THE_JOURNAL = ("changepassword", "createsuperuser", "dbshell", "dumpdata", "flush", "loaddata", "migrate", "shell")


def say(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["nennep", *arguments])
    return main()


def test_the_list_is_that_of_the_house() -> None:
    ours = {name for name, room in get_commands().items() if str(room).startswith("nennep.")}

    assert set(COMMANDS) == ours | set(ENGINES)


@pytest.mark.parametrize("name", [*PAST_THE_JOURNAL, "--settings=x", "hello"])
def test_what_is_not_ours_is_refused(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status = say(monkeypatch, name)

    said = capsys.readouterr().err
    assert status != 0
    assert f"Không có lệnh “{name}”." in said
    assert "nennep LỆNH --help" in said


@pytest.mark.parametrize("arguments", [(), ("help",), ("--help",), ("help", "flush")])
def test_help_names_every_command(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status = say(monkeypatch, *arguments)

    said = capsys.readouterr().out
    assert status == 0
    assert all(f"  {name} " in said for name in COMMANDS)
    assert not [name for name in PAST_THE_JOURNAL if f"  {name} " in said]
