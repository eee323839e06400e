"""Same, to be looked at, or different."""

import polars as pl
import pytest

from nennep.matching.linking.decided import NONE
from nennep.matching.linking.deciding import Linked
from nennep.matching.linking.link import link
from nennep.matching.linking.tests.make_people import HUNG, LAN, Record, keyed, strangers

pytestmark = pytest.mark.slow

NOBODY: Record = dict.fromkeys(("id12", "card"))


def decided(*records: Record) -> Linked:
    return link(keyed(*records, *strangers()))


def decision(linked: Linked, left: int = 0, right: int = 1) -> str | None:
    found = linked.pairs.filter((pl.col("uid_l") == left) & (pl.col("uid_r") == right))["decision"]
    return found[0] if len(found) else None


def test_one_identity_number_in_two_lists_is_one_person() -> None:
    linked = decided(HUNG, {**HUNG, "name": "Nguyen Van Hung", "card": None, "dob": "1970"})

    assert decision(linked) == "same"
    assert linked.clusters["cluster"][:2].to_list() == [0, 0]


def test_a_name_without_marks_and_no_number_is_the_same_by_all_the_rest() -> None:
    linked = decided(HUNG, {**HUNG, **NOBODY, "name": "Nguyen Van Hung"})

    assert decision(linked) == "same"


def test_two_people_are_different() -> None:
    linked = decided(HUNG, LAN)

    assert decision(linked) is None
    assert linked.clusters["cluster"].n_unique() == linked.clusters.height


@pytest.mark.parametrize(
    "twin",
    [
        {"name": "Nguyễn Văn Hưng", "id12": "031070001235", "card": "30.012346"},
        {"name": "Nguyễn Văn Hưng", **NOBODY},
        {"name": "Nguyễn Văn Hải", "id12": "031070001235"},
        {"name": "Nguyễn Văn Hải", **NOBODY},
    ],
)
def test_twins_are_never_merged(twin: Record) -> None:
    linked = decided(HUNG, {**HUNG, **twin})

    assert decision(linked) != "same"


@pytest.mark.parametrize("name", ["Hùng Nguyễn Văn", "Nguyễn Văn Hhùng", "HUNG NGUYEN VAN"])
def test_a_name_in_another_order_or_with_a_slip_that_makes_no_name_is_the_same_by_all_the_rest(name: str) -> None:
    linked = decided(HUNG, {**HUNG, **NOBODY, "name": name})

    assert decision(linked) == "same"


@pytest.mark.parametrize(("one", "other"), [("Hiền", "Hiên"), ("Hương", "Hường"), ("Thu Hà", "Hà Thu")])
def test_two_names_that_both_are_names_are_left_to_a_person(one: str, other: str) -> None:
    nobody = {**LAN, **NOBODY}

    linked = decided({**nobody, "name": f"Trần Thị {one}"}, {**nobody, "name": f"Trần Thị {other}"})

    assert decision(linked) != "same"


def test_a_poor_record_that_fits_two_twins_joins_neither() -> None:
    twin = {**HUNG, "name": "Nguyễn Văn Hưng", "id12": "031070001235", "card": "30.012346"}
    poor = {**HUNG, **NOBODY, "name": "Nguyen Van Hung"}

    linked = decided(HUNG, twin, poor)

    assert {decision(linked, 0, 2), decision(linked, 1, 2)} == {"review"}


def test_one_number_on_two_people_is_not_one_person() -> None:
    linked = decided(HUNG, {**LAN, "id12": HUNG["id12"]})

    assert decision(linked) != "same"


def test_a_number_that_stands_for_no_number_joins_nobody() -> None:
    linked = decided({**HUNG, "id12": "000000000000"}, {**LAN, "id12": "000000000000"})

    assert decision(linked) is None


def test_the_same_records_give_the_same_pairs_to_the_last_digit() -> None:
    records = (HUNG, {**HUNG, **NOBODY}, LAN, {**LAN, "id12": None, "dob": "1982"})

    first, second = decided(*records), decided(*records)

    assert first.pairs.equals(second.pairs)
    assert first.clusters.equals(second.clusters)


def test_an_empty_list_links_nothing() -> None:
    linked = link(keyed())

    assert linked.pairs.is_empty()
    assert linked.clusters.is_empty()


def test_what_people_said_outranks_the_machine_and_their_pairs_bear_no_weight() -> None:
    said = pl.DataFrame({"uid_l": [0, 2], "uid_r": [1, 3], "said": ["different", "same"]}, schema=NONE.schema)

    linked = link(keyed(HUNG, {**HUNG, "card": None}, LAN, {**HUNG, "id12": None}, *strangers()), decided=said)

    assert decision(linked, 0, 1) is None
    assert decision(linked, 2, 3) == "same"
    assert linked.pairs.filter(pl.col("uid_l") == 2)["weight"].to_list() == [None]


def test_in_a_short_list_too_a_name_and_a_day_are_as_rare_as_in_the_country() -> None:
    few = [{**each, **NOBODY} for each in strangers(20)]

    linked = link(keyed(*few, *few))

    assert linked.pairs["decision"].to_list() == ["same"] * 20


def test_admission_in_one_list_and_the_official_day_in_the_other_are_nothing_against() -> None:
    bare = {**HUNG, **NOBODY, "admission": None, "official": None}

    linked = decided({**bare, "admission": "1995-03-02"}, {**bare, "official": "1996-03-05"})

    assert decision(linked) == "same"
