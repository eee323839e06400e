"""Files as offices send them → sheets of records: text as read and decoded, with what is no record set aside."""

from nennep.matching.sheets.opening import open_sheets

__all__ = ["open_sheets"]
