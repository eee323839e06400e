"""Both languages whole: nothing untranslated in the code, nothing left over in the catalogue, nothing on a page.

Turns red with a sentence that is no message, a message without its English, and an English page that speaks Vietnamese.
"""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import allauth
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.db import transaction
from django.test import Client
from django.utils.translation import override

from nennep.accounts.models import User
from nennep.lib.dates import parse_date
from nennep.lib.guard.refusals import refusal
from nennep.notices.models import Notice
from nennep.web.language import NAME as LANGUAGE
from tests.doors import KNOWN, TABLE, address_of, allowed, body_of
from tests.messages import HOUSE, LOCALE, VIETNAMESE, compiled, english, forms, missing
from tests.spoken import AS_THEY_ARE, Spoken, data_of_the_house, plain, vietnamese_left
from tests.turns import by_turns
from tests.world import PERSONAS, World

PO = LOCALE / "en/LC_MESSAGES/django.po"
TEMPLATES = sorted(HOUSE.rglob("templates/**/*.html"))
CODE = sorted(file for file in HOUSE.rglob("*.py") if not {"tests", "migrations", "commands"} & set(file.parts))
TAG = re.compile(
    r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%}|{%.*?%}|{{.*?}}",
    re.DOTALL,
)
SPOKEN_BY = ("RuleBroken", "ValidationError", "messages.", "add_error", "FormPage", "CharField", "hindrances.append")
SPOKEN_AS = {"label", "help_text", "verbose_name", "empty_label"}
TRANSLATED_BY = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
PLACE = re.compile(r"%\((\w+)\)[sd]")


def test_a_template_says_nothing_that_is_no_message() -> None:
    bare = {file: TAG.sub("", file.read_text("utf-8")).replace("Nền Nếp", "") for file in TEMPLATES}

    assert [
        f"{file.relative_to(HOUSE)}: {line.strip()}"
        for file, text in bare.items()
        for line in text.splitlines()
        if VIETNAMESE.search(line)
    ] == []


def test_code_says_nothing_to_people_that_is_no_message() -> None:
    assert [
        f"{file.relative_to(HOUSE)} {said}"
        for file in CODE
        for said in bare_sentences(ast.parse(file.read_text("utf-8")))
    ] == []


def bare_sentences(tree: ast.AST) -> Iterator[str]:
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = ast.unparse(call.func)
        spoken = [word.value for word in call.keywords if word.arg in SPOKEN_AS]
        if any(by in name for by in SPOKEN_BY) and name not in TRANSLATED_BY:
            spoken += call.args
        for part in spoken:
            yield from (f"line {part.lineno}: {text}" for text in untranslated(part))


def untranslated(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and ast.unparse(node.func) in TRANSLATED_BY:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and VIETNAMESE.search(node.value):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from untranslated(child)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return english()


def test_every_message_has_its_english(catalog: Catalog) -> None:
    assert missing(catalog) == []


def test_the_catalogue_holds_todays_messages_and_no_others(catalog: Catalog) -> None:
    with PO.open("rb") as file:
        kept = read_po(file, locale="en")

    assert {str(m.id) for m in kept} == {str(m.id) for m in catalog}


def test_a_translation_keeps_what_is_filled_in(catalog: Catalog) -> None:
    wrong = [
        m.id for m in catalog if m.id and any(text and places(text) != places(first(m.id)) for text in forms(m.string))
    ]

    assert wrong == []


def test_no_translation_speaks_vietnamese_beyond_examples(catalog: Catalog) -> None:
    said = [text for message in catalog if message.id for text in forms(message.string)]
    wrong = [text for text in said if VIETNAMESE.search(AS_THEY_ARE.sub("", text))]

    assert wrong == []


def test_what_is_compiled_is_what_is_written() -> None:
    assert PO.with_suffix(".mo").read_bytes() == compiled(PO)


def first(id: object) -> str:
    return forms(id)[0]


def places(text: str) -> set[str]:
    named = set(PLACE.findall(text))
    if named or "{" not in text:
        return named | set(re.findall(r"</?(\w+)>", text))
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_nothing_is_translated_before_anybody_reads() -> None:
    """At import there is no reader yet: what stands outside functions must be lazy."""
    early = []
    for file in CODE:
        text = file.read_text("utf-8")
        eager = {"gettext", "ngettext"} | ({"_"} if "import gettext as _" in text else set())
        calls = (call for call in calls_at_import(ast.parse(text)) if ast.unparse(call.func) in eager)
        early += [f"{file.relative_to(HOUSE)} line {call.lineno}" for call in calls]

    assert early == []


def calls_at_import(node: ast.AST) -> Iterator[ast.Call]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield child
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from calls_at_import(child)


NOT_SHOWN = "sheet|excel|campaign_word|original|template|paper|export|evidence|conclusion|dismiss|complete|health"
SAID_BEFORE = "chasing:(days|tasks)|notices:notice$"  # a calendar; a notice, said when it is written (test_news)
NO_PAGES = re.compile(f"{NOT_SHOWN}|{SAID_BEFORE}")
PAGES = [name for name in KNOWN if TABLE[name].get("get") and not NO_PAGES.search(name)]


def page_in(language: str, name: str, world: World, browsers: dict[str, Client]) -> Spoken:
    """The page as the first of its personas sees it who reads this language."""
    persona = next(who for who in ("clerk", "organiser", "sysadmin", *PERSONAS) if who in allowed(name, "get"))
    User.objects.filter(username=getattr(world.cast, persona).username).update(language=language)
    chosen = browsers[persona]
    chosen.cookies[LANGUAGE] = language  # where nobody is known
    page = Spoken(body_of(chosen.get(address_of(name, world), follow=True)).decode())
    del chosen.cookies[LANGUAGE]
    return page


@pytest.mark.django_db
@pytest.mark.parametrize("name", by_turns(PAGES, 12))
def test_an_english_page_speaks_english(name: str, standing_world: World, browsers: dict[str, Client]) -> None:
    with transaction.atomic():
        page = page_in("en", name, standing_world, browsers)
        left = vietnamese_left(page.pieces, told_before() + data_of_the_house())
        transaction.set_rollback(True)

    assert (page.lang, left) == ("en", [])


def told_before() -> list[str]:
    """Notices were said when they were written, to people who read Vietnamese then (test_news)."""
    return [plain(text) for text in Notice.objects.values_list("text", flat=True)]


def library_sentences() -> set[str]:
    """What the library of sign-in says in its own English, longer than a word."""
    with (Path(allauth.__file__).parent / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        found = {text for message in read_po(file) if message.id for text in forms(message.id)}
    return {text for text in found if " " in text and "%(" not in text}


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith(("account_", "mfa_"))])
def test_a_vietnamese_page_says_nothing_in_the_librarys_words(
    name: str, standing_world: World, browsers: dict[str, Client]
) -> None:
    with transaction.atomic():
        page = page_in("vi", name, standing_world, browsers)
        transaction.set_rollback(True)

    assert page.lang == "vi"
    assert {piece.strip() for piece in page.pieces} & library_sentences() == set()


def test_what_knows_no_django_speaks_the_readers_language() -> None:
    with override("en"), pytest.raises(ValueError, match="There is no 31/02/2026"):
        parse_date("31/2/2026")


def test_a_refused_file_is_explained_in_the_language_of_who_reads() -> None:
    refused = refusal("active", what="lệnh tự chạy khi mở tệp")

    with override("en"):
        said = str(refused)

    assert "command that runs when the file is opened" in said
    assert "lệnh tự chạy khi mở tệp" in str(refused)
