"""Pages that are pictures, and how their text is recognised (Tesseract with Vietnamese, through ocrmypdf)."""


class NeedsRecognition(Exception):
    """These pages have no usable text; `pages` counts from 0."""

    def __init__(self, pages: list[int]) -> None:
        super().__init__(str(pages))
        self.pages = pages
