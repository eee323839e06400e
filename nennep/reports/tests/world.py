"""What the access table speaks of: a period, a unit's report and the office's own, paragraphs in every state."""

from typing import Any

from nennep.directives.models import Directive
from nennep.reports.actions.writing import Seen, drop, edit
from nennep.reports.models import Paragraph, Report
from nennep.reports.rules import Part
from nennep.reports.tests.make import drafted, make_period, taken_in
from tests.cast import Cast


def reports_of(issued: Directive, cast: Cast) -> dict[str, Any]:
    """The board's is being written, with words of the contact; the office's is in; the school's was never begun."""
    period = make_period(issued, cast.clerk)
    report = drafted(period.reports.get(unit=cast.tree.board))
    sections = report.sections.exclude(part__in=[Part.HEADING, Part.FIGURES])
    inside = Paragraph.objects.filter(section__report=report).order_by("section__n", "n")
    first, second = inside[0], inside[1]
    edit(Seen(first.public_id), "Ban đã làm xong phần lớn việc.", by=cast.contact)
    drop(Seen(second.public_id), by=cast.contact)
    Paragraph.objects.filter(pk=first.pk).update(offered_text="Bản mới của máy.")
    return {
        "period": period,
        "report": report,
        "taken": taken_in(period.reports.get(unit=cast.tree.office), cast.clerk, cast.clerk),
        "own_report": drafted(Report.objects.get(period=period, unit=cast.tree.root)),
        "section": sections[0],
        "paragraph": Paragraph.objects.get(pk=first.pk),
    }
