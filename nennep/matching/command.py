"""`nennep match FILE... --out DIR`: standardise, check and link lists of persons."""

import argparse
import csv
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from nennep.lib.errors import BadFile
from nennep.matching.engine import Asked, Confirm, match
from nennep.matching.fields import LABELS
from nennep.matching.mapping import stored
from nennep.matching.mapping.proposals import Proposal, propose
from nennep.matching.model import Mapping as ColumnMapping
from nennep.matching.model import Sheet

UNREADABLE, REFUSED = 2, 1  # exit status
