"""Reminding by the clock, pressing by hand, calendar feeds, and the rules of it."""
