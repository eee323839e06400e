import time
from pathlib import Path

from nennep.jobs.progress import Progress
from nennep.jobs.registry import job


@job("test.slow")
def count_slowly(progress: Progress) -> None:
    """Counts in a file how often it began, and takes long only the first time."""
    begun = Path(progress.payload["file"])
    times = int(begun.read_text()) + 1 if begun.exists() else 1
    begun.write_text(str(times))
    progress.report(1, 2)
    time.sleep(60 if times == 1 else 0)
    progress.leads_to("/guide/")
