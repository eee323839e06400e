"""The tables kept for the tests are made anew whenever what they come from has changed."""

from pathlib import Path

import pytest

from tests import migrated


def test_the_sql_a_migration_takes_from_elsewhere_counts_as_its_own(tmp_path: Path) -> None:
    migration = tmp_path / "0001_words.py"
    migration.write_text("from nennep.directives import wordindex\nfrom django.db import migrations\n", "utf-8")

    assert migrated.modules_named_by(migration) == {migrated.HOUSE / "directives" / "wordindex.py"}


def test_a_changed_migration_asks_for_new_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, known = migrated.key(), migrated.migrations()
    changed = tmp_path / "0002_more.py"
    changed.write_text("operations = []\n", "utf-8")
    monkeypatch.setattr(migrated, "migrations", lambda: [*known, changed])

    assert migrated.key() != before
