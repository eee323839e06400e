"""Which field each column of a sheet is: proposed from headings and contents, or read from a file."""

from nennep.matching.mapping.proposals import Proposal, propose
from nennep.matching.mapping.stored import fingerprint, from_json, read_mapping, to_json

__all__ = ["Proposal", "fingerprint", "from_json", "propose", "read_mapping", "to_json"]
