"""What is let go before it is compared would not have been kept."""

from dataclasses import replace
from itertools import combinations

import polars as pl
import pytest

from nennep.matching.linking.blocks import bounded, prior
from nennep.matching.linking.model import Model, load
from nennep.matching.linking.reach import within_reach
from nennep.matching.linking.scoring import often, scored_by_duckdb
from nennep.matching.linking.spark import Keys
from nennep.matching.linking.tests.make_people import HUNG, LAN, Record, keyed, strangers

BARE = {**HUNG, "id12": None, "card": None}
# Each a slip that a level of the model forgives.
SLIPS: tuple[Record, ...] = (
    {"name": "Nguyen Van Hung"}, {"name": "Nguyễn Văn Hugn"}, {"name": "Hùng Nguyễn Văn"}, {"name": "Nguyễn V. Hùng"},
    {"dob": "1970-12-05"}, {"dob": "1970-05-13"}, {"dob": "1970-05"}, {"dob": "1970"}, {"dob": None},
    {"id12": "031070001243"}, {"id12": "031070012234"}, {"id12": "310700012341"}, {"id12": None, "id9": "031234567"},
    {"card": "30.012346"}, {"card": None}, {"card": "30012345"},
    {"admission": "1995-03-03"}, {"admission": None, "official": "1996-03-02"}, {"admission": "1995"},
    {"residence_commune_code": None, "residence": "Thôn Đông, An Dương"}, {"sex": None}, {"phone": "0912345678"},
)  # fmt: skip


def whole(model: Model) -> tuple[Keys, pl.DataFrame]:
    """Every two of a crowd in which each slip is made alone and with each of the others."""
    both = [{**one, **other} for one, other in combinations(SLIPS, 2)]
    crowd = [{**HUNG, **slip} for slip in (*SLIPS, *both)] + [{**BARE, **slip} for slip in SLIPS]
    keys = bounded(keyed(HUNG, LAN, *crowd, *strangers(60)), replace(model, most_of_a_number=10_000))
    every = pl.DataFrame(list(combinations(range(keys.height), 2)), ["uid_l", "uid_r"], orient="row")
    people = keys.with_columns(often(keys, model))
    return Keys(people, tuple(model.often), prior(keys, model)), every.cast(pl.UInt32)


def test_every_pair_that_splink_would_keep_is_within_reach_and_most_others_are_not() -> None:
    model = load()
    keys, every = whole(model)

    kept = within_reach(keys.people, every, model, keys.prior)

    by_splink = scored_by_duckdb(keys, every, model).select("uid_l", "uid_r")
    assert by_splink.join(kept, on=["uid_l", "uid_r"], how="anti").is_empty()
    assert by_splink.height > 1_000
    assert kept.height < every.height * 0.8


@pytest.mark.parametrize(
    ("number", "near"),
    [
        ("031070001235", True),  # one figure
        ("031070001243", True),  # two exchanged
        ("310700012341", True),  # the first left out, one put in at the end
        ("903107000123", True),
        ("031070004321", False),
        ("030182004321", False),
    ],
)
def test_a_number_two_slips_away_is_within_reach(number: str, near: bool) -> None:
    """Nothing but the number and the name speaks for the pair."""
    model = replace(load(), decision=replace(load().decision, review=30.0))
    keys = keyed({**HUNG, "admission": None}, {**HUNG, "admission": None, "id12": number, "card": None})
    people = keys.with_columns(often(keys, model))
    pair = pl.DataFrame({"uid_l": [0], "uid_r": [1]}, schema={"uid_l": pl.UInt32, "uid_r": pl.UInt32})

    assert within_reach(people, pair, model, 0.5).height == near
