"""The house keeps its shape: sizes, names and where writing happens (STYLE: fifteen rules)."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.turns import LONG

HOUSE = Path(__file__).parent.parent / "nennep"
MODULES = sorted(p for p in HOUSE.rglob("*.py") if "migrations" not in p.parts)
AROUND = sorted(p for folder in ("tests", "bench") for p in (HOUSE.parent / folder).rglob("*.py"))
MEASURED = [*MODULES, *AROUND]
LONGEST_FUNCTION, LONGEST_FILE, MOST_PARAMETERS = 40, 300, 4
NOT_COUNTED = {"self", "cls", "by"}
VAGUE = {"utils", "helpers", "common", "manager", "managers", "service", "services", "misc"}
WRITES = {"create", "bulk_create", "save", "delete", "update", "bulk_update", "get_or_create", "update_or_create"}


@cache
def nodes(module: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(module.read_text("utf-8"))))


def functions(module: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in nodes(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def name(module: Path) -> str:
    return str(module.relative_to(HOUSE.parent))


def test_no_function_is_longer_than_forty_lines() -> None:
    long = [
        f"{name(module)}: {function.name}"
        for module in MEASURED
        for function in functions(module)
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    ]

    assert not long


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    assert not [name(module) for module in MEASURED if len(module.read_text("utf-8").splitlines()) > LONGEST_FILE]


def test_more_than_four_parameters_become_a_dataclass() -> None:
    """What a test is given – the cast, its parameters – is named by itself, and not counted."""
    crowded = [
        f"{name(module)}: {function.name}"
        for module in (*(m for m in MODULES if "tests" not in m.parts), *AROUND)
        for function in functions(module)
        if len(counted(function.args)) > MOST_PARAMETERS and not function.name.startswith("test_")
    ]

    assert not crowded


def counted(arguments: ast.arguments) -> list[str]:
    named = [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    return [arg for arg in named if arg not in NOT_COUNTED and not arg.startswith("_")]


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not [name(m) for m in MODULES if m.stem in VAGUE]


def test_only_actions_write() -> None:
    """Views and queries never write: the words of writing stand in actions (and the few files that say why)."""
    places = [m for m in MODULES if "views" in (m.stem, m.parent.name) or "queries" in (m.stem, m.parent.name)]
    found = []
    for module in places:
        for node in nodes(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
                owner = ast.unparse(node.func.value)
                if "objects" in owner or (owner[:1].islower() and node.func.attr in {"save", "delete"}):
                    found.append(f"{name(module)}:{node.lineno} {ast.unparse(node.func)}")

    assert not found


def test_nothing_hides_work_in_save_or_signals() -> None:
    hidden = []
    for module in MODULES:
        text = module.read_text("utf-8")
        if "post_save" in text or "pre_save" in text:
            hidden.append(name(module))
        hidden += [
            f"{name(module)}: {f.name}" for f in functions(module) if f.name == "save" and module.stem == "models"
        ]

    assert not hidden


def test_views_are_imported_by_urls_alone() -> None:
    wrong = []
    for module in MODULES:
        if module.stem == "urls" or "tests" in module.parts or "views" in (module.stem, module.parent.name):
            continue
        for node in nodes(module):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("nennep."):
                room = node.module.split(".")[1]
                foreign = room != module.relative_to(HOUSE).parts[0]
                if foreign and ("views" in node.module.split(".") or node.module.endswith(".forms")) and room != "web":
                    wrong.append(f"{name(module)} imports {node.module}")

    assert not wrong


def test_nothing_is_fetched_from_another_host() -> None:
    """No page, style or script names a foreign host."""
    allowed = ("http://www.w3.org/", "http://localhost", "http://nennep.invalid")
    found = []
    for file in [*HOUSE.rglob("*.html"), *HOUSE.rglob("*.css"), *HOUSE.rglob("*.js")]:
        for line in file.read_text("utf-8").splitlines():
            for scheme in ("http://", "https://"):
                at = line.find(scheme)
                if at >= 0 and not line[at:].startswith(allowed) and "<code>" not in line:
                    found.append(f"{name(file)}: {line.strip()[:90]}")

    assert not found


def test_every_file_that_is_called_long_is_there() -> None:
    assert [file for file in LONG if not file.is_file()] == []
