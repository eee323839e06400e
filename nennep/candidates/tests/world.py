"""What the access table speaks of: candidates at several stages, a target, files of a list."""

from typing import Any

from nennep.candidates.actions.forgetting import KIND
from nennep.candidates.actions.keeping import stop
from nennep.candidates.rules import Stage
from nennep.candidates.tests.make import days_ago, make_candidate, make_quota
from nennep.imports.models import PreviewState
from nennep.imports.tests.make import make_preview_of_nothing
from tests.cast import Cast


def candidates_of(cast: Cast) -> dict[str, Any]:
    """All of the board, so that its contact keeps them too."""
    board, by = cast.tree.board, cast.organiser
    candidate = make_candidate(board, by, name="Lương Thảo Vy")
    left = make_candidate(board, by, (Stage.APPLIED, days_ago(90)), name="Quách Gia Bảo")
    stop(left, "chuyển công tác", days_ago(10), by=by)
    on_probation = make_candidate(board, by, (Stage.DECIDED, days_ago(450)), (Stage.ADMITTED, days_ago(430)))
    make_quota(cast.tree.root, by, 10, **{board.public_id: 3})
    return {
        "candidate": candidate,
        "left": left,
        "on_probation": on_probation,
        "step": on_probation.steps.get(stage=Stage.DECIDED),
        "list_preview": make_preview_of_nothing(by, kind=KIND),
        "list_written": make_preview_of_nothing(by, PreviewState.COMMITTED, kind=KIND),
    }
