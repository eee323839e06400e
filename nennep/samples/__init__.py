"""The invented committee "Đảng bộ các cơ quan Đảng thành phố Bình Hải" and its documents.

Persons, organisations, places and numbers are made up. `committee.json` holds the tree, groups, posts and users.
"""

from importlib.resources import files
from pathlib import Path

COMMITTEE = "committee.json"
CONCLUSION = "ket-luan-quy-4-2026.docx"
FILES = {
    COMMITTEE: "organisations, groups, posts, users",
    CONCLUSION: "Kết luận số 15-KL/ĐU, Party form: 64 tasks for the last quarter of 2026",
    "ket-luan-quy-4-2026.pdf": "the same, as a PDF with text",
    "ket-luan-quy-4-2026-scan.pdf": "the same, scanned",
    "ket-luan-quy-4-2026.txt": "the same, as plain text",
    "ke-hoach-tong-ket-2026.docx": "Kế hoạch with a table of assignments",
    "thong-bao-ket-luan-bao-ve-moi-truong.txt": "State announcement of conclusions",
}


def path(name: str) -> Path:
    """Where a sample file lies; `name` is a key of FILES."""
    if name not in FILES:
        raise KeyError(name)
    return Path(str(files(__name__) / name))
