"""docs/dependencies.md names every package with the licence that the package itself tells."""

import re
import tomllib

import pytest
from conftest import HOME
from licences import direct, licence_of, pinned

PAGE = (HOME / "docs" / "dependencies.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("| ").split(" | ")] for line in PAGE.splitlines() if line.startswith("| ")
]
BY_NAME = {row[0]: row for row in ROWS if row[0] not in ("package", "---")}
SAID_OTHERWISE = {
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "sortedcontainers": "Apache-2.0",
    "tablib": "MIT",
    "xlrd": "BSD-3-Clause",
    "xlwt": "BSD-3-Clause",
}
"""Packages that name their licence in words of their own."""


@pytest.mark.parametrize("name", [name for names in direct().values() for name in names])
def test_package_is_explained(name: str) -> None:
    """Every package of pyproject.toml has a row: what for, licence, and what would take its place."""
    _, purpose, licence, instead = BY_NAME[name]
    assert purpose
    assert instead
    assert licence_of(name) in (licence, "")


@pytest.mark.parametrize("name", pinned())
def test_pinned_package_is_named(name: str) -> None:
    """Every package of constraints.txt is on the page, with the licence that it tells of itself."""
    (row,) = [row for known, row in BY_NAME.items() if plain(known) == plain(name)]
    licence = row[2]
    assert SAID_OTHERWISE.get(name, licence_of(name)) in (licence, "")
    bound = re.search(r"(?<!L)GPL", licence)
    assert not bound or " OR " in licence


def test_no_package_of_yesterday() -> None:
    """What is no longer installed is no longer on the page."""
    known = {plain(name) for name in [*pinned(), *(name for names in direct().values() for name in names)]}
    assert {plain(name) for name in BY_NAME} == known


def test_version_is_told_in_one_place() -> None:
    """The version stands in pyproject.toml alone; the code asks for it."""
    version = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    files = [path for folder in ("build", "cli", "templates") for path in (HOME / folder).rglob("*.*")]
    texts = [path for path in files if path.suffix in (".py", ".j2", ".css", ".json")]
    assert [path for path in texts if version in path.read_text(encoding="utf-8")] == []


def test_every_file_has_a_licence() -> None:
    """REUSE.toml gives code, content, pages that show it, and fonts their licences, whose texts lie in LICENSES."""
    told = tomllib.loads((HOME / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    by_path = {str(one["path"]): one["SPDX-License-Identifier"] for one in told}
    assert by_path["**"] == "Apache-2.0"
    assert by_path["['curriculum/**', 'learning_patterns/**']"] == "CC-BY-SA-4.0"
    assert by_path["['docs/pictures/**', 'tests/golden/**']"] == "CC-BY-SA-4.0"
    assert by_path["templates/fonts/**"] == "OFL-1.1"
    assert all((HOME / "LICENSES" / f"{licence}.txt").is_file() for licence in by_path.values())
    assert (HOME / "LICENSES/Apache-2.0.txt").read_bytes() == (HOME / "LICENSE").read_bytes()


def plain(name: str) -> str:
    """A name as package indexes compare it."""
    return name.lower().replace("_", "-")
