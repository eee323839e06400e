"""Secrets sealed to named people: boxes bound to their place, locked keys, shares of two in three, sealed streams."""
