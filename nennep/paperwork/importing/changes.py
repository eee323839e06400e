"""Before and after of a row, in the words of the form."""

from decimal import Decimal

from django.utils.formats import number_format

from nennep.directives.models import Assignment
from nennep.lib.dates import format_date
from nennep.paperwork.formfiles.columns import DAY, FIGURE, HEADINGS, PERCENT, PROOF, REASON, SAID, STATE, UNTIL
from nennep.paperwork.rules import CLAIMS, Heard


def changes_of(answer: Assignment, heard: Heard) -> dict[str, tuple[str, str]]:
    """Heading → before, after, for every cell that says something."""
    said = {
        STATE: (answer.get_state_display(), CLAIMS[heard.claim] if heard.claim else ""),
        PERCENT: (f"{answer.percent}%", "" if heard.percent is None else f"{heard.percent}%"),
        FIGURE: (written(answer.figure), written(heard.figure)),
        SAID: ("", heard.text),
        DAY: ("", format_date(heard.day) if heard.day else ""),
        PROOF: ("", "; ".join(heard.proofs)),
        UNTIL: (format_date(answer.due) if answer.due else "", format_date(heard.until) if heard.until else ""),
        REASON: ("", heard.reason),
    }
    return {HEADINGS[name]: (before, after) for name, (before, after) in said.items() if after}


def written(figure: Decimal | None) -> str:
    return "" if figure is None else number_format(figure.normalize(), force_grouping=True)
