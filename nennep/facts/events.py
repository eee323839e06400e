"""What happened to the calendar or to a figure, for the rooms above: dates may have to be counted again."""

from django.dispatch import Signal

# Sent inside the transaction, with `day` (date), `sentence` (what happened, for people) and `by` (User).
calendar_changed = Signal()

# Sent inside the transaction when another version of a figure stands: `fact`, `was` (Fact before), `by` (User, or
# None: the program brought it, and nobody of the office had touched the figure).
# Whoever counted with it decides what moves; nothing here does.
fact_changed = Signal()
