"""Contacts as vCard 3.0, which every phone and mail program reads; lines are folded and escaped by the library."""

from icalendar import vText
from icalendar.parser import Contentline

from nennep.members.outgoing.columns import Known

EOL = "\r\n"


def card_of(known: Known, uid: str) -> str:
    """One person: name, telephone, cell, posts; nothing else leaves with a list of contacts."""
    name = known.values.get("name", "")
    *before, given = name.split() or [""]
    family, *middle = before or [""]
    lines = [
        ("VERSION", "3.0"),
        ("UID", uid),
        ("N", ";".join(escaped(part) for part in (family, given, " ".join(middle), "", ""))),
        ("FN", escaped(name)),
        ("ORG", escaped(known.cell)),
        ("TITLE", escaped("; ".join(known.posts))),
        ("TEL;TYPE=CELL", escaped(known.values.get("phone", ""))),
    ]
    inside = "".join(f"{folded(key, value)}{EOL}" for key, value in lines if value)
    return f"BEGIN:VCARD{EOL}{inside}END:VCARD{EOL}"


def escaped(text: str) -> str:
    return vText(text).to_ical().decode()


def folded(key: str, value: str) -> str:
    line: bytes = Contentline(f"{key}:{value}").to_ical()  # type: ignore[no-untyped-call]
    return line.decode()


def has_telephone(known: Known) -> bool:
    return bool(known.values.get("phone"))
