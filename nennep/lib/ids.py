"""Public ids: twelve letters and digits that say nothing and cannot be guessed (about 59 bits)."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # without look-alikes: 0 o 1 l i u
LENGTH = 12


def public_id() -> str:
    """One draw, written in the base of the alphabet: thousands are made at once."""
    drawn, letters = secrets.randbelow(len(ALPHABET) ** LENGTH), []
    for _ in range(LENGTH):
        drawn, place = divmod(drawn, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)
