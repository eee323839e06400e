"""Reading that takes its time: scans, PDF, Word's old kinds."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override

from nennep.directives.actions.importing import AlreadyHere
from nennep.directives.intake import import_source, review_url
from nennep.files.models import Version
from nennep.files.queries import path_of_version
from nennep.jobs.progress import Progress
from nennep.jobs.registry import job
from nennep.organisation.models import Unit
from nennep.reading.files import open_source


@job("read_directive", _("Đọc văn bản"))
def read_directive(progress: Progress) -> None:
    version = Version.objects.select_related("blob", "document").get(pk=progress.payload["version"])
    unit = Unit.objects.get(pk=progress.payload["unit"])
    assert progress.by
    source = open_source(path_of_version(version), progress=progress.report)
    try:
        directive = import_source(source, version, unit, by=progress.by)
    except AlreadyHere as again:  # the job ran before and was cut off after its work was done
        directive = again.directive
    count = directive.tasks.count()
    with override(progress.by.language):
        said = ngettext("Đã đọc xong: %(n)s việc đề xuất.", "Đã đọc xong: %(n)s việc đề xuất.", count) % {"n": count}
    progress.leads_to(review_url(directive), said)
