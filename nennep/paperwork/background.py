"""Writing a long form: hundreds of words on record take their time."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override

from nennep.imports.models import PreviewState
from nennep.jobs.progress import Progress
from nennep.jobs.registry import job
from nennep.paperwork.intake import commit_form
from nennep.paperwork.models import ReturnedForm


@job("commit_form", _("Ghi mẫu trả lời"))
def commit_returned(progress: Progress) -> None:
    """All of it or nothing; a second run after a crash finds it written."""
    form = ReturnedForm.objects.select_related("unit", "preview").get(pk=progress.payload["form"])
    assert progress.by
    assert form.preview
    with override(progress.by.language):  # as the person saw it: the digest is over the words shown
        if form.preview.state != PreviewState.COMMITTED:
            form.preview = commit_form(form, progress.payload["digest"], by=progress.by)
        n = form.preview.written
        said = ngettext("Đã ghi %(n)s dòng.", "Đã ghi %(n)s dòng.", n) % {"n": n}
    progress.leads_to(reverse("paperwork:returned_form", args=[form.public_id]), said)
