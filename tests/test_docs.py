"""What the documents say is true: commands run, pages made from the code are fresh, links lead somewhere."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click
import pytest
from conftest import HOME, TODAY, Draft, make_curriculum
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import BaseModel
from rumbo.build import pipeline
from rumbo.build.content.wanted import COLUMNS
from rumbo.build.exchange.schemas import schemas
from rumbo.build.model import Profile
from rumbo.build.yaml_text import read
from rumbo.cli.batch.wanted import items
from rumbo.cli.main import COMMANDS, rumbo
from rumbo.cli.reference import PAGES

LEFTOVERS = shutil.ignore_patterns(
    *(".git", ".venv", ".hypothesis", ".*_cache", "__pycache__", "*.pyc", "packs", "handouts", "dist", "tests")
)
PAGES_OF_DOCS = sorted(path.relative_to(HOME).as_posix() for path in (HOME / "docs").rglob("*.md"))
DOCUMENTS = [*sorted(path.name for path in HOME.glob("*.md")), *PAGES_OF_DOCS, "benchmarks/README.md"]
TOLD_BY_HAND = [name for name in DOCUMENTS if name.removeprefix("docs/") not in PAGES]
FOLDERS = ("build", "cli", "tests", "docs", "benchmarks", "templates", "curriculum", "learning_patterns", "scripts")
BINARY = {".ttf", ".png", ".jpg", ".jpeg", ".pdf", ".pyc"}


def parsed(name: str) -> list[Token]:
    """The parts of a Markdown document."""
    return MarkdownIt("commonmark").enable("table").parse((HOME / name).read_text(encoding="utf-8"))


def blocks(name: str, *kinds: str) -> Iterator[str]:
    """The code blocks of some languages in a document."""
    for token in parsed(name):
        if token.type == "fence" and token.info.strip() in kinds:
            yield token.content


def command_lines() -> list[str]:
    """Every line of the README and of docs/ that calls rumbo, in order; a second pack is only planned."""
    shown = [
        line
        for name in TOLD_BY_HAND
        for block in blocks(name, "sh", "")
        for line in block.splitlines()
        if re.match(r"(\./)?rumbo\s", line)
    ]
    packs = [number for number, line in enumerate(shown) if "rumbo pack " in line]
    return [
        line.replace("rumbo pack ", "rumbo plan ") if number in packs[1:] else line
        for number, line in enumerate(shown)
    ]


def test_commands_of_the_documents_run(tmp_path: Path) -> None:
    """The commands of the README and of docs/, typed one after the other in a checkout, all end well."""
    copy = tmp_path / "checkout"
    shutil.copytree(HOME, copy, ignore=LEFTOVERS, symlinks=True)
    (copy / "rumbo").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rumbo.cli "$@"\n', encoding="utf-8")
    path = f"{copy}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(copy / ".links")}
    lines = command_lines()
    assert len(lines) > 10
    for line in lines:
        done = subprocess.run(
            ["sh", "-c", line], cwd=copy, env=environment, capture_output=True, text=True, check=False, input=""
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    assert (copy / "packs" / "glam-partner-mexico" / "plan.pdf").is_file()


@pytest.mark.parametrize("name", PAGES)
def test_page_made_from_the_code_is_fresh(name: str) -> None:
    """docs/cli.md and docs/problems.md say what the code says now (`make docs` makes them)."""
    assert (HOME / "docs" / name).read_text(encoding="utf-8") == PAGES[name]()


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_documented(name: str) -> None:
    """Every command has its section in docs/cli.md, a line in --help, an example, and help for each option."""
    assert f"\n## rumbo {name}\n" in (HOME / "docs" / "cli.md").read_text(encoding="utf-8")
    root = click.Context(rumbo, info_name="rumbo")
    assert re.search(rf"^  {name} +\S", rumbo.get_help(root), re.MULTILINE)
    command = rumbo.get_command(root, name)
    assert command
    assert f"Example:  rumbo {name}" in (command.help or "")
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []


def test_every_command_file_is_a_command() -> None:
    """No file lies in cli/commands that `rumbo --help` does not name."""
    files = {path.stem for path in (HOME / "cli" / "commands").glob("*.py")}
    assert files - {"__init__"} == set(COMMANDS)


def test_schemas_are_fresh() -> None:
    """docs/schemas holds the schemas that the types give now, and no other file (`make docs` writes them)."""
    committed = {path.name: path.read_bytes() for path in (HOME / "docs" / "schemas").iterdir()}
    assert committed == {schema.name: schema.content for schema in schemas()}


def anchors(name: str) -> set[str]:
    """The anchors that the headings of a document get on a forge."""
    tokens = parsed(name)
    titles = [tokens[place + 1].content for place, token in enumerate(tokens) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def links(name: str) -> Iterator[str]:
    """The addresses of the links and pictures of a document."""
    for token in parsed(name):
        for child in token.children or ():
            if child.type in ("link_open", "image"):
                yield str(child.attrs.get("href") or child.attrs.get("src"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    """Every link within the repository leads to a file that is there, and to a heading that is in it."""
    broken = []
    for link in links(name):
        path, _, anchor = link.partition("#")
        target = (HOME / name).parent / path if path else HOME / name
        if re.match(r"[a-z]+:", link):
            continue
        heading_there = not anchor or (target.suffix == ".md" and anchor in anchors(os.path.relpath(target, HOME)))
        if not (target.exists() and target.resolve().is_relative_to(HOME) and heading_there):
            broken.append(link)
    assert broken == []


def test_every_page_can_be_reached() -> None:
    """docs/README.md leads to every page of docs, each once."""
    listed = [link for link in links("docs/README.md") if not link.startswith("..")]
    pages = {path.name for path in (HOME / "docs").glob("*.md")} - {"README.md"}
    assert sorted(listed) == sorted({*pages, "decisions/README.md", "schemas"})


def test_every_decision_is_listed() -> None:
    """The page of decisions leads to each of them."""
    listed = {link for link in links("docs/decisions/README.md") if not re.match("[a-z]+:", link)}
    assert listed >= {path.name for path in (HOME / "docs" / "decisions").glob("[0-9]*.md")}


def texts() -> Iterator[Path]:
    """Every text file of the repository that is written by hand or made from the code."""
    for folder in FOLDERS:
        for path in (HOME / folder).rglob("*"):
            if path.is_file() and path.suffix not in BINARY:
                yield path
    yield from (path for path in HOME.iterdir() if path.is_file() and path.name != "LICENSE")


def test_no_path_of_a_machine() -> None:
    """No file speaks of a folder of the machine it was written on."""
    folders = "|".join(["work", "root", r"home/\w", r"Users/\w", r"tmp/\w"])
    pattern = re.compile(rf"(?<![\w.:/-])/({folders})[\w/]")
    found = [
        f"{path.relative_to(HOME)}:{number}: {line.strip()}"
        for path in texts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


def test_constraints_hold_versions_only() -> None:
    """constraints.txt names exact versions and no address to download from."""
    lines = (HOME / "constraints.txt").read_text(encoding="utf-8").splitlines()
    wrong = [line for line in lines if not line.startswith("#") and not re.fullmatch(r"[\w.-]+==[\w.]+", line)]
    assert wrong == []


def test_constraints_pin_every_dependency() -> None:
    """Every package that pyproject.toml names has its exact version in constraints.txt."""
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
    extras = [name for extra in project["project"]["optional-dependencies"].values() for name in extra]
    named = [*project["build-system"]["requires"], *project["project"]["dependencies"], *extras]
    pinned = {line.split("==")[0].lower() for line in (HOME / "constraints.txt").read_text().splitlines()}
    assert {re.match(r"[\w.-]+", name)[0].lower() for name in named} <= pinned  # type: ignore[index]


@pytest.fixture
def neighbours(tmp_path: Path) -> Draft:
    """A tiny curriculum with everything that the module of docs/writing-a-module.md names."""
    lists = {
        "competencies.yaml": ("editing", "talking", "wikidata"),
        "audiences.yaml": ("everyone", "glam", "university"),
    }
    draft = make_curriculum(tmp_path / "curriculum")
    for name, ids in lists.items():
        draft.write(name, "".join(f"{known}: {{title: A title, description: A sentence.}}\n" for known in ids))
    for name in ("editing-basics", "commons-upload", "copyright-basics"):
        draft.copy("modules/first", f"modules/{name}")
        draft.edit(f"modules/{name}/module.yaml", "audiences: [everyone]", "audiences: [glam, university]")
    return draft


def test_example_of_a_module_is_valid(neighbours: Draft) -> None:
    """The module that docs/writing-a-module.md shows passes `check`."""
    name = "docs/writing-a-module.md"
    (module,) = (block for block in blocks(name, "yaml") if "\nobjectives:" in block)
    (guide,) = (block for block in blocks(name, "markdown") if block.count("\n## "))
    neighbours.write("modules/wikidata-first/module.yaml", module)
    neighbours.write("modules/wikidata-first/guide.md", guide)
    neighbours.write(
        "modules/wikidata-first/handout.md", '![A statement with its parts](statement.svg "Its parts")\n'
    )
    neighbours.write("modules/wikidata-first/statement.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>\n')
    assert neighbours.told() == []
    assert "wikidata-first" in neighbours.read().curriculum.modules


def test_example_of_a_table_of_packs_is_valid(shipped: pipeline.Reading, tmp_path: Path) -> None:
    """The table that docs/many-packs.md shows gives packs without a problem, and the page names every column."""
    (table,) = blocks("docs/many-packs.md", "csv")
    (tmp_path / "groups.csv").write_text(table, encoding="utf-8")
    found, noted = items([str(tmp_path / "groups.csv")], shipped, TODAY)
    assert [item.name for item in found] == ["museum-oaxaca", "museum-puebla", "advocacy-network"]
    assert [problem for item in found for problem in item.problems] + noted == []
    rows = [line for line in (HOME / "docs" / "many-packs.md").read_text().splitlines() if line.startswith("| `")]
    assert [name for row in rows for name in re.findall("`(.*?)`", row.split(" | ")[0])] == list(COLUMNS)


def fields_of(kind: type[BaseModel]) -> set[str]:
    """The names of the fields of a type as files have them, and of the types in it."""
    found = set()
    for name, field in kind.model_fields.items():
        found |= {field.alias or name}.union(*(fields_of(inner) for inner in types_in(field.annotation)))
    return found


def types_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The types with fields that an annotation names, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from types_in(part)


def test_every_field_of_a_profile_is_told(shipped: pipeline.Reading, tmp_path: Path) -> None:
    """docs/the-profile.md names each field that a profile can have, and its example passes `check`."""
    name = "docs/the-profile.md"
    text = (HOME / name).read_text(encoding="utf-8")
    assert {"title", "from", "reach", "logo"} < fields_of(Profile)
    assert {field for field in fields_of(Profile) if f"`{field}`" not in text} == set()
    (example,) = blocks(name, "yaml")
    (tmp_path / "museum.yaml").write_text(example, encoding="utf-8")
    assert list(pipeline.read_profile(tmp_path / "museum.yaml", shipped.curriculum, TODAY)[1]) == []


def test_exit_codes_are_told() -> None:
    """docs/cli.md lists the codes with which commands end."""
    text = (HOME / "docs" / "cli.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| ([\d, ]+) \|", text, re.MULTILINE) == ["0", "1", "2", "3", "130, 143"]


@pytest.mark.parametrize("name", TOLD_BY_HAND)
def test_commands_in_blocks_can_be_typed(name: str) -> None:
    """What a page for trainers shows is typed in the folder of Rumbo, where the command is ./rumbo."""
    shown = [line for block in blocks(name, "sh", "text", "") for line in block.splitlines()]
    assert [line for line in shown if line.startswith("rumbo ")] == []


@pytest.mark.parametrize("name", TOLD_BY_HAND)
def test_yaml_in_documents_is_readable(name: str) -> None:
    """Every piece of YAML in a document can be read as it stands."""
    assert [fault for block in blocks(name, "yaml") for fault in read(block)[1]] == []


def test_licences_are_there() -> None:
    """The text of each licence that pyproject.toml names is in the repository."""
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    code, *others = project["license"].split(" AND ")
    assert code == "Apache-2.0"
    assert "Apache License" in (HOME / "LICENSE").read_text(encoding="utf-8")[:200]
    assert {path.stem for path in (HOME / "LICENSES").iterdir()} == {code, *others}
    assert all(path.stat().st_size > 1000 for path in (HOME / "LICENSES").iterdir())


def test_version_is_in_the_changelog() -> None:
    """The version is that of the newest release in CHANGELOG.md, or a .dev on the way to it."""
    version = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    heading = re.search(r"^## \[?(\d[\w.]*)", (HOME / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heading
    assert heading[1] in (version, re.sub(r"\.dev\d+$", "", version))


def test_every_kind_of_document_has_its_row_and_picture() -> None:
    """docs/documents.md names every kind of document in order; what can be shown has a picture that is there."""
    lines = (HOME / "docs" / "documents.md").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line.startswith("| ") and line.count(" | ") == 4]
    rows = [row for row in rows if "---" not in row[1]]
    assert [row[0].removeprefix("| ") for row in rows[1:]] == list(pipeline.DOCUMENTS)
    for row in rows[1:]:
        name = row[0].removeprefix("| ")
        shown = (HOME / "docs" / "pictures" / "documents" / f"{name}.png").is_file()
        assert shown == (f"(pictures/documents/{name}.png)" in row[4])
        assert shown or row[4].startswith(("a text file", "needs names"))
