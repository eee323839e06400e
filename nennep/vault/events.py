"""What other rooms hear of letters."""

from django.dispatch import Signal

accused_added = Signal()  # sent in the transaction: `envelope`, `by`
