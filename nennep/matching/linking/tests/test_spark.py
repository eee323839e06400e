"""The same model on Spark."""

import pytest

from nennep.matching.linking.link import link
from nennep.matching.linking.tests.make_people import HUNG, LAN, Record, keyed, strangers


@pytest.mark.slow
@pytest.mark.alone
def test_spark_finds_the_same_pairs_with_the_same_weight() -> None:
    poor: Record = {"id12": None, "card": None}
    again: list[Record] = [{**each, **poor} for each in strangers(200)[::4]]
    slips: list[Record] = [
        {**each, **poor, "name": str(each["name"]).replace("Văn", "Vân")} for each in strangers(200)[::7]
    ]
    keys = keyed(HUNG, {**HUNG, **poor}, LAN, {**LAN, "dob": "1982"}, *strangers(200), *again, *slips)

    here, there = link(keys), link(keys, "spark")

    assert there.pairs.height > 70
    assert here.pairs.drop("weight", "probability").equals(there.pairs.drop("weight", "probability"))
    assert all(abs(a - b) < 0.01 for a, b in zip(here.pairs["weight"], there.pairs["weight"], strict=True))
    assert here.clusters.equals(there.clusters)
