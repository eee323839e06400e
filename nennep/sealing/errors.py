"""What does not open says no more than that."""


class Broken(Exception):
    """Not sealed to this key, for this place, or changed since; also a wrong passphrase or code."""
