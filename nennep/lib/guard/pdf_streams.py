"""Streams of a PDF: unpacked under count, pictures by what they say of their size."""

import base64
import binascii
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from nennep.lib.guard.limits import Limits
from nennep.lib.guard.refusals import refusal

_NAME = re.compile(rb"/([^\s/<>\[\](){}%]+)")
_FILTER = re.compile(rb"/Filter\s*(?:/(\w+)|\[([^\]]*)\])")
_WIDTH = re.compile(rb"/Width\s+(\d{1,10})")
_HEIGHT = re.compile(rb"/Height\s+(\d{1,10})")
MOST_FILTERS = 3


@dataclass(frozen=True)
class Stream:
    head: bytes  # its dictionary, names unescaped
    packed: bytes
    start: int
    end: int


def names_of(stream: Stream) -> set[bytes]:
    return set(_NAME.findall(stream.head))


def is_picture(stream: Stream, limits: Limits) -> bool:
    """Pictures are not unpacked here (an honest scan of 100 pages would take too long): their declared size is judged,
    and a decoder goes by it."""
    if not re.search(rb"/Subtype\s*/Image\b", stream.head):
        return False
    width, height = _WIDTH.search(stream.head), _HEIGHT.search(stream.head)
    if width and height:
        across, down = int(width[1]), int(height[1])
        if across * down > limits.pixels or max(across, down) > limits.side:
            raise refusal("pixels", width=across, height=down)
    return True


def decoded(stream: Stream, most: int) -> bytes:
    """Contents after all filters that are counted; what cannot be unpacked here is returned as it is."""
    data = stream.packed
    found = _FILTER.search(stream.head)
    names = _NAME.findall(b"/" + found[1] if found[1] else found[2]) if found else []
    if len(names) > MOST_FILTERS:
        raise refusal("bomb")
    for name in names:
        unpack = FILTERS.get(name)
        if unpack is None:
            if b"ObjStm" in names_of(stream):
                raise refusal("active", what="đối tượng bị che giấu")
            break
        data = unpack(data, most)
        if len(data) > most:
            raise refusal("bomb")
    return data


def _inflate(data: bytes, most: int) -> bytes:
    """As far as it goes: readers of PDF forgive a broken end."""
    machine = zlib.decompressobj()
    try:
        return machine.decompress(data.lstrip(b"\r\n") if data[:1] in b"\r\n" else data, most + 1)
    except zlib.error:
        return _inflate_in_steps(data, most)


def _inflate_in_steps(data: bytes, most: int) -> bytes:
    machine, made = zlib.decompressobj(), b""
    try:
        for place in range(0, len(data), 256):
            made += machine.decompress(data[place : place + 256], max(1, most + 1 - len(made)))
            if len(made) > most:
                break
    except zlib.error:
        pass
    return made


def _hex(data: bytes, most: int) -> bytes:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", data.split(b">")[0])[: 2 * most]
    return binascii.unhexlify(digits + b"0" * (len(digits) % 2))


def _base85(data: bytes, most: int) -> bytes:
    try:
        return base64.a85decode(data.split(b"~>")[0].strip().removeprefix(b"<~")[: 2 * most])
    except ValueError:
        return b""


def _runs(data: bytes, most: int) -> bytes:
    made, place = bytearray(), 0
    while place < len(data) and data[place] != 128 and len(made) <= most:
        count = data[place]
        if count < 128:
            made += data[place + 1 : place + 2 + count]
            place += 2 + count
        else:
            made += data[place + 1 : place + 2] * (257 - count)
            place += 2
    return bytes(made)


FILTERS: dict[bytes, Callable[[bytes, int], bytes]] = {
    b"FlateDecode": _inflate, b"Fl": _inflate, b"ASCIIHexDecode": _hex, b"AHx": _hex,
    b"ASCII85Decode": _base85, b"A85": _base85, b"RunLengthDecode": _runs, b"RL": _runs,
}  # fmt: skip
