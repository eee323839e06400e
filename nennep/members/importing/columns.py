"""What a row of an import holds beside the fields: to whom it belongs, where it came from."""

from nennep.imports.rules import SheetKind

SHEET = SheetKind("members", "Danh sách", ())
KEY = "key"  # to which the sealed values of the row belong until it is written
MEMBER = "member"  # public id of whom the row speaks, as the machine is sure of or a person said
MAYBE = "maybe"  # public ids of who it may be, with commas
WHY = "why"  # it may be
CELL = "cell"  # public id of the unit
UNIT = "unit"  # in words, as the list says
PREFER = "prefer"  # whose value stands where both have one: "list" or "register"
SOURCE = "source"  # “file · sheet · row”
LIST, REGISTER = "list", "register"
