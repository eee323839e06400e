"""Builders of chains, good and bad."""

from nennep.journal.rules import START, Link, hash_of_link

Chain = list[tuple[Link, str, str]]


def make_chain(length: int, word: str = "việc") -> Chain:
    chain: Chain = []
    head = START
    for n in range(1, length + 1):
        link = Link(
            n, f"2026-06-18T02:00:{n % 60:02}.000000+00:00", "người", f"{word}.done", f"thing:{n}", "", "0" * 64
        )
        claimed = hash_of_link(head, link)
        chain.append((link, head, claimed))
        head = claimed
    return chain
