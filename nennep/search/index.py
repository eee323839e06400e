"""The index on disk (tantivy): one module knows the library.

Texts are folded here, by our own rules, and handed over as words between spaces. The folder `current` names holds the
index in use; a rebuild makes another beside it and then changes the name, so that a reader never sees half of one.
"""

import contextlib
import fcntl
import os
import shutil
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import tantivy
from django.conf import settings

from nennep.lib.ids import public_id
from nennep.lib.text import words_of
from nennep.search import rules
from nennep.search.rules import LONGEST, Doc, Question

VERSION = "1"  # of the fields: another one, and the index is made anew
HEAP = 60_000_000
FEW_DOORS = 100
MUTE = ("kind", "key", "door", "unit", "state", "period", "directive", "clause")
Hit = tuple[float, str, int]  # score, kind, key


class NoIndex(Exception):
    """There is none, it is broken, or it was made by another version."""


def root() -> Path:
    return Path(settings.SEARCH_ROOT)


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("words", "written", "pairs"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in MUTE:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", stored=name == "key")
    made: tantivy.Schema = builder.build()
    return made


def opened(folder: Path) -> tantivy.Index:
    try:
        if (folder / "version").read_text() != VERSION:
            raise NoIndex
        index = tantivy.Index.open(str(folder))
        index.searcher()
    except NoIndex:
        raise
    except Exception as error:  # whatever the library cannot read
        raise NoIndex(str(error)) from error
    return index


def current() -> Path:
    try:
        return root() / (root() / "current").read_text()
    except OSError as error:
        raise NoIndex(str(error)) from error


@dataclass
class Reader:
    folder: Path
    index: tantivy.Index


_lock, _reader = threading.Lock(), list[Reader]()


def reader() -> tantivy.Index:
    """The index in use, as it stands now; opened once in a process."""
    folder = current()
    with _lock:
        if not _reader or _reader[0].folder != folder:
            _reader[:] = [Reader(folder, opened(folder))]
        index = _reader[0].index
        try:
            index.reload()
        except Exception as error:
            _reader.clear()
            raise NoIndex(str(error)) from error
    return index


@contextlib.contextmanager
def alone(wait: bool) -> Iterator[bool]:
    """One writer at a time on this machine; whether it is ours."""
    root().mkdir(parents=True, exist_ok=True)
    handle = os.open(root() / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(handle)


def document(doc: Doc) -> tantivy.Document:
    text = doc.text[:LONGEST]
    words = words_of(text)
    made = tantivy.Document()
    made.add_text("words", " ".join(words))
    made.add_text("written", " ".join(written(text)))
    made.add_text("pairs", " ".join(rules.pairs_of(words)))
    made.add_text("kind", doc.kind)
    made.add_text("key", doc.key)
    many = {
        "door": doc.doors,
        "unit": {top for path in doc.units for top in rules.tops_of(path)},
        "state": doc.states,
        "period": rules.periods_of(doc.days),
        "directive": [doc.directive] if doc.directive else [],
        "clause": rules.clauses_of(doc.clause),
    }
    for name, values in many.items():
        for value in values:
            made.add_text(name, value)
    return made


def written(text: str) -> list[str]:
    """Words that bear accents; of the others the folded form says all."""
    return [word.strip(".,;:()“”\"'!?–-") for word in rules.with_accents(text) if not word.isascii()]


def put(folder: Path, docs: Iterable[Doc], *, fresh: bool = False) -> int:
    """Write these texts in place of what stood under their keys; how many."""
    writer, n = opened(folder).writer(HEAP, 1), 0
    for doc in docs:
        if not fresh:
            writer.delete_documents_by_term("key", doc.key)
        writer.add_document(document(doc))
        n += 1
    writer.commit()
    writer.wait_merging_threads()
    return n


def begin() -> Path:
    """An empty index beside the one in use."""
    folder = root() / public_id()
    folder.mkdir(parents=True)
    tantivy.Index(schema(), path=str(folder))
    (folder / "version").write_text(VERSION)
    return folder


def use(folder: Path) -> None:
    """Let readers turn to this one, and sweep away the others."""
    waiting = root() / "current.new"
    waiting.write_text(folder.name)
    os.replace(waiting, root() / "current")
    for other in root().iterdir():
        if other.is_dir() and other != folder:
            shutil.rmtree(other, ignore_errors=True)


def mark(folder: Path, journal: int) -> None:
    """Up to which entry of the journal the index tells."""
    waiting = folder / "journal.new"
    waiting.write_text(str(journal))
    os.replace(waiting, folder / "journal")


def marked(folder: Path) -> int:
    try:
        return int((folder / "journal").read_text())
    except (OSError, ValueError) as error:
        raise NoIndex(str(error)) from error


def search(question: Question, doors: Iterable[str], most: int, *, forgiving: bool = False) -> list[Hit]:
    """The best texts that hold every word and stand open, the best first."""
    index = reader()
    asked = query_of(index.schema, question, list(doors), forgiving)
    searcher = index.searcher()
    found = searcher.search(asked, most, count=False).hits
    return [(score, *split_key(searcher.doc(address)["key"][0])) for score, address in found]


def split_key(key: str) -> tuple[str, int]:
    kind, _, pk = key.partition(":")
    return kind, int(pk)


def query_of(fields: tantivy.Schema, question: Question, doors: list[str], forgiving: bool) -> tantivy.Query:
    must, should, words = tantivy.Occur.Must, tantivy.Occur.Should, question.words

    def term(field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(fields, field, value, "basic" if field in MUTE else "freq")

    def mute(query: tantivy.Query) -> tantivy.Query:
        return tantivy.Query.const_score_query(query, 0.0)

    parts = [
        (must, forgiven(fields, word, last=n == len(words)) if forgiving else term("words", word))
        for n, word in enumerate(words, 1)
    ]
    parts += [(should, term("pairs", pair)) for pair in rules.pairs_of(words)]
    parts += [(should, term("written", word)) for word in written(question.typed)[: rules.MOST_WORDS]]
    parts += [(must, mute(term(name, value))) for name, value in question.narrowed.items()]
    opened_by = [(should, term("door", door)) for door in doors]
    few = len(doors) <= FEW_DOORS  # walked beside the words; a set is first gathered over all texts, 15 ms of a million
    one_of = tantivy.Query.boolean_query(opened_by) if few else tantivy.Query.term_set_query(fields, "door", doors)
    parts.append((must, mute(one_of)))
    asked: tantivy.Query = tantivy.Query.boolean_query(parts)
    return asked


def forgiven(fields: tantivy.Schema, word: str, *, last: bool) -> tantivy.Query:
    """The word itself before words one edit away, and before those that begin with it."""
    should = tantivy.Occur.Should
    ways = [(should, tantivy.Query.boost_query(tantivy.Query.term_query(fields, "words", word, "freq"), 4.0))]
    if len(word) >= rules.FORGIVEN_FROM:
        ways.append((should, tantivy.Query.fuzzy_term_query(fields, "words", word, 1, True)))
    if last and len(word) >= rules.PREFIX_FROM:
        ways.append((should, tantivy.Query.regex_query(fields, "words", f"{word}.*")))
    return tantivy.Query.boolean_query(ways)
