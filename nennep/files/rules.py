"""How files lie on the disk."""

from pathlib import PurePosixPath

TOO_LARGE = "Tệp lớn hơn mức cho phép ({limit} MB). Hãy tách tệp hoặc giảm dung lượng ảnh rồi gửi lại."
CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "doc": "application/msword",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "tiff": "image/tiff",
    "txt": "text/plain; charset=utf-8",
}


def place_of(sha256: str) -> PurePosixPath:
    """ab/cd/abcd…: two levels, so that no folder grows past some hundreds of entries."""
    return PurePosixPath(sha256[:2], sha256[2:4], sha256)
