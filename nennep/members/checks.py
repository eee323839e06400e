"""Which rules of the engine the register is held to, how they are grouped on a board, what puts each right."""

from enum import StrEnum

from nennep.matching.checking.finding import Rule

NOT_OF_A_REGISTER = frozenset({Rule.NOT_A_RECORD, Rule.REPEATED, Rule.UNIT_CODE_FORM})  # of files, and of the tree
REGISTER_RULES = tuple(rule for rule in Rule if rule not in NOT_OF_A_REGISTER)
SHARED = (Rule.DUP_ID, Rule.DUP_CARD)


class Group(StrEnum):
    """A column of the board: rules that one and the same look at the papers puts right."""

    ABSENT = "absent"
    FORM = "form"
    NUMBER = "number"
    SHARED = "shared"
    PARTY_DAYS = "party_days"
    PLACE_IN_TREE = "cell"
    DOUBT = "doubt"


GROUPS: dict[Group, tuple[Rule, ...]] = {
    Group.ABSENT: (Rule.MISSING,),
    Group.FORM: (Rule.MALFORMED, Rule.IMPOSSIBLE_DATE, Rule.FUTURE_DATE),
    Group.NUMBER: (Rule.CCCD_BIRTH, Rule.CCCD_SEX),
    Group.SHARED: SHARED,
    Group.PARTY_DAYS: (Rule.ADMISSION_BEFORE_18, Rule.OFFICIAL_BEFORE_ADMISSION, Rule.OFFICIAL_TOO_EARLY),
    Group.PLACE_IN_TREE: (Rule.TWO_CELLS, Rule.UNKNOWN_UNIT),
    Group.DOUBT: (Rule.IMPLAUSIBLE_AGE, Rule.AMBIGUOUS_PLACE),
}
_REPAIRS: dict[str, tuple[str, ...]] = {
    Rule.CCCD_BIRTH: ("id12", "dob"),
    Rule.CCCD_SEX: ("id12", "sex"),
    Rule.ADMISSION_BEFORE_18: ("dob", "admission"),
    Rule.OFFICIAL_BEFORE_ADMISSION: ("admission", "official"),
    Rule.OFFICIAL_TOO_EARLY: ("admission", "official"),
    Rule.IMPLAUSIBLE_AGE: ("dob",),
    Rule.TWO_CELLS: (),
    Rule.UNKNOWN_UNIT: (),
}


def repairs(rule: str, field: str) -> tuple[str, ...]:
    """The fields of the register that may hold the mistake; none where only a move puts it right."""
    return _REPAIRS.get(rule, (field,) if field else ())


def rules_in(asked: str) -> tuple[str, ...]:
    """The rules that a filter names: one, or those of a group; none for a word that names nothing."""
    if asked in set(Group):
        return tuple(GROUPS[Group(asked)])
    return (asked,) if asked in REGISTER_RULES else ()
