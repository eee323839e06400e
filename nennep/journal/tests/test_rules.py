import json
import os
from dataclasses import asdict, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from nennep.journal import verifier
from nennep.journal.rules import hash_of_link, verify
from nennep.journal.tests.make import Chain, make_chain

ATTACKS = ("none", "edit", "delete", "insert", "swap", "cut head", "repoint", "rehash")


def exported(chain: Chain) -> list[str]:
    return [json.dumps(asdict(link) | {"previous": previous, "hash": claimed}) for link, previous, claimed in chain]


def attack(chain: Chain, kind: str, place: int) -> Chain:
    bad = list(chain)
    link, previous, claimed = bad[place]
    other = (place + 1) % len(bad)
    match kind:
        case "edit":
            bad[place] = (replace(link, actor="kẻ khác"), previous, claimed)
        case "delete":
            del bad[place]
        case "insert":
            bad.insert(place, (link, previous, claimed))
        case "swap":
            bad[place], bad[other] = bad[other], bad[place]
        case "cut head":
            bad = bad[1:]
        case "repoint":
            bad[place] = (link, "f" * 64, claimed)
        case "rehash":
            changed = replace(link, object="vật khác")
            bad[place] = (changed, previous, hash_of_link(previous, changed))
    return bad


@settings(max_examples=1000 if os.environ.get("NENNEP_NIGHTLY") else 300, deadline=None)
@given(st.integers(2, 12), st.sampled_from(ATTACKS), st.integers(0, 11))
def test_the_single_file_verifier_agrees_on_good_and_bad_logs(length: int, kind: str, place: int) -> None:
    chain = make_chain(length)
    bad = attack(chain, kind, place % length)

    verdict = verify(bad)
    count, _, wrong = verifier.check(exported(bad))

    assert verdict.good == (not wrong)
    assert verdict.good == (
        bad == chain or (kind == "delete" and bad == chain[:-1]) or tail_rehashed(kind, place, length)
    )
    assert verdict.good or verdict.entries + 1 == count


def tail_rehashed(kind: str, place: int, length: int) -> bool:
    """The last entry written anew holds together: only a head kept elsewhere gives it away."""
    return kind == "rehash" and place % length == length - 1


def test_a_head_kept_elsewhere_gives_away_a_tail_cut_off_or_written_anew() -> None:
    chain = make_chain(9)
    head = chain[-1][2]

    assert not verifier.check(exported(chain), head)[2]
    assert verifier.check(exported(chain[:-1]), head)[2]
    assert verifier.check(exported(make_chain(9, "khác")), head)[2]
