"""Letters that wait for a new key, or for a wrap or share of somebody who is to open them."""

from collections import defaultdict
from collections.abc import Mapping

from nennep.accounts.models import User
from nennep.vault.models import Envelope, Share, Wrap
from nennep.vault.queries.named import named_told
from nennep.vault.queries.trust import able_now, custodians
from nennep.vault.rules import FEWEST


def who_has(table: type[Wrap] | type[Share], generations: Mapping[str, int]) -> dict[str, set[str]]:
    """Letter → those who have one of its present generation."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = table.objects.filter(envelope__in=list(generations)).values_list("envelope", "generation", "whose")
    for envelope, generation, whose in rows:
        if generations[envelope] == generation:
            found[envelope].add(whose)
    return found


def letters_thin() -> list[Envelope]:
    """Those that fewer than two people can open, custodians included."""
    letters = list(Envelope.objects.order_by("pk"))
    generations = {letter.public_id: letter.generation for letter in letters}
    wraps, shares, able = who_has(Wrap, generations), who_has(Share, generations), able_now()
    return [each for each in letters if len((wraps[each.public_id] | shares[each.public_id]) & able) < FEWEST]


def perhaps_behind(letters: list[Envelope], user: User) -> list[Envelope]:
    """Of the letters that the user opens; whether somebody who lacks a key is concerned is not looked at here."""
    generations = {letter.public_id: letter.generation for letter in letters}
    wraps, shares, named = who_has(Wrap, generations), who_has(Share, generations), named_told(letters)
    able = able_now()
    keeping = {user.public_id for user in custodians()} & able

    def lacks(letter: Envelope) -> bool:
        wrapped, cut = wraps[letter.public_id], shares[letter.public_id]
        return not wrapped >= named[letter.pk].holders & able or (len(keeping) >= FEWEST and not cut >= keeping)

    own = (letter for letter in letters if user.public_id in wraps[letter.public_id])
    return [letter for letter in own if letter.rotate_since or lacks(letter)]
