"""At most eight entries, only what the roles open."""

from itertools import combinations

import pytest

from nennep.config.rail import MOST, entries_for
from nennep.organisation.rules import RIGHTS, Act, Role


def words(path: str, *roles: Role) -> list[str]:
    acts = frozenset[Act]().union(*(RIGHTS[role] for role in roles))
    return [entry.word for entry in entries_for(path, acts)]


def inside(path: str, role: Role) -> list[str]:
    return [each.word for entry in entries_for(path, RIGHTS[role]) for each in entry.inside]


@pytest.mark.parametrize("size", [1, 2, 3, len(Role)])
def test_nobody_sees_more_than_eight_entries(size: int) -> None:
    assert max(len(words("/", *roles)) for roles in combinations(Role, size)) <= MOST


def test_who_keeps_members_finds_them_together_and_a_leader_only_the_counts() -> None:
    assert "Đảng viên" in words("/", Role.ORGANISER)
    assert "Phát triển đảng viên" in words("/candidates/", Role.LEADER) + inside("/candidates/", Role.LEADER)
    assert not {"Đảng viên", "Phát triển đảng viên"} & {*words("/", Role.CLERK), *words("/", Role.SYSADMIN)}


def test_cases_stand_among_what_is_kept_for_everybody_for_nobody() -> None:
    """Turns red when something else than the organisation is put under “Quản trị” where the rail grows too long."""
    assert "Hồ sơ" in words("/", Role.LEADER) + inside("/cases/", Role.LEADER)
    assert "Thời hạn và căn cứ" not in inside("/cases/", Role.LEADER)


def test_an_entry_opens_while_one_is_inside() -> None:
    (entry,) = (each for each in entries_for("/lists/", RIGHTS[Role.ORGANISER]) if each.inside)

    assert [(each.word, each.here) for each in entry.inside] == [
        ("Sổ đảng viên", False),
        ("Đối chiếu danh sách", True),
        ("Phát triển đảng viên", False),
    ]
