"""What happened to the calendar, for the rooms above: dates that were counted may have to be counted again."""

from django.dispatch import Signal

# Sent inside the transaction, with `day` (date), `sentence` (what happened, for people) and `by` (User).
calendar_changed = Signal()
