"""The tree of clauses: which piece stands under which, and the path that names it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nennep.lib.labels import ITEMS, RANK, Label, Style
from nennep.lib.text import capitalised
from nennep.reading.cleaned import Block, Grid, Paragraph
from nennep.reading.zones import type_of_line

LONGEST_TITLE = 320
_ENDS = (".", ";", ":", "…", ",")


@dataclass
class Node:
    """A clause in the making. `own` are its paragraphs and tables without the clauses below it."""

    label: Label | None
    path: str
    parent: "Node | None" = None
    own: list[Block] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    title: str | None = None

    @property
    def style(self) -> Style | None:
        return self.label.style if self.label else None

    @property
    def rank(self) -> float:
        if self.label is None:
            return -1
        return RANK[self.label.style] + len(self.label.numbers) / 10 * (self.label.style is Style.DECIMAL)

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [block for block in self.own if isinstance(block, Paragraph)]

    @property
    def grids(self) -> list[Grid]:
        return [block for block in self.own if isinstance(block, Grid)]

    @property
    def text(self) -> str:
        """Its own words without label and title."""
        return "\n".join(self.texts())

    def texts(self) -> Iterator[str]:
        for i, block in enumerate(self.own):
            if isinstance(block, Grid):
                yield "\n".join("\t".join(cell.text for cell in row) for row in block.rows)
            elif i or self.label is None:
                yield block.text
            elif self.title is None:
                yield block.text[self.label.length :]

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self) -> Iterator["Node"]:
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


def build_tree(body: Sequence[Block], after: Sequence[Block] = ()) -> Node:
    """The root holds what stands before the first label; `after` is what follows the signature."""
    root = Node(None, "")
    stack = [root]
    for block in body:
        _add(stack, block, behind_signature=False)
    if after:
        del stack[1:]
        for block in after:
            _add(stack, block, behind_signature=True)
    for node in root.walk():
        node.title = _title(node)
    return root


def _add(stack: list[Node], block: Block, *, behind_signature: bool) -> None:
    if isinstance(block, Paragraph):
        attached = _attachment(block) if behind_signature else None
        labels = (attached,) if attached else tuple(label for label in block.labels if label.style not in ITEMS)
        if labels:
            label = _chosen(stack, labels)
            parent = _parent(stack, label)
            node = Node(label, _path(parent, label), parent, [block])
            parent.children.append(node)
            stack.append(node)
            return
    stack[-1].own.append(block)


def _attachment(block: Paragraph) -> Label | None:
    """`QUY CHẾ` in capitals behind the signature begins what the decision issues."""
    kind = type_of_line(block.text)
    if kind is None or block.text.strip(" *:") != kind.upper():
        return None
    return Label(Style.ATTACHMENT, block.text, capitalised(kind.lower()), (1,), len(kind))


def _chosen(stack: Sequence[Node], labels: Sequence[Label]) -> Label:
    """Where a letter may be a number (`I.`, `C.`, `V.`): the reading that counts on from a clause in view."""
    if len(labels) == 1:
        return labels[0]
    counting_on = [label for label in labels for node in stack if _counts_on(node, label)]
    return counting_on[0] if counting_on else labels[0]


def _counts_on(node: Node, label: Label) -> bool:
    return node.label is not None and node.label.style is label.style and label.value == node.label.value + 1


def _parent(stack: list[Node], label: Label) -> Node:
    """Pop to where the label belongs and give the clause above it."""
    at = _sibling(stack, label)
    if at is not None:
        del stack[at:]
        return stack[-1]
    if len(label.numbers) > 1 and label.style is Style.DECIMAL:
        above = _decimal_above(stack, label)
        if above is not None:
            del stack[above + 1 :]
            return stack[-1]
    rank = RANK[label.style] + len(label.numbers) / 10 * (label.style is Style.DECIMAL)
    while stack[-1].rank > rank:
        stack.pop()
    return stack[-1]


def _sibling(stack: Sequence[Node], label: Label) -> int | None:
    """The innermost clause in view that this one follows in the same list."""
    alike = [i for i, node in enumerate(stack) if node.label and _same_list(node.label, label)]
    for i in reversed(alike):
        other = stack[i].label
        if other and label.value == other.value + 1:
            return i
    for i in reversed(alike):
        other = stack[i].label
        if other and (label.mark == other.mark or label.style in (Style.APPENDIX, Style.ARTICLE)):
            return i
    return None


def _same_list(other: Label, label: Label) -> bool:
    if other.style is not label.style:
        return False
    if label.style is not Style.DECIMAL:
        return True
    return len(other.numbers) == len(label.numbers) and other.numbers[:-1] == label.numbers[:-1]


def _decimal_above(stack: Sequence[Node], label: Label) -> int | None:
    """`1.2.` stands under `1.`; where there is no such clause, under what holds the decimals."""
    for i in range(len(stack) - 1, -1, -1):
        node = stack[i]
        if (
            node.label
            and node.style is Style.DECIMAL
            and node.label.numbers == label.numbers[: len(node.label.numbers)]
        ):
            return i
    return None


def _path(parent: Node, label: Label) -> str:
    """Labels joined by dots; a decimal brings its own upper levels, an article counts through all chapters."""
    base = parent
    while base.label is not None and _left_out(base, label):
        base = base.parent or base
    part = f"{label.within}.{label.part}" if label.within and not _inside(base, label.within) else label.part
    return f"{base.path}.{part}" if base.path else part


def _left_out(node: Node, label: Label) -> bool:
    if label.style is Style.ARTICLE:
        return node.style not in (Style.ATTACHMENT, Style.APPENDIX)
    if label.style is Style.DECIMAL and node.style is Style.DECIMAL and node.label:
        return node.label.numbers == label.numbers[: len(node.label.numbers)]
    return False


def _inside(base: Node, roman: str) -> bool:
    return any(node.label is not None and node.label.part == roman for node in base.ancestors())


def _title(node: Node) -> str | None:
    """A heading: the whole first paragraph when it ends like no sentence and something follows it."""
    if node.label is None or not node.own or not isinstance(node.own[0], Paragraph):
        return None
    text = node.own[0].text[node.label.length :].strip()
    if node.style is Style.ATTACHMENT or (not text and len(node.own) > 1):
        following = node.own[1].text if len(node.own) > 1 and isinstance(node.own[1], Paragraph) else ""
        return text or (following if len(following) < LONGEST_TITLE and not following.endswith(_ENDS) else None)
    followed = len(node.own) > 1 or bool(node.children)
    named = node.own[0].is_upper or node.style in (Style.APPENDIX, Style.PART, Style.CHAPTER, Style.SECTION)
    headed = len(text) <= LONGEST_TITLE and not text.endswith(_ENDS)
    return text if text and headed and (followed or named) else None
