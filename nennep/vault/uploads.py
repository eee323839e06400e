"""Files of letters on their way in: they lie in memory, never on a disk, not even for a moment."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from nennep.vault.rules import LARGEST_FILE, LARGEST_SENDING

LARGEST_BODY = 3 * LARGEST_SENDING  # what is larger is not even read


class InMemory(FileUploadHandler):
    """A file too large is counted to its end and its content let go: the form says so, and keeps what was typed."""

    kept = 0  # bytes of all files so far

    def handle_raw_input(self, *given: Any, **named: Any) -> None:  # noqa: ARG002 -- Django's signature
        _body, _meta, content_length, *_rest = given
        if content_length > LARGEST_BODY:
            raise RequestDataTooBig

    def new_file(self, *given: Any, **named: Any) -> None:
        super().new_file(*given, **named)
        self.file: BytesIO | None = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.kept += len(raw_data)
        if start + len(raw_data) > LARGEST_FILE or self.kept > LARGEST_SENDING:
            self.file = None
        if self.file is not None:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> "InMemoryUploadedFile":
        content = self.file or BytesIO()
        content.seek(0)
        return InMemoryUploadedFile(
            content, self.field_name, self.file_name or "", self.content_type or "", file_size, self.charset
        )


class PaperInMemory(InMemory):
    """A paper of a case, as large as the office takes files; of a larger one just enough stays to be refused."""

    def handle_raw_input(self, *given: Any, **named: Any) -> None:
        """However long the body is: what is not kept takes no room."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 -- Django's signature
        if self.file is not None and self.kept <= settings.MAX_FILE_BYTES:
            self.kept += len(raw_data)
            self.file.write(raw_data)
