"""What the access table speaks of: a form that came back, one that came by letter, a proposal."""

from typing import Any

from nennep.directives.rules import AnswerState, Via
from nennep.files.actions import store
from nennep.files.models import Document
from nennep.imports.reading import FORMS
from nennep.paperwork.actions.proposing import propose
from nennep.paperwork.actions.returning import Attachment, keep_attachment
from nennep.paperwork.importing.reading import read_form
from nennep.paperwork.queries import open_answers
from nennep.paperwork.tests.make import come_back, excel_of, filled_excel
from tests.cast import Cast


def paperwork_of(cast: Cast, folder: Any) -> dict[str, Any]:
    """Of the board: one row says something new."""
    board, contact = cast.tree.board, cast.contact
    said = [
        {"percent": "30", "said": "đang rà soát"} if answer.state == AnswerState.GIVEN else {}
        for answer in open_answers(board, contact)
    ]
    file = filled_excel(excel_of(board, contact), *said)
    path = folder / "mau.xlsx"
    path.write_bytes(file)
    document: Document = store(path, path.name, FORMS, by=None).document
    token = read_form([file]).stamp.token
    letter = Attachment("1" * 64, "btc@example.invalid", "Trả lời", "mau.xlsx", board, token, True, document)
    return {
        "came": come_back(board, file, contact),
        "mailed": keep_attachment(letter),
        "proposal": propose(board, "Tổ chức tập huấn phần mềm", {"said": "40 người dự"}, Via.EXCEL, by=contact),
    }
