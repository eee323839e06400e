"""The source of a labelled document: its text with the labels written into it by hand.

Front matter (`key: value`, up to a line `===`), then one paragraph a line. In the text:

    [II.1]            opens the clause of this path          [~II.1]   goes on in it
    {d 2026-11-30 @X} a task begins here: kinds (d, t, s), allowed due dates (`_` none), assignee
    {!}               a shortcoming begins here              {r:…}     a reference to another document
    ^ and ^^          bold paragraph, bold centred paragraph
    |~ | and ||       table: heading row, row, group row (cells parted by ` | `)
    %who X  %due D    what holds from here on; %recipients, %to, %sign, %page, %note open other parts

A task's first words run to its first full stop or semicolon, at most `words` of them.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

KINDS = {"d": "deliverable", "t": "target", "s": "standing"}
HEADER = ("type", "symbol", "number", "place", "date", "issuer", "superior", "abstract", "term", "meeting_date")
MARK = re.compile(r"\{(?:r:([^{}]*)|(!)|([dts]{1,3})((?: [\d\-,_]+)?)(?: @([^{}]*))?)\}")
CLAUSE = re.compile(r"^\[(~?)([^\]]+)\]\s*")
ROW = re.compile(r"^(\|\||\|~|\|)\s*")


@dataclass
class Block:
    """One paragraph or table row; `kind` is para, bold, centre, row, head, group, recipient, to, page or note."""

    kind: str
    text: str

    @property
    def cells(self) -> list[str]:
        return [cell.strip() for cell in self.text.split(" | ")]


@dataclass
class Task:
    clause: str
    start: str
    kind: list[str]
    due: list[str]
    assignee: str | None


@dataclass
class Document:
    meta: dict[str, str]
    blocks: list[Block] = field(default_factory=list)
    sign: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    clauses: list[str] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    shortcomings: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)

    def lines(self, key: str) -> list[str]:
        """A front-matter value that is printed on several lines."""
        return [line.strip() for line in self.meta.get(key, "").split(" // ") if line.strip()]

    def gold(self) -> dict[str, object]:
        header = {key: none(self.meta[key]) for key in HEADER if key in self.meta}
        sign = self.meta.get("gold_sign")
        parts = [part.strip() for part in sign.split("//")] if sign else self.sign
        signature = dict(zip(("authority", "position", "name"), parts, strict=True))
        found: dict[str, object] = {
            "about": self.meta["about"],
            "labelled": self.meta["labelled"],
            "header": header,
            "signature": {key: part for key, part in signature.items() if part != "null"},
            "recipients": self.recipients,
            "clauses": self.clauses,
            "shortcomings": self.shortcomings,
            "references": list(dict.fromkeys(self.references)),
        }
        if "rejoined" in self.meta:
            found["rejoined"] = self.meta["rejoined"]
        return found | {"tasks": [vars(task) for task in self.tasks]}


def none(value: str) -> str | None:
    return None if value in ("null", "") else value


class Reader:
    def __init__(self, meta: dict[str, str]) -> None:
        self.doc = Document(meta)
        self.who: str | None = None
        self.due: list[str] = []
        self.clause = ""
        self.part = "body"

    def line(self, line: str) -> None:
        if line.startswith("%"):
            self.order(*line[1:].partition(" ")[::2])
        elif self.part == "recipients":
            self.doc.blocks.append(Block("recipient", line))
            self.doc.recipients.append(line.lstrip("-– ").rstrip(" ;.,"))
        elif self.part == "to":
            self.doc.blocks.append(Block("to", line))
        else:
            self.paragraph(line)

    def order(self, word: str, rest: str) -> None:
        match word:
            case "who":
                self.who = None if rest == "-" else rest
            case "due":
                self.due = [] if rest == "-" else dates(rest)
            case "sign":
                self.doc.sign = [part.strip() for part in rest.split(" // ")]
                self.doc.blocks.append(Block("sign", ""))
            case "page":
                self.doc.blocks.append(Block("page", ""))
            case "note":
                self.doc.blocks.append(Block("note", rest))
            case _:
                self.part = word
                if rest:
                    self.doc.blocks.append(Block(word, rest))

    def paragraph(self, line: str) -> None:
        if opened := CLAUSE.match(line):
            self.clause = opened[2]
            if not opened[1]:
                self.doc.clauses.append(self.clause)
            line = line[opened.end() :]
        kind = "para"
        for sign, name in (("^^", "centre"), ("^", "bold"), ("||", "group"), ("|~", "head"), ("|", "row")):
            if line.startswith(sign):
                kind, line = name, line[len(sign) :].strip()
                break
        self.doc.blocks.append(Block(kind, self.labels(line)))

    def labels(self, line: str) -> str:
        clean, at = "", 0
        for mark in MARK.finditer(line):
            clean += line[at : mark.start()]
            at = mark.end()
            if mark[1]:
                self.doc.references.append(mark[1])
                clean += mark[1]
            elif mark[2]:
                self.doc.shortcomings.append(first_words(line[at:], 9))
            else:
                self.task(mark, line[at:])
        return clean + line[at:]

    def task(self, mark: re.Match[str], rest: str) -> None:
        who = self.who if mark[5] is None else (None if mark[5] == "-" else mark[5])
        due = dates(mark[4].strip()) if mark[4].strip() else self.due
        start = first_words(rest, int(self.doc.meta.get("words", "8")))
        self.doc.tasks.append(Task(self.clause, start, [KINDS[k] for k in mark[3]], due, who))


def dates(written: str) -> list[str]:
    return ["" if day == "_" else day for day in written.split(",")]


def first_words(text: str, count: int) -> str:
    text = MARK.sub(lambda mark: mark[1] or "\0", text)
    text = re.split(r"\0|;|\.(?=\s|$)| \| ", text)[0]
    return " ".join(text.split()[:count]).rstrip(" ,:(")


def read(path: Path) -> Document:
    head, _, body = path.read_text(encoding="utf-8").partition("\n===\n")
    pairs = (line.partition(":")[::2] for line in head.splitlines() if line.strip() and not line.startswith("#"))
    reader = Reader({key.strip(): value.strip() for key, value in pairs})
    for line in body.splitlines():
        if line.strip():
            reader.line(line.strip())
    return reader.doc
