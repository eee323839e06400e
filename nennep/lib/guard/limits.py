"""How much a file may be. Starting values measured: an honest list of 20,000 rows × 15 columns unpacks to 18 MB."""

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    file: int = 50 * MB
    parts: int = 2_000  # in an archive
    unpacked: int = 64 * MB  # of all parts, or of all streams of a PDF
    part: int = 48 * MB
    ratio: int = 120  # unpacked : packed, for parts above `ratio_from`
    ratio_from: int = MB
    pixels: int = 50_000_000
    side: int = 30_000  # pixels
    pages_deep: int = 64  # levels of a PDF's page tree
    nesting: int = 100  # brackets within brackets in a PDF
    directory: int = 4 * MB  # an archive's table of contents
