from tests.cast import Cast


def test_the_cast_stands_on_its_tree(cast: Cast) -> None:
    assert cast.clerk.grants.get().unit == cast.tree.root
