"""Invented persons as offices' lists would have them, with the truth beside: `python -m bench.people OUT --rows N`."""
