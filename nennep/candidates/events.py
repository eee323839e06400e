"""What other rooms hear of."""

from django.dispatch import Signal

candidate_erased = Signal()  # candidate: before the name goes; whoever refuses raises RuleBroken
