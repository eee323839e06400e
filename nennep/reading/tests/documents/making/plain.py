"""Writes a document as the text an office has in its hands: tidy, or as it comes out of a PDF or an old font."""

import textwrap
import unicodedata

from nennep.reading.tests.documents.making.markup import Block, Document


def text(doc: Document) -> str:
    head = side_by_side(doc) if doc.meta.get("layout") == "flat" else stacked(doc)
    title = [doc.meta["title"], *doc.lines("abstract_lines")] if "title" in doc.meta else []
    marked = doc.meta.get("markdown") == "yes"
    if marked:
        title = [f"# {title[0]}", *(f"**{line}**" for line in title[1:])]
    lines = [*head, "", *title, ""]
    lines += body(doc, marked=marked)
    for phrase in doc.lines("breaks"):
        lines = [line.replace(phrase.replace(" | ", " "), phrase.replace(" | ", "\n\n")) for line in lines]
    if "wrap" in doc.meta:
        lines = wrapped(lines, int(doc.meta["wrap"]))
    if "page" in doc.meta:
        lines = paged(lines, int(doc.meta["page"]), doc.meta.get("running", ""))
    return "\n".join(lines).strip("\n") + "\n"


def stacked(doc: Document) -> list[str]:
    left, right = doc.lines("left"), doc.lines("right")
    return [*right, "", *left] if doc.meta.get("layout") == "right-first" else [*left, "", *right]


def side_by_side(doc: Document) -> list[str]:
    left, right = doc.lines("left"), doc.lines("right")
    size = max(len(left), len(right))
    left += [""] * (size - len(left))
    right += [""] * (size - len(right))
    return [f"{a}          {b}".strip() for a, b in zip(left, right, strict=True)]


def body(doc: Document, *, marked: bool) -> list[str]:
    lines: list[str] = []
    gap = [] if "wrap" in doc.meta else [""]
    for block in doc.blocks:
        if block.kind == "sign":
            lines = beside(lines, doc) if doc.meta.get("end") == "flat" else lines + signature(doc, marked=marked)
        elif block.kind == "page":
            lines += ["\f"]
        elif block.kind in ("row", "head", "group"):
            lines += row(block, doc.meta.get("table", "tabs"))
        elif block.kind in ("recipients", "recipient", "to"):
            lines += [block.text]
        else:
            lines += [emphasised(block, marked=marked), *gap]
    return lines


def emphasised(block: Block, *, marked: bool) -> str:
    if marked and block.kind == "centre":
        return f"## {block.text}"
    if marked and block.kind == "bold":
        return f"**{block.text}**"
    return block.text


def signature(doc: Document, *, marked: bool) -> list[str]:
    above = doc.sign[:-1]
    if marked:
        above = [f"**{above[0]}", *above[1:]]
        above[-1] += "**"
    return ["", *above, "", "", doc.sign[-1], ""]


def beside(lines: list[str], doc: Document) -> list[str]:
    """The recipients with the signature to their right, as a reader flattens the table that held both."""
    start = next(at for at, line in enumerate(lines) if line.startswith("Nơi nhận"))
    left = lines[start:]
    right = [*doc.sign[:-1], *[""] * (len(left) - len(doc.sign)), doc.sign[-1]]
    return lines[:start] + [f"{a:<50}{b}".rstrip() for a, b in zip(left, right, strict=True)]


def row(block: Block, way: str) -> list[str]:
    if way == "lines":
        return block.cells
    if way == "pipes":
        below = ["|" + "---|" * len(block.cells)] if block.kind == "head" else []
        return ["| " + " | ".join(block.cells) + " |", *below]
    return ["\t".join(block.cells)]


def wrapped(lines: list[str], width: int) -> list[str]:
    found: list[str] = []
    for line in lines:
        found += textwrap.wrap(line, width, break_on_hyphens=False, break_long_words=False) or [line]
    return found


