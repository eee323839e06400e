"""The numbers of several files of one kind."""

import pytest

from nennep.dossiers.numbering import numbered


@pytest.mark.parametrize(
    ("given", "right", "faults"),
    [
        ([None], (None,), 0),
        ([1], (None,), 1),
        ([3], (3,), 1),
        ([1, 2, 3], (1, 2, 3), 0),
        ([2, 1], (2, 1), 0),
        ([None, 2], (1, 2), 1),
        ([None, 1], (None, 1), 1),
        ([None, None], (None, None), 1),
        ([1, 1, 2], (1, 1, 2), 1),
        ([1, 3], (1, 3), 1),
        ([None, 3], (1, 3), 2),
    ],
)
def test_numbers_are_put_right_only_where_their_order_is_known(
    given: list[int | None], right: tuple[int | None, ...], faults: int
) -> None:
    found = numbered(7, given)

    assert found.right == right
    assert len(found.said) == faults
