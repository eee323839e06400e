"""Which SQLite may use write-ahead logging."""

import sqlite3

# The WAL-reset race was fixed in 3.51.3 and carried back to these releases (SECURITY-BAR, section 1.5).
FIXED = (3, 51, 3)
CARRIED_BACK = ((3, 50, 7), (3, 44, 6))


def wal_is_safe(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    return version >= FIXED or any(version[:2] == fix[:2] and version >= fix for fix in CARRIED_BACK)


def safe_journal_mode() -> str:
    return "WAL" if wal_is_safe() else "TRUNCATE"
