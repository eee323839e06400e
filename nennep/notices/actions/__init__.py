"""Telling people: what is written, mailed, pushed; what comes back; what each person chose."""

from nennep.notices.actions.bounces import take_bounce
from nennep.notices.actions.letters import gather_letters, mail_is_set, retry_letter, send_letters
from nennep.notices.actions.telling import Line, News, mark_read, notify, tell_each

__all__ = [
    "Line",
    "News",
    "gather_letters",
    "mail_is_set",
    "mark_read",
    "notify",
    "retry_letter",
    "send_letters",
    "take_bounce",
    "tell_each",
]
