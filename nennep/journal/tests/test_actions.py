import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from nennep.journal import verifier
from nennep.journal.actions import erase_detail, record
from nennep.journal.models import Detail, Entry
from nennep.journal.queries import verify_journal
from nennep.organisation.models import Unit
from tests.cast import Cast


def write_some(cast: Cast, count: int = 5) -> None:
    with transaction.atomic():
        for n in range(count):
            record(cast.clerk, "thing.done", cast.tree.board, n=n)


def unguarded(statement: str) -> None:
    """As an attacker with the database in hand: the triggers put aside."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER journal_no_update")
            cursor.execute("DROP TRIGGER journal_no_delete")
        cursor.execute(statement)


def test_entries_form_a_chain(cast: Cast) -> None:
    write_some(cast)

    assert verify_journal().good
    assert verify_journal().entries == 5


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(None, "thing.done", Unit(name="Ban Tổ chức"))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal_entry SET actor = 'x'", "DELETE FROM journal_entry", "DELETE FROM journal_entry WHERE n = 3"],
)
def test_the_database_refuses_to_change_or_delete_an_entry(cast: Cast, statement: str) -> None:
    write_some(cast)

    with pytest.raises(DatabaseError, match="append only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE journal_entry SET actor = 'x' WHERE n = 2", 2),
        ("DELETE FROM journal_detail WHERE entry_id = (SELECT id FROM journal_entry WHERE n = 3)", None),
        ("UPDATE journal_entry SET n = 9 WHERE n = 3", 3),
        ("UPDATE journal_entry SET previous = hash WHERE n = 4", 4),
        ("UPDATE journal_detail SET salt = 'x' WHERE entry_id = (SELECT id FROM journal_entry WHERE n = 5)", 5),
    ],
)
def test_what_was_done_behind_the_journals_back_is_found(cast: Cast, statement: str, place: int | None) -> None:
    write_some(cast)

    unguarded(statement)

    assert verify_journal().bad_entry == place


def test_erased_words_leave_the_chain_whole(cast: Cast) -> None:
    write_some(cast)

    erase_detail(Entry.objects.get(n=2), "hết hạn lưu", by=cast.auditor)

    assert not Detail.objects.filter(entry__n=2).exists()
    assert verify_journal().good
    assert Entry.objects.first().action == "journal.erased"  # type: ignore[union-attr]


def test_nothing_typed_can_forge_a_line(cast: Cast, tmp_path: Path) -> None:
    cast.tree.board.name = 'Ban\r\n{"n": 99}\x1b[2K\u202e'
    write_some(cast)

    call_command("journal", "export", str(tmp_path / "log.jsonl"))

    lines = (tmp_path / "log.jsonl").read_text("ascii").splitlines()
    assert [json.loads(line)["n"] for line in lines] == [1, 2, 3, 4, 5]


def test_the_command_verifies_and_its_export_is_verified_by_the_single_file(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_some(cast)
    file = tmp_path / "log.jsonl"

    call_command("journal", "verify")
    call_command("journal", "export", str(file))

    assert "5 dòng" in capsys.readouterr().out
    assert verifier.main([str(file), "--head", Entry.objects.get(n=5).hash]) == 0
    file.write_text(file.read_text().replace("thing.done", "thing.gone", 1))
    assert verifier.main([str(file)]) == 1
    assert verifier.main([str(tmp_path / "none")]) == 2


def test_the_command_names_the_bad_line(cast: Cast) -> None:
    write_some(cast)
    unguarded("UPDATE journal_entry SET actor = 'x' WHERE n = 2")

    with pytest.raises(CommandError, match="dòng 2"):
        call_command("journal", "verify")
