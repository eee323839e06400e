"""Builders of PDF files by hand, object by object."""

import zlib

PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"


def pdf(extra: dict[int, bytes] | None = None, catalog: bytes = b"", trailer: bytes = b"", page: bytes = PAGE) -> bytes:
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: page,
        **(extra or {}),
    }
    made, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        places[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, top = len(made), max(objects) + 1
    rows = [b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(top)]
    made += b"xref\n0 %d\n%s" % (top, b"".join(rows))
    made += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (top, trailer, start)
    return bytes(made)


def stream(content: bytes, head: bytes = b"", *, packed: bool = True) -> bytes:
    data = zlib.compress(content, 9) if packed else content
    filtering = b"/Filter /FlateDecode " if packed else b""
    return b"<< /Length %d %s%s >>\nstream\n%s\nendstream" % (len(data), filtering, head, data)


def object_stream(objects: dict[int, bytes]) -> bytes:
    body, pairs = b"", b""
    for number, content in objects.items():
        pairs += b"%d %d " % (number, len(body))
        body += content + b" "
    return stream(pairs + body, b"/Type /ObjStm /N %d /First %d" % (len(objects), len(pairs)))