def paged(lines: list[str], size: int, running: str) -> list[str]:
    """Page number and running head between the lines, as a reader copies them: a sentence may stand on both sides."""
    found: list[str] = []
    for at, line in enumerate(lines):
        if at and at % size == 0:
            found += ["", str(at // size + 1), *([running] if running else []), ""]
        found.append(line)
    return found


def written(doc: Document) -> bytes:
    way = doc.meta.get("encoding", "utf-8")
    plain = text(doc)
    if way == "nfd":
        return unicodedata.normalize("NFD", plain).encode()
    if way == "tcvn3":
        return legacy(plain, TCVN3)
    if way == "vni":
        return legacy(plain, VNI)
    return plain.encode()


def legacy(plain: str, table: dict[str, bytes]) -> bytes:
    plain = plain.replace("–", "-").replace("“", '"').replace("”", '"')
    return b"".join(table.get(char) or char.encode("ascii") for char in unicodedata.normalize("NFC", plain))


# TCVN 5712:1993 (VN3): lower-case letters only carry marks; capitals with marks are set in a capital font (.VnTimeH),
# whose bytes are those of the lower-case letters. Only the seven base capitals have codes of their own.
_TCVN3_LOWER = {
    "à": 0xB5, "ả": 0xB6, "ã": 0xB7, "á": 0xB8, "ạ": 0xB9,
    "ă": 0xA8, "ằ": 0xBB, "ẳ": 0xBC, "ẵ": 0xBD, "ắ": 0xBE, "ặ": 0xC6,
    "â": 0xA9, "ầ": 0xC7, "ẩ": 0xC8, "ẫ": 0xC9, "ấ": 0xCA, "ậ": 0xCB,
    "đ": 0xAE, "è": 0xCC, "ẻ": 0xCE, "ẽ": 0xCF, "é": 0xD0, "ẹ": 0xD1,
    "ê": 0xAA, "ề": 0xD2, "ể": 0xD3, "ễ": 0xD4, "ế": 0xD5, "ệ": 0xD6,
    "ì": 0xD7, "ỉ": 0xD8, "ĩ": 0xDC, "í": 0xDD, "ị": 0xDE,
    "ò": 0xDF, "ỏ": 0xE1, "õ": 0xE2, "ó": 0xE3, "ọ": 0xE4,
    "ô": 0xAB, "ồ": 0xE5, "ổ": 0xE6, "ỗ": 0xE7, "ố": 0xE8, "ộ": 0xE9,
    "ơ": 0xAC, "ờ": 0xEA, "ở": 0xEB, "ỡ": 0xEC, "ớ": 0xED, "ợ": 0xEE,
    "ù": 0xEF, "ủ": 0xF1, "ũ": 0xF2, "ú": 0xF3, "ụ": 0xF4,
    "ư": 0xAD, "ừ": 0xF5, "ử": 0xF6, "ữ": 0xF7, "ứ": 0xF8, "ự": 0xF9,
    "ỳ": 0xFA, "ỷ": 0xFB, "ỹ": 0xFC, "ý": 0xFD, "ỵ": 0xFE,
}  # fmt: skip
TCVN3 = {char: bytes([code]) for char, code in _TCVN3_LOWER.items()}
TCVN3 |= {char.upper(): code for char, code in TCVN3.items()}
TCVN3 |= {char: bytes([code]) for char, code in zip("ĂÂÊÔƠƯĐ", range(0xA1, 0xA8), strict=True)}

# VNI for Windows: a base letter and a byte for its marks; ơ ư đ ỉ ĩ í ị ỵ ì are one byte each.
_VNI_MARKS = {
    "à": "aø", "á": "aù", "ả": "aû", "ã": "aõ", "ạ": "aï", "ă": "aê", "ằ": "aè", "ắ": "aé", "ẳ": "aú", "ẵ": "aü",
    "ặ": "aë", "â": "aâ", "ầ": "aà", "ấ": "aá", "ẩ": "aå", "ẫ": "aã", "ậ": "aä", "đ": "ñ", "è": "eø", "é": "eù",
    "ẻ": "eû", "ẽ": "eõ", "ẹ": "eï", "ê": "eâ", "ề": "eà", "ế": "eá", "ể": "eå", "ễ": "eã", "ệ": "eä", "ì": "ì",
    "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ò": "oø", "ó": "où", "ỏ": "oû", "õ": "oõ", "ọ": "oï", "ô": "oâ",
    "ồ": "oà", "ố": "oá", "ổ": "oå", "ỗ": "oã", "ộ": "oä", "ơ": "ô", "ờ": "ôø", "ớ": "ôù", "ở": "ôû", "ỡ": "ôõ",
    "ợ": "ôï", "ù": "uø", "ú": "uù", "ủ": "uû", "ũ": "uõ", "ụ": "uï", "ư": "ö", "ừ": "öø", "ứ": "öù", "ử": "öû",
    "ữ": "öõ", "ự": "öï", "ỳ": "yø", "ý": "yù", "ỷ": "yû", "ỹ": "yõ", "ỵ": "î",
}  # fmt: skip
VNI = {char: pair.encode("cp1252") for char, pair in _VNI_MARKS.items()}
VNI |= {char.upper(): pair.upper().encode("cp1252") for char, pair in _VNI_MARKS.items()}
