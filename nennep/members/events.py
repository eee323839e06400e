"""What other rooms hear of."""

from django.dispatch import Signal

person_erased = Signal()  # whole: all records of the person, before they go; whoever refuses raises RuleBroken
