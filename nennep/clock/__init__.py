"""Dates by law, counted in the open: a limit from a day, and a clock that events start, stop and extend."""
