"""A .docx as parts that can be read as trees, changed and written again; what nobody asked for stays as it was."""

import io
import posixpath
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from nennep.lib.guard.refusals import refusal
from nennep.lib.word.package import PKG, W, parse

TYPES = "[Content_Types].xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R = f"{{{RELATION}}}"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True)
class Relation:
    id: str
    kind: str  # the last word of its type: "header", "styles", …
    target: str  # name of the part


@dataclass
class WordFile:
    parts: dict[str, bytes]
    main: str = ""
    trees: dict[str, etree._Element] = field(default_factory=dict)

    def tree(self, name: str | None) -> etree._Element | None:
        if name is None or name not in self.parts:
            return None
        if name not in self.trees:
            self.trees[name] = parse(self.parts[name])
        return self.trees[name]

    def relations(self, part: str) -> list[Relation]:
        folder = posixpath.dirname(part)
        tree = self.tree(rels_of(part))
        if tree is None:
            return []
        return [
            Relation(
                relation.get("Id", ""),
                relation.get("Type", "").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
            )
            for relation in tree.iter(f"{PKG}Relationship")
            if relation.get("TargetMode") != "External"
        ]

    def related(self, kind: str) -> etree._Element | None:
        """The tree of the one part of this kind that belongs to the document."""
        return self.tree(next((r.target for r in self.relations(self.main) if r.kind == kind), None))

    def body(self) -> etree._Element:
        tree = self.tree(self.main)
        body = None if tree is None else tree.find(f"{W}body")
        if body is None:
            raise refusal("damaged")
        return body

    def add(self, kind: str, content: bytes) -> str:
        """A new part beside the document; returns the id of its relation."""
        folder = posixpath.dirname(self.main)
        place = next(n for n in range(1, 10_000) if posixpath.join(folder, f"{kind}{n}.xml") not in self.parts)
        name = posixpath.join(folder, f"{kind}{place}.xml")
        self.parts[name] = content
        types, rels = self.tree(TYPES), self.tree(rels_of(self.main))
        if types is None or rels is None:
            raise refusal("damaged")
        namespace = etree.QName(types).namespace
        etree.SubElement(types, f"{{{namespace}}}Override", PartName=f"/{name}", ContentType=f"{CONTENT}.{kind}+xml")
        used = {relation.id for relation in self.relations(self.main)}
        made = next(f"rId{n}" for n in range(1, 100_000) if f"rId{n}" not in used)
        relation = etree.SubElement(rels, f"{PKG}Relationship", Id=made, Type=f"{RELATION}/{kind}")
        relation.set("Target", posixpath.basename(name))
        return made

    def written(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                tree = self.trees.get(name)
                archive.writestr(name, content if tree is None else serialised(tree))
        return out.getvalue()


def rels_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def serialised(tree: etree._Element) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def open_word(content: bytes) -> WordFile:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise refusal("damaged") from error
    file = WordFile(parts)
    main = next((r.target for r in file.relations("") if r.kind == "officeDocument"), "word/document.xml")
    file.main = main
    file.body()
    return file
