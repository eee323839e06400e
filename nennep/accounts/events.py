"""What other rooms may want to hear about people."""

from django.dispatch import Signal

user_disabled = Signal()  # sent in the transaction in which an account is turned off: `user`
