"""Pictures: their sizes by their own headers, and nothing of a web page inside."""

import re
import struct
from collections.abc import Iterator

from nennep.lib.guard.kinds import Kind
from nennep.lib.guard.limits import Limits
from nennep.lib.guard.refusals import refusal

PNG, JPEG, TIFF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", (b"II*\x00", b"MM\x00*")
MOST_PAGES = 500
WIDTH, HEIGHT = 256, 257  # tags of TIFF
SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # markers of JPEG that hold a size
_WEB = re.compile(rb"<(?:script|html|iframe|svg|!doctype|\?php|body|object|embed)\b|javascript:", re.IGNORECASE)


def is_image(content: bytes) -> bool:
    return content.startswith((PNG, JPEG, *TIFF))


def check_image(content: bytes, limits: Limits) -> Kind:
    if content.startswith(PNG):
        kind, sizes = Kind.PNG, _png(content)
    elif content.startswith(JPEG):
        kind, sizes = Kind.JPEG, _jpeg(content)
    else:
        kind, sizes = Kind.TIFF, _tiff(content)
    found = 0
    try:
        for width, height in sizes:
            _check_size(width, height, limits)
            found += 1
    except (struct.error, IndexError) as error:
        raise refusal("damaged") from error
    if not 0 < found <= MOST_PAGES:
        raise refusal("damaged" if not found else "too_heavy")
    if _WEB.search(content):
        raise refusal("active", what="mã trang web giấu trong ảnh")
    return kind


def _check_size(width: int, height: int, limits: Limits) -> None:
    if not width or not height:
        raise refusal("damaged")
    if width * height > limits.pixels or max(width, height) > limits.side:
        raise refusal("pixels", width=width, height=height)


def _png(content: bytes) -> Iterator[tuple[int, int]]:
    place, ended = len(PNG), False
    if content[12:16] != b"IHDR":
        return
    yield struct.unpack_from(">2L", content, 16)
    while place + 12 <= len(content) and not ended:
        length, name = struct.unpack_from(">L4s", content, place)
        place += 12 + length
        ended = name == b"IEND"
    if not ended or place > len(content):
        raise refusal("damaged")


def _jpeg(content: bytes) -> Iterator[tuple[int, int]]:
    place = 2
    while place + 4 <= len(content):
        if content[place] != 0xFF:
            raise refusal("damaged")
        marker = content[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == 0x01 or 0xD0 <= marker <= 0xD7:
            place += 2
            continue
        if marker in SIZES:
            height, width = struct.unpack_from(">2H", content, place + 5)
            yield width, height
        if marker in {0xDA, 0xD9}:  # the picture itself begins, or all ends
            return
        place += 2 + struct.unpack_from(">H", content, place + 2)[0]


def _tiff(content: bytes) -> Iterator[tuple[int, int]]:
    order = "<" if content.startswith(b"II") else ">"
    place = struct.unpack_from(f"{order}L", content, 4)[0]
    seen: set[int] = set()
    while place:
        if place in seen or len(seen) > MOST_PAGES:
            raise refusal("too_deep")
        seen.add(place)
        count = struct.unpack_from(f"{order}H", content, place)[0]
        sizes: dict[int, int] = {}
        for entry in range(place + 2, place + 2 + 12 * count, 12):
            tag, kind, _ = struct.unpack_from(f"{order}HHL", content, entry)
            if tag in (WIDTH, HEIGHT):
                sizes[tag] = struct.unpack_from(f"{order}{'H' if kind == 3 else 'L'}", content, entry + 8)[0]
        yield sizes.get(WIDTH, 0), sizes.get(HEIGHT, 0)
        place = struct.unpack_from(f"{order}L", content, place + 2 + 12 * count)[0]
