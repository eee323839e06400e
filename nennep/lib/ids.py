"""Public ids: twelve letters and digits that say nothing and cannot be guessed (about 59 bits)."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # without look-alikes: 0 o 1 l i u


def public_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(12))
