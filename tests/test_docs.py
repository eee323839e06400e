"""What the papers say is compared with the code."""

import re
import tomllib
from pathlib import Path

from django.apps import apps

from nennep.config.command import COMMANDS
from nennep.config.environment import SETTINGS
from nennep.facts.shipped import shipped
from nennep.procedures.catalogue.shape import Procedure
from nennep.procedures.catalogue.shipped import procedure_in, texts

ROOT = Path(__file__).parent.parent
PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    rows = dict(
        re.findall(r"^\| `(NENNEP_\w+)` \| `?([^`|]*?)`? \|", (ROOT / "docs/settings.md").read_text("utf-8"), re.M)
    )

    assert rows == {setting.name: setting.default for setting in SETTINGS}


def test_every_table_of_the_house_stands_in_the_glossary() -> None:
    glossary = (ROOT / "docs/glossary.md").read_text("utf-8")
    ours = [model.__name__ for model in apps.get_models() if model.__module__.startswith("nennep.")]

    assert not [name for name in ours if f"`{name}`" not in glossary]


def test_every_name_of_the_glossary_exists() -> None:
    glossary = (ROOT / "docs/glossary.md").read_text("utf-8")
    names = {name.split(".")[0] for name in re.findall(r"`([A-Z]\w+(?:\.\w+)?)`", glossary)}
    code = "\n".join(file.read_text("utf-8") for file in (ROOT / "nennep").rglob("*.py"))

    assert not [name for name in names if f"class {name}" not in code]


def test_links_and_pictures_of_the_papers_lead_somewhere() -> None:
    broken = []
    for paper in PAPERS:
        for target in re.findall(r"\]\(([^)#\s]+)\)", paper.read_text("utf-8")):
            if not target.startswith("http") and not (paper.parent / target).exists():
                broken.append(f"{paper.name}: {target}")

    assert not broken


def test_every_picture_is_shown_by_a_paper() -> None:
    said = "\n".join(paper.read_text("utf-8") for paper in PAPERS)

    assert not [p.name for p in (ROOT / "docs/guide/pictures").iterdir() if f"pictures/{p.name}" not in said]


def test_the_papers_that_papers_name_exist() -> None:
    """`docs/…` in code marks; the figures of `make bench` come with the first measuring of a release."""
    named = {path for paper in PAPERS for path in re.findall(r"`(docs/[^`\s]+)`", paper.read_text("utf-8"))}

    assert named
    assert not [path for path in named - {"docs/benchmarks.md"} if not (ROOT / path).exists()]


def test_the_commands_of_the_papers_exist() -> None:
    """`nennep …` as one types it: in code marks, or at the beginning of a line to copy."""
    typed = re.compile(r"(?:`|^|bin/)nennep ([a-z][a-z-]*)", re.M)
    named = {name for paper in PAPERS for name in typed.findall(paper.read_text("utf-8"))}

    assert {"run", "demo", "backup"} <= named
    assert named <= set(COMMANDS) | {"help"}


def test_the_make_targets_of_the_papers_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = {name for paper in PAPERS for name in re.findall(r"`make ([a-z]+)`", paper.read_text("utf-8"))}

    assert named <= targets


def test_a_scan_needs_no_extra() -> None:
    """`pip install .` reads scans; the program of the machine that it calls is named where one installs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert [name for name in project["dependencies"] if name.startswith("ocrmypdf")]
    assert "tesseract-ocr tesseract-ocr-vie" in (ROOT / "README.md").read_text("utf-8")


def test_no_path_of_a_machine_and_no_package_host_stands_in_the_papers() -> None:
    words = ("/work/", "/root/", "pypi.", "pythonhosted")

    assert not [(paper.name, word) for paper in PAPERS for word in words if word in paper.read_text("utf-8")]


def test_every_shipped_procedure_is_told_with_its_ends_its_limits_and_what_the_office_must_answer() -> None:
    paper = (ROOT / "docs/procedures.md").read_text("utf-8")
    rows = {found[1]: found[0] for found in re.finditer(r"^\| `([\w-]+\.toml)` \|.*$", paper, re.M)}

    assert set(rows) == set(texts())
    for file, text in texts().items():
        assert [said for said in told_of(procedure_in(text)) if said not in rows[file]] == []


def told_of(procedure: Procedure) -> set[str]:
    """Quorums and how long papers are kept are asked of all alike and stand above the table."""
    figures = {key: shipped()[key][-1].value for key in procedure.facts}
    limits = {step.limit.fact for step in procedure.steps if step.limit}
    unknown = {key for key, value in figures.items() if not value and "quorum" not in key and "retention" not in key}
    counted = {f"`{key}` {figures[key]} " for key in limits if figures[key]}
    return {procedure.name, *(end.name for end in procedure.ends), *(f"`{key}`" for key in unknown), *counted}
