"""Names of what lies in the folder of a run."""

GIVEN = "given"  # the files as received
ORDER = "order.json"  # what the child is told
LOOKS = "looks.json"  # what it saw
COMPARED = "compared.json"  # who is one person, by file and record
